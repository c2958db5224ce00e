from __future__ import annotations

import base64
import os
from collections.abc import Iterator

from ...declare.cmdlet import Example, Failure, Param, cmdlet
from ...declare.validators import ValidateNotNull, ValidateNotNullOrEmpty, ValidateRange, ValidateSet
from ...dotnet.model.enumerables import ByteArray
from ...dotnet.model.types import Value
from ...engine.pipeline.cmdlet import Output
from ...engine.values.enumeration import as_list
from ...engine.values.objects import PSObject, unwrap
from ...engine.values.text import to_text
from ...errors import ExitCode
from ..api import ApiParams
from ..body import bound_fields
from ..local_files import goes_out, put_file
from ..params import lower_case
from ..streaming import event_of, events

FORMATS = ("mp3", "opus", "aac", "flac", "wav", "pcm")
DEFAULT_FORMAT = "mp3"


@cmdlet("Request-AudioSpeech", default_set="Default")
class RequestAudioSpeech(ApiParams):
    """Turn text into speech, in a file.

    A chat completion or a response may be piped in: its answer is spoken.
    """

    text = Param(
        "string",
        set="Default",
        mandatory=True,
        position=0,
        aliases=("Input",),
        validators=(ValidateNotNullOrEmpty(),),
        help="The text to read.",
    )
    input_object = Param(
        "object",
        set="Pipeline",
        mandatory=True,
        pipeline="value",
        validators=(ValidateNotNull(),),
        hidden=True,
        help="A text, or an object with an answer.",
    )
    model = Param(
        "string",
        completions=("tts-1", "tts-1-hd", "gpt-4o-mini-tts"),
        default="tts-1",
        help="The model that speaks.",
    )
    voice = Param(
        "string",
        completions=(
            "alloy", "ash", "ballad", "coral", "echo", "fable", "nova", "onyx", "sage", "shimmer", "verse",
        ),
        transform=lower_case,
        default="alloy",
        help="Who speaks.",
    )  # fmt: skip
    instructions = Param("string", help="How to speak; not for the older models.")
    response_format = Param(
        "string",
        aliases=("Format", "response_format"),
        completions=FORMATS,
        transform=lower_case,
        default_text="the extension of -OutFile, else mp3",
        help="How the sound is coded: mp3, opus, aac, flac, wav or pcm.",
    )
    out_file = Param(
        "string", mandatory=True, validators=(ValidateNotNullOrEmpty(),), help="Write the audio into this file."
    )
    speed = Param("double", validators=(ValidateRange(0.25, 4),), help="How fast to speak: 0.25 to 4.")
    stream_format = Param(
        "string",
        own=True,
        aliases=("stream_format",),
        validators=(ValidateSet(("audio", "sse")),),
        transform=lower_case,
        help="How the service sends the audio: as it is, or as events (sse), which a pipe gets as they arrive.",
    )

    examples = (
        Example("Request-AudioSpeech 'Hello!' -OutFile ./hello.mp3", "Turns a text into speech."),
        Example(
            "Request-ChatCompletion 'Tell a joke.' | Request-AudioSpeech -OutFile ./joke.wav",
            "Reads an answer aloud.",
        ),
        Example(
            "Get-Content ./prompts.txt -Raw | Request-AudioSpeech -Voice nova -Speed 1.2 -OutFile ./hello.opus",
            "Reads a file aloud, a little faster; the extension of the file is the format.",
        ),
        Example(
            "Request-AudioSpeech 'Good news!' -Model gpt-4o-mini-tts -Voice coral -Instructions 'Speak "
            "cheerfully.' -OutFile ./news.mp3",
            "Says how to speak.",
        ),
    )
    failures = (
        Failure(
            "Request-AudioSpeech 'Hello' -Speed 9 -OutFile ./hello.mp3",
            "Request-AudioSpeech: the value of -Speed is not accepted: 9 is outside of 0.25 to 4.",
            "ParameterArgumentValidationError,Request-AudioSpeech",
            exit_code=2,
        ),
    )
    remarks = """\
    A text has 4096 characters at most. The service charges by the characters of the text (tts-1) or by tokens of text
    and sound (gpt-4o-mini-tts).
    """

    def process(self) -> Output:
        text = self.text if self.set_name == "Default" else spoken_text(self.input_object)
        if not text:
            self.fail(
                "System.ArgumentException",
                "The input has no text to speak: it is neither a text nor an object with an answer.",
                "InvalidArgument",
                self.input_object,
                "System.ArgumentException",
            )
            return None
        body = {
            "model": self.model,
            "input": text,
            "voice": self.voice,
            "response_format": self.response_format or self._format_of_file(),
            **bound_fields(self, {"Speed": "speed", "Instructions": "instructions", "StreamFormat": "stream_format"}),
        }
        if self.stream_format == "sse":
            self._put_pieces(self._sound(body))
        else:
            answer = self.call("audio.speech", method="POST", body=body)
            if answer.content[:1] in (b"", b"{"):  # some gateways send an error with status 200
                what = "something else than audio" if answer.content and answer.json() else "nothing"
                raise self.stop_with(
                    "NoAudio", f"The service sent {what}.", "InvalidResult", exit_code=ExitCode.NETWORK
                )
            put_file(self, self.out_file, answer.content)
        return None

    def _sound(self, body: dict[str, object]) -> Iterator[bytes]:
        """The audio in the events of the answer, as they arrive."""
        found = ended = False
        for text in events(self, "audio.speech", body):
            event = event_of(self, text) if text.lstrip().startswith("{") else {}
            if event.get("type") == "speech.audio.delta":
                found = True
                yield base64.b64decode(event.get("audio") or "")
            ended = ended or event.get("type") == "speech.audio.done"
        if not found:
            raise self.stop_with(
                "NoAudio",
                "The service sent no audio as events; leave out -StreamFormat or try another -Model.",
                "InvalidResult",
            )
        if not ended:
            message = "The stream ended before the audio did; what came is a part of it."
            raise self.stop_with("IncompleteAudio", message, "InvalidResult", exit_code=ExitCode.NETWORK)

    def _put_pieces(self, pieces: Iterator[bytes]) -> None:
        """Write the audio into the file, or piece by piece to standard output."""
        if goes_out(self, self.out_file):
            for piece in pieces:
                self.write(ByteArray(piece))
        else:
            put_file(self, self.out_file, b"".join(pieces))

    def _format_of_file(self) -> str:
        extension = os.path.splitext(self.out_file)[1].lower().removeprefix(".")
        return extension if extension in FORMATS else DEFAULT_FORMAT


def spoken_text(value: Value) -> str | None:
    """The text to speak: a text itself, or an object's answer; None if there is neither."""
    inner = unwrap(value)
    if not isinstance(inner, PSObject):
        return to_text(inner)
    for name in ("output_text", "Answer"):
        if name in inner:
            return "\n".join(to_text(part) for part in as_list(inner._get(name)) if part is not None)
    return None
