from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ...declare.cmdlet import Example, Failure, Param, cmdlet
from ...declare.validators import ValidateNotNullOrEmpty, ValidateRange, ValidateSet
from ...dotnet.model.types import Value
from ...engine.pipeline.cmdlet import Objects
from ...engine.session.file_paths import is_readable
from ...engine.values.text import to_text
from ...errors import ExitCode
from ..body import bound_fields
from ..local_files import data_url
from ..objects import from_json
from ..params import stream_output_type_param
from ..streaming import LAST_TRANSCRIPT, event_of, events, flowing
from .sound import FORMATS, SoundParams, language_code, response_format_param

ENDPOINT = "audio.transcriptions"
FIELDS = {
    "Include": "include[]",
    "KnownSpeakerNames": "known_speaker_names[]",
    "TimestampGranularities": "timestamp_granularities",
    "Keywords": "keywords[]",
}
VAD_SETTINGS = {
    "ChunkingStrategyThreshold": "threshold",
    "ChunkingStrategyPrefixPadding": "prefix_padding_ms",
    "ChunkingStrategySilenceDuration": "silence_duration_ms",
}


@cmdlet(
    "Request-AudioTranscription",
    default_set="Default",
    outputs="System.String",
    order=("File Model", "Prompt ResponseFormat", "Temperature Include..StreamOutputType"),
)
class RequestAudioTranscription(SoundParams):
    """Turn speech into text in the same language.

    With -Stream, -TimeoutSec is the longest silence of the service.
    """

    model = Param(
        "string",
        completions=(
            "whisper-1",
            "gpt-4o-transcribe",
            "gpt-4o-mini-transcribe",
            "gpt-4o-transcribe-diarize",
            "gpt-transcribe",
        ),
        default="whisper-1",
        help="The model that transcribes.",
    )
    response_format = response_format_param(*FORMATS, "diarized_json")
    include = Param("string[]", completions=("logprobs",), help="Further data to return, by the service's names.")
    known_speaker_names = Param(
        "string[]", aliases=("known_speaker_names",), help="Names of speakers, in the order of their references."
    )
    known_speaker_references = Param(
        "string[]",
        aliases=("known_speaker_references",),
        help="Short recordings of these speakers: files or data URLs.",
    )
    chunking_strategy = Param(
        "string",
        aliases=("chunking_strategy",),
        validators=(ValidateSet(("auto", "server_vad")),),
        help="How the recording is split into chunks.",
    )
    chunking_strategy_threshold = Param(
        "float", validators=(ValidateRange(0, 1),), help="How loud speech is, for server_vad: 0 to 1."
    )
    chunking_strategy_prefix_padding = Param("uint16", help="Milliseconds to keep before speech, for server_vad.")
    chunking_strategy_silence_duration = Param(
        "uint16", help="Milliseconds of silence that end a chunk, for server_vad."
    )
    timestamp_granularities = Param(
        "string[]",
        aliases=("timestamp_granularities",),
        validators=(ValidateSet(("word", "segment")),),
        help="Which times the format verbose_json contains: those of words, of segments.",
    )
    language = Param("string", help="The language of the recording: its English name, or its code such as en.")
    literal_language = Param(
        "string", set="LiteralLanguage", hidden=True, help="The language, sent to the service unchanged."
    )
    stream = Param("switch", set="Stream", help="Return the text in pieces, as it is transcribed.")
    stream_output_type = stream_output_type_param("Stream")
    keywords = Param("string[]", own=True, help="Words and names that occur in the recording; for gpt-transcribe.")
    languages = Param(
        "string[]",
        own=True,
        validators=(ValidateNotNullOrEmpty(),),
        help="The languages that the recording may have: names or codes such as en; for gpt-transcribe.",
    )

    examples = (
        Example("Request-AudioTranscription ./talk.mp3 -Language English", "Shows the text.", result="Hello"),
        Example("Request-AudioTranscription ./talk.mp3 -Format srt > talk.srt", "Makes subtitles."),
        Example(
            "(Request-AudioTranscription ./talk.mp3 -Format verbose_json -TimestampGranularities segment | "
            "ConvertFrom-Json).segments | Select-Object start, text",
            "Shows when what is said; the JSON comes as text.",
            result="start text\n----- ----\n0.000 Hello",
        ),
        Example(
            "Request-AudioTranscription ./talk.mp3 -Model gpt-4o-transcribe -Stream",
            "Shows the text while it is written.",
            result="Hello",
        ),
    )
    failures = (
        Failure(
            "Request-AudioTranscription ./missing.mp3",
            "Request-AudioTranscription: -File: there is no file ./missing.mp3. Check the path; the current folder "
            "is /home/me/batches.",
            "FileNotFound,Request-AudioTranscription",
        ),
    )
    remarks = """\
    A file has 25 MB at most. The service charges by the minutes of the recording (whisper-1) or by tokens of sound and
    text.
    """

    def process(self) -> Objects:
        if self.stream:
            yield from self._streamed()
        else:
            yield self.call(ENDPOINT, method="POST", form=self.form()).text

    def fields(self) -> dict[str, Any]:
        fields = {**super().fields(), **bound_fields(self, FIELDS)}
        if self.known_speaker_references:
            fields["known_speaker_references[]"] = [self._reference(text) for text in self.known_speaker_references]
        if self.is_bound("Language"):
            fields["language"] = language_code(self.language)
        elif self.is_bound("LiteralLanguage"):
            fields["language"] = self.literal_language
        if self.is_bound("Languages"):
            if "language" in fields:
                raise self.stop_with(
                    "AmbiguousLanguage",
                    "-Languages and -Language cannot be used together: give one of them.",
                    "InvalidArgument",
                    None,
                    "System.ArgumentException",
                    ExitCode.USAGE,
                )
            fields["languages[]"] = [language_code(to_text(name)) for name in self.languages]
        fields["chunking_strategy"] = self._strategy()
        if self.stream:
            fields["stream"] = "True"
        return fields

    def _strategy(self) -> Any:
        """The chunking strategy: its name, or the settings of server_vad, which imply it."""
        chosen = (self.chunking_strategy or "").lower()
        settings = bound_fields(self, VAD_SETTINGS)
        if chosen == "server_vad" or (settings and not chosen):
            return {"type": "server_vad", **settings}
        if not chosen and "diarize" in to_text(self.model).lower():
            return "auto"  # the service requires a strategy of this model
        return chosen or None

    def _reference(self, text: str) -> str:
        """A recording of a speaker as a data URL."""
        path = self.session.path(text)
        return data_url(path) if is_readable(path) else text

    def _streamed(self) -> Iterator[Value]:
        if self.session.mode.flowing_text and self.stream_output_type != "object":
            return flowing(str(text) for text in self._events())
        return self._events()

    def _events(self) -> Iterator[Value]:
        for text in events(self, ENDPOINT, None, form=self.form(), last=LAST_TRANSCRIPT):
            event = event_of(self, text)
            if self.stream_output_type == "object":
                yield from_json(event)
            elif event.get("type") == "transcript.text.delta":
                yield event.get("delta")
