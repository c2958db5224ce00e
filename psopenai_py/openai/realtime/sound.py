"""Sound: audio that is sent from files and pipes, and what the model says, into a file.

The service takes and gives bare samples: 24,000 a second, each 16 bits, one channel (pcm16), unless the session is set
to another format. A .wav file has them behind a header.
"""

from __future__ import annotations

import base64
import os
import sys
from collections.abc import Iterator
from typing import Any, BinaryIO

from ...engine.pipeline.cmdlet import Cmdlet
from ...engine.session.file_paths import is_readable
from ..local_files import local_content, local_file, no_such_file, write_file

RATE = 24_000  # samples a second
_WIDTH = 2  # bytes of a sample
CHUNK = RATE * _WIDTH // 2  # bytes of an event: half a second
LIVE_CHUNK = RATE * _WIDTH // 10  # of a pipe: what is spoken must not wait
_DELTAS = ("response.output_audio.delta", "response.audio.delta")


def chunks_of(cmdlet: Cmdlet, parameter: str, path: str) -> Iterator[bytes]:
    """The samples of a file, or of standard input as they come (``-`` in a shell)."""
    if path == "-" and cmdlet.session.mode.hyphen_paths:
        yield from _of_standard_input()
        return
    found = local_file(cmdlet, parameter, path)
    with local_content(found) as file:
        is_wav = file.read(4) == b"RIFF"
        file.seek(0)
        if is_wav:
            yield from _of_wav(cmdlet, parameter, found, file)
            return
        while data := file.read(CHUNK):
            yield data


def base64_of(cmdlet: Cmdlet, parameter: str, content: str) -> str:
    """The samples of a file as base64; a text that does not name a file must be base64 already."""
    if is_readable(cmdlet.session.path(content)) or (content == "-" and cmdlet.session.mode.hyphen_paths):
        return base64.b64encode(b"".join(chunks_of(cmdlet, parameter, content))).decode()
    try:
        base64.b64decode(content, validate=True)
    except ValueError:
        raise no_such_file(cmdlet, parameter, content) from None
    return content


def _of_standard_input() -> Iterator[bytes]:
    """Whole samples, as soon as they are there."""
    if sys.stdin is None:  # closed before the start
        return
    stream: Any = sys.stdin.buffer
    rest = b""
    while data := stream.read1(LIVE_CHUNK):
        data = rest + data
        whole = len(data) - len(data) % _WIDTH
        rest = data[whole:]
        if whole:
            yield data[:whole]
    if rest:
        yield rest


def _of_wav(cmdlet: Cmdlet, parameter: str, path: str, content: BinaryIO) -> Iterator[bytes]:
    import wave  # noqa: PLC0415 (few send a .wav file)

    try:
        with wave.open(content, "rb") as file:
            shape = (file.getframerate(), file.getsampwidth(), file.getnchannels())
            if shape != (RATE, _WIDTH, 1):
                raise _unfit(cmdlet, parameter, path, f"it has {shape[0]} Hz, {8 * shape[1]} bits, {shape[2]} channels")
            while data := file.readframes(CHUNK // _WIDTH):
                yield data
    except (wave.Error, EOFError) as error:
        raise _unfit(cmdlet, parameter, path, f"it is not PCM: {error}") from None


def _unfit(cmdlet: Cmdlet, parameter: str, path: str, why: str) -> Exception:
    name = os.path.basename(path)
    return cmdlet.stop_with(
        "UnfitAudio",
        f"-{parameter}: {name} must be PCM with {RATE} Hz, 16 bits and one channel, but {why}. "
        f"Convert it: ffmpeg -i {name} -ar {RATE} -ac 1 -c:a pcm_s16le out.wav",
        "InvalidData",
        path,
        "System.IO.InvalidDataException",
    )


class Recording:
    """What the model says, as the bytes of the session's format."""

    def __init__(self, keeps: bool) -> None:
        self._keeps = keeps
        self._data = bytearray()

    def take(self, event: dict[str, Any]) -> bytes:
        """The sound in an event; it is kept for a file."""
        if event.get("type") not in _DELTAS:
            return b""
        try:
            sound = base64.b64decode(str(event.get("delta")))
        except ValueError:
            return b""
        if self._keeps:
            self._data += sound
        return sound

    def save(self, path: str) -> None:
        """Write all of it; a file named .wav gets the header of one."""
        write_file(path, bytes(self._data) if not path.lower().endswith(".wav") else _with_header(bytes(self._data)))


def _with_header(samples: bytes) -> bytes:
    import io  # noqa: PLC0415 (few write a .wav file)
    import wave  # noqa: PLC0415

    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setparams((1, _WIDTH, RATE, 0, "NONE", ""))
        file.writeframes(samples)
    return out.getvalue()
