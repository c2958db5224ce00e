"""What transcription and translation share."""

from __future__ import annotations

from typing import Any

from ...declare.cmdlet import Param
from ...declare.validators import ValidateNotNullOrEmpty, ValidateRange, ValidateSet
from ..api import ApiParams
from ..body import bound_fields
from ..local_files import local_file

FORMATS = ("json", "text", "srt", "verbose_json", "vtt")


def response_format_param(*formats: str) -> Any:
    return Param(
        "string",
        aliases=("Format", "response_format"),
        validators=(ValidateSet(formats),),
        default="text",
        help="The form of the result.",
    )


class SoundParams(ApiParams):
    """A recording, and how it is read. A cmdlet adds ``model`` and ``response_format``."""

    file = Param(
        "string",
        mandatory=True,
        position=0,
        pipeline="value",
        validators=(ValidateNotNullOrEmpty(),),
        help="The file of the recording.",
    )
    prompt = Param("string", help="A text that shows the style, or what went before.")
    temperature = Param(
        "double", validators=(ValidateRange(0, 1),), help="How freely the model chooses its words: 0 to 1."
    )

    model: str
    response_format: str

    def fields(self) -> dict[str, Any]:
        """The form's fields, the file aside."""
        return {
            "model": self.model,
            "response_format": self.response_format.lower(),
            **bound_fields(self, {"Prompt": "prompt", "Temperature": "temperature"}),
        }

    def form(self) -> Any:
        from ...http import FilePart, Form

        return Form(self.fields(), [FilePart("file", local_file(self, "File", self.file))])
