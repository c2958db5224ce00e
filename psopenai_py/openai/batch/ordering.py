"""Results in the order of their requests: sorted on the disk, in flat memory, whatever their number."""

from __future__ import annotations

import io
import json
import os
import struct
from collections.abc import Iterable, Iterator
from heapq import merge
from itertools import islice
from operator import itemgetter
from typing import IO, Any, NamedTuple

from .input_index import InputIndex
from .items import custom_id_of

RUN = 8 * 1024 * 1024  # bytes of results that are sorted in memory; several batches are at work at a time
MERGED = 32 * 1024 * 1024  # bytes of memory for merging
LAST = (1 << 63) - 1  # the number of a result without a request: these come last, as they came
NAMED = 10  # ids that a message names
_HEAD = struct.Struct("<qI")  # number and length of a result in a run

Numbered = tuple[int, bytes]


class Missing(NamedTuple):
    """What did not come together: how many requests have no result, the first of them, and results without requests."""

    requests: int
    ids: list[str]
    strangers: int

    def __bool__(self) -> bool:
        return bool(self.requests or self.strangers)

    def __str__(self) -> str:
        parts = []
        if self.requests:
            more = f" and {self.requests - len(self.ids):,} more" if self.requests > len(self.ids) else ""
            verb = "has" if self.requests == 1 else "have"
            parts.append(f"{self.requests:,} of its requests {verb} no result: {', '.join(self.ids)}{more}")
        if self.strangers:
            verb = "belongs to" if self.strangers == 1 else "belong to"
            parts.append(f"{self.strangers:,} of its results {verb} no request of the input; they come last")
        return "; ".join(parts)


class InOrder:
    """Takes results as they come and gives them in the order of the requests. `close` it: it owns a temporary file."""

    def __init__(self, index: InputIndex) -> None:
        self._index = index
        self._held: list[Numbered] = []
        self._size = 0
        self._file: IO[bytes] | None = None
        self._runs: list[tuple[int, int]] = []  # where they begin and end in the file
        self._has = bytearray(index.last + 1)  # whether a request has a result
        self._strangers = 0

    def add(self, lines: Iterable[bytes]) -> None:
        """Take lines of results."""
        for line in lines:
            number = self._index.number(custom_id_of(line))
            if number is None:
                number = LAST
                self._strangers += 1
            else:
                self._has[number] = 1
            self._held.append((number, line))
            self._size += len(line)
            if self._size >= RUN:
                self._spill()

    def _spill(self) -> None:
        """Write what is held as a sorted run."""
        if self._file is None:
            import tempfile  # noqa: PLC0415 (only where much is sorted)

            self._file = tempfile.TemporaryFile(prefix="psopenai-order-")  # noqa: SIM115 (closed in close)
        begin = self._file.tell()
        self._held.sort(key=itemgetter(0))
        for number, line in self._held:
            self._file.write(_HEAD.pack(number, len(line)))
            self._file.write(line)
        self._file.flush()
        self._runs.append((begin, self._file.tell()))
        self._held, self._size = [], 0

    def lines(self, gaps: bool = False) -> Iterator[bytes]:
        """All results, sorted; those of the same request keep their order.

        With ``gaps``, a request without a result has a line that says so.
        """
        self._held.sort(key=itemgetter(0))
        runs: list[Iterable[Numbered]] = [self._read(begin, end) for begin, end in self._runs]
        if gaps:
            runs.append((number, no_result(custom_id)) for number, custom_id in self._absent())
        for _, line in merge(*runs, self._held, key=itemgetter(0)):
            yield line

    def _read(self, begin: int, end: int) -> Iterator[Numbered]:
        assert self._file is not None
        size = max(MERGED // len(self._runs), 1 << 16)
        with io.BufferedReader(_Slice(self._file.fileno(), begin, end), size) as run:
            while head := run.read(_HEAD.size):
                number, length = _HEAD.unpack(head)
                yield number, run.read(length)

    @property
    def missing(self) -> Missing:
        """What did not come together."""
        count = len(self._index) - self._has.count(1)
        ids = [custom_id for _, custom_id in islice(self._absent(), NAMED)] if count else []
        return Missing(count, ids, self._strangers)

    def _absent(self) -> Iterator[tuple[int, str]]:
        return ((number, custom_id) for number, custom_id in self._index.in_order() if not self._has[number])

    def close(self) -> None:
        if self._file is not None:
            self._file.close()


def no_result(custom_id: str) -> bytes:
    """A line in the place of a result that did not come."""
    error = {"code": "no_result", "message": "There is no result of this request."}
    return json.dumps({"custom_id": custom_id, "response": None, "error": error}).encode()


class _Slice(io.RawIOBase):
    """A part of a file, read without moving the file's own position."""

    def __init__(self, descriptor: int, at: int, end: int) -> None:
        self._descriptor = descriptor
        self._at = at
        self._end = end

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        data = os.pread(self._descriptor, min(len(buffer), self._end - self._at), self._at)
        buffer[: len(data)] = data
        self._at += len(data)
        return len(data)
