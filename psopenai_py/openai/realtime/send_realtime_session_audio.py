from __future__ import annotations

import base64
from collections.abc import Iterator

from ...declare.cmdlet import Example, Failure, Param, cmdlet
from ...dotnet.model.types import Value
from ...engine.pipeline.cmdlet import Objects
from ...engine.values.objects import unwrap
from ...engine.values.text import to_text
from .client_events import Sending
from .sound import CHUNK, chunks_of


@cmdlet("Send-RealtimeSessionAudio")
class SendRealtimeSessionAudio(Sending):
    """Send sound to the realtime session: a file, standard input (-) or bytes.

    The sound is bare samples in the session's format (pcm16: 24,000 Hz, 16 bits, one channel), or a .wav file of that
    form. With turn detection, which is on by default, the service finds the end of a turn and answers; otherwise end it
    with -Commit and ask with Request-RealtimeSessionResponse. There is no microphone and no speaker here: record and
    play with a program of your own, through pipes.
    """

    input_audio = Param(
        "object",
        mandatory=True,
        position=0,
        pipeline="value",
        aliases=("Path", "FullName"),
        help="A file, - for standard input in a shell, or bytes.",
    )
    commit = Param("switch", help="End the turn: what was sent becomes the user's message.")

    examples = (
        Example(
            "Send-RealtimeSessionAudio ./question.wav | Connect-RealtimeSession -AudioOutFile ./answer.wav",
            "Sends a recorded question and keeps the spoken answer.",
        ),
        Example(
            "Connect-RealtimeSession; Send-RealtimeSessionAudio ([byte[]]::new(48000)) -Commit; "
            "Disconnect-RealtimeSession",
            "Sends a second of silence.",
        ),
    )
    failures = (
        Failure(
            "Send-RealtimeSessionAudio ./missing.wav",
            "Send-RealtimeSessionAudio: -InputAudio: there is no file ./missing.wav. Check the path; the current "
            "folder is /home/me/batches.",
            "FileNotFound,Send-RealtimeSessionAudio",
        ),
    )
    remarks = """\
    Sound is charged by its length, as tokens. One message to the service holds 15 MB at most; a file is sent in pieces.
    """

    def process(self) -> Objects:
        for chunk in self._chunks(unwrap(self.input_audio)):
            audio = base64.b64encode(chunk).decode()
            yield from self.put({"type": "input_audio_buffer.append", "audio": audio})

    def _chunks(self, value: Value) -> Iterator[bytes]:
        if isinstance(value, str):
            yield from chunks_of(self, "InputAudio", value)
            return
        try:
            data = bytes(value)
        except (TypeError, ValueError):
            yield from chunks_of(self, "InputAudio", to_text(value))
            return
        for at in range(0, len(data), CHUNK):
            yield data[at : at + CHUNK]

    def end(self) -> Objects:
        if self.commit:
            yield from self.put({"type": "input_audio_buffer.commit"})
