"""Recordings: the parameters that transcription and translation share, and the languages that the service knows."""

from __future__ import annotations

from typing import Any

from ...declare.cmdlet import Param
from ...declare.validators import ValidateNotNullOrEmpty, ValidateRange, ValidateSet
from ...http import Form
from ..api import ApiParams
from ..body import bound_fields
from ..file_parts import file_part

FORMATS = ("json", "text", "srt", "verbose_json", "vtt")


def response_format_param(*formats: str) -> Any:
    return Param(
        "string",
        aliases=("Format", "response_format"),
        validators=(ValidateSet(formats),),
        default="text",
        help="The form of the text: plain, JSON, or subtitles (srt, vtt).",
    )


class SoundParams(ApiParams):
    """A recording, and how it is read. A cmdlet adds ``model`` and ``response_format``."""

    file = Param(
        "string",
        mandatory=True,
        position=0,
        pipeline="value",
        validators=(ValidateNotNullOrEmpty(),),
        help="The path of the recording: flac, mp3, mp4, mpeg, mpga, m4a, ogg, wav or webm.",
    )
    prompt = Param("string", help="A text that shows the style, or the text that came before.")
    temperature = Param("double", validators=(ValidateRange(0, 1),), help="The randomness of the answer: 0 to 1.")

    model: str
    response_format: str

    def fields(self) -> dict[str, Any]:
        """The form's fields, without the file."""
        return {
            "model": self.model,
            "response_format": self.response_format.lower(),
            **bound_fields(self, {"Prompt": "prompt", "Temperature": "temperature"}),
        }

    def form(self) -> Any:
        return Form(self.fields(), [file_part(self, "File", "file", self.file)])


_CODES = """
af Afrikaans, sq Albanian, am Amharic, ar Arabic, hy Armenian, as Assamese, az Azerbaijani, ba Bashkir, eu Basque,
be Belarusian, bn Bengali, bn Bangla, bs Bosnian, br Breton, bg Bulgarian, yue Cantonese, ca Catalan, zh Chinese,
hr Croatian, cs Czech, da Danish, nl Dutch, en English, et Estonian, fo Faroese, fi Finnish, fr French, gl Galician,
ka Georgian, de German, el Greek, gu Gujarati, ht Haitian Creole, ha Hausa, haw Hawaiian, he Hebrew, hi Hindi,
hu Hungarian, is Icelandic, id Indonesian, it Italian, ja Japanese, jv Javanese, kn Kannada, kk Kazakh, km Khmer,
ko Korean, lo Lao, la Latin, lv Latvian, ln Lingala, lt Lithuanian, lb Luxembourgish, mk Macedonian, mg Malagasy,
ms Malay, ml Malayalam, mt Maltese, mi Maori, mr Marathi, mn Mongolian, my Myanmar, my Burmese, ne Nepali,
no Norwegian, nn Norwegian Nynorsk, oc Occitan, ps Pashto, fa Persian, pl Polish, pt Portuguese, pa Punjabi,
ro Romanian, ru Russian, sa Sanskrit, sr Serbian, sn Shona, sd Sindhi, si Sinhala, sk Slovak, sl Slovenian,
so Somali, es Spanish, su Sundanese, sw Swahili, sv Swedish, tl Tagalog, tg Tajik, ta Tamil, tt Tatar, te Telugu,
th Thai, bo Tibetan, tr Turkish, tk Turkmen, uk Ukrainian, ur Urdu, uz Uzbek, vi Vietnamese, cy Welsh, yi Yiddish,
yo Yoruba
"""
LANGUAGES: dict[str, str] = {}  # lower-case name to code
for _entry in _CODES.replace("\n", " ").split(","):
    _code, _, _name = _entry.strip().partition(" ")
    LANGUAGES[_name.lower()] = _code


def language_code(name: str) -> str:
    """The code of a language from its name; codes and unknown names are returned unchanged."""
    return LANGUAGES.get(name.strip().lower(), name)
