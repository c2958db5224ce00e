"""Audio for the emulator: what counts as speech, and the tone that stands for a spoken word."""

from __future__ import annotations

import math
from functools import cache
from typing import Any

#: bytes of a millisecond, by format: 24,000 samples of two bytes a second, or 8,000 of one
_RATES = {"audio/pcm": 48, "audio/pcmu": 8, "audio/pcma": 8}
_STILL = {"audio/pcm": b"\x00", "audio/pcmu": b"\x7f\xff", "audio/pcma": b"\x55\xd5"}  # the bytes of silence
STEP = 20  # milliseconds that are looked at together
WORD = 80  # milliseconds of the tone that stands for a word
_PITCH = 440.0


class Buffer:
    """The input audio of a session, and where speech begins and ends in it: sound is speech, silence is not."""

    def __init__(self) -> None:
        self.data = bytearray()  # what has not been committed
        self.clock = 0  # milliseconds of all that has come
        self.speaks = False
        self._still = 0  # milliseconds of silence after speech
        self._seen = 0  # bytes that were looked at

    def add(self, data: bytes) -> None:
        self.data += data

    def clear(self) -> bytes:
        """Take what is in it."""
        taken = bytes(self.data)
        self.data.clear()
        self._seen, self.speaks, self._still = 0, False, 0
        return taken

    def duration(self, kind: str) -> int:
        """Milliseconds that wait to be committed."""
        return len(self.data) // _RATES.get(kind, 48)

    def turns(self, kind: str, silence: int) -> str | None:
        """Listen on: "started" where speech begins, "stopped" after its end, None when all has been heard."""
        size = STEP * _RATES.get(kind, 48)
        still = _STILL.get(kind, b"\x00")
        while len(self.data) - self._seen >= size:
            piece = self.data[self._seen : self._seen + size]
            self._seen += size
            self.clock += STEP
            is_still = not piece.strip(still)
            if not self.speaks and not is_still:
                self.speaks, self._still = True, 0
                return "started"
            if self.speaks:
                self._still = self._still + STEP if is_still else 0
                if self._still >= silence:
                    self.speaks = False
                    return "stopped"
        return None


def kind_of(format: Any) -> str:
    """The name of a format, as ``{"type": "audio/pcm", "rate": 24000}`` or the older ``pcm16``."""
    name = format.get("type", "") if isinstance(format, dict) else str(format or "")
    return {"pcm16": "audio/pcm", "g711_ulaw": "audio/pcmu", "g711_alaw": "audio/pcma", "": "audio/pcm"}.get(name, name)


@cache
def tone(kind: str) -> bytes:
    """A word's worth of sound."""
    if kind != "audio/pcm":
        return bytes(40 + (n * 7) % 40 for n in range(WORD * 8))
    count = WORD * 24
    samples = (int(9000 * math.sin(2 * math.pi * _PITCH * n / 24000)) for n in range(count))
    return b"".join(sample.to_bytes(2, "little", signed=True) for sample in samples)
