from __future__ import annotations

from ...declare.cmdlet import Example, Failure, Param, cmdlet
from ...engine.pipeline.cmdlet import Objects
from .sound import FORMATS, SoundParams, response_format_param


@cmdlet(
    "Request-AudioTranslation",
    default_set="Language",
    outputs="System.String",
    order=("File Model", "Prompt ResponseFormat"),
)
class RequestAudioTranslation(SoundParams):
    """Turn speech in any language into English text."""

    model = Param("string", completions=("whisper-1",), default="whisper-1", help="The model that transcribes.")
    response_format = response_format_param(*FORMATS)

    examples = (
        Example("Request-AudioTranslation ./talk.mp3", "Shows in English what was said.", result="Hello"),
        Example(
            "Request-AudioTranslation ./talk.mp3 -Format srt > talk.srt",
            "Makes English subtitles.",
        ),
    )
    failures = (
        Failure(
            "Request-AudioTranslation ./missing.mp3",
            "Request-AudioTranslation: -File: there is no file ./missing.mp3. Check the path; the current folder "
            "is /home/me/batches.",
            "FileNotFound,Request-AudioTranslation",
        ),
    )
    remarks = """\
    A file has 25 MB at most. The service charges by the minutes of the recording. Only whisper-1 translates, and only
    into English.
    """

    def process(self) -> Objects:
        yield self.call("audio.translations", method="POST", form=self.form()).text
