from __future__ import annotations

from ...declare.cmdlet import Example, Param, cmdlet
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

    examples = (Example("Request-AudioTranslation ./talk.mp3", "Shows in English what was said."),)

    def process(self) -> Objects:
        yield self.call("audio.translations", method="POST", form=self.form()).text
