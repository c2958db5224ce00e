"""The content of files: in memory, on disk, or made while it is sent; readable from any position in constant memory."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import lru_cache
from math import gcd
from pathlib import Path
from typing import Protocol

_CHUNK = 1 << 20


class Content(Protocol):
    """Bytes of a known number that can be read from any position."""

    @property
    def size(self) -> int: ...

    def chunks(self, start: int, stop: int) -> Iterator[bytes]: ...


class BytesContent:
    """Content in memory."""

    def __init__(self, data: bytes) -> None:
        self._data = data

    @property
    def size(self) -> int:
        return len(self._data)

    def chunks(self, start: int, stop: int) -> Iterator[bytes]:
        for at in range(start, stop, _CHUNK):
            yield self._data[at : min(at + _CHUNK, stop)]


class PathContent:
    """Content on disk. The sender may use `path` (sendfile) instead of reading it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.size = path.stat().st_size

    def chunks(self, start: int, stop: int) -> Iterator[bytes]:
        with self.path.open("rb") as file:
            file.seek(start)
            while start < stop and (data := file.read(min(_CHUNK, stop - start))):
                start += len(data)
                yield data


class LargeOutput:
    """A batch's output file of any size, made while it is sent.

    The lines repeat a cycle of templates of different lengths, with the number of the line filled in. So the position
    of each line can be computed, and a download can be resumed anywhere. The numbers are in a mixed order, each once.
    """

    def __init__(self, least_bytes: int) -> None:
        templates = _templates()
        lengths = [len(line) for line in templates]
        self._block_bytes, self._block_lines = sum(lengths), len(templates)
        blocks, rest = divmod(max(least_bytes, 1), self._block_bytes)
        last, size = 0, blocks * self._block_bytes
        while rest > 0:
            rest -= lengths[last]
            size += lengths[last]
            last += 1
        self.lines = blocks * self._block_lines + last
        self.size = size
        self._pieces = b"".join(templates).split(_PLACE)
        step = self.lines * 5 // 8 or 1
        while gcd(step, self.lines) != 1:
            step += 1
        self._step = step

    def chunks(self, start: int, stop: int) -> Iterator[bytes]:
        block, skip = divmod(start, self._block_bytes)
        left = stop - start
        together = max(1, _CHUNK // self._block_bytes)
        while left > 0:
            data = b"".join(map(self._block, range(block, block + together)))[skip : skip + left]
            yield data
            left -= len(data)
            block, skip = block + together, 0

    def _block(self, number: int) -> bytes:
        """One cycle of lines; of the last cycle also the lines behind the end, which `chunks` cuts off."""
        woven = [self._pieces[0]]
        first, total, step = number * self._block_lines, self.lines, self._step
        pieces = iter(self._pieces[1:])
        for line in range(first, first + self._block_lines):
            digits = b"%08d" % (line * step % total)
            for _ in range(_PLACES):
                woven += (digits, next(pieces))
        return b"".join(woven)


_PLACE = b"########"
_PLACES = 3  # in each line: its own id, the custom_id and the request's id


@lru_cache(maxsize=1)
def _templates() -> list[bytes]:
    """Output lines as the service writes them, with answers from one sentence to half a page."""
    sentence = "the batch ran over night and each answer below belongs to one of the requests that were sent"
    words = sentence.split(" ")
    place, lines = _PLACE.decode(), []
    for number in range(48):
        length = 20 + (number * 37) % 310
        text = " ".join(words[(number * 7 + i * i) % len(words)] for i in range(length)).capitalize() + ".\n„Ende“"
        usage = {"prompt_tokens": 40 + number, "completion_tokens": length, "total_tokens": 40 + number + length}
        body = {
            "id": "chatcmpl-large",
            "object": "chat.completion",
            "created": 1711475054,
            "model": "gpt-4o-mini-2024-07-18",
            "choices": [
                {
                    "index": 0,
                    "message": {"role": "assistant", "content": text, "refusal": None},
                    "logprobs": None,
                    "finish_reason": "stop",
                }
            ],
            "usage": usage,
            "system_fingerprint": None,
        }
        line = {
            "id": f"batch_req_{place}",
            "custom_id": f"request-{place}",
            "response": {"status_code": 200, "request_id": f"req_{place}", "body": body},
            "error": None,
        }
        lines.append((json.dumps(line, ensure_ascii=False) + "\n").encode())
    return lines
