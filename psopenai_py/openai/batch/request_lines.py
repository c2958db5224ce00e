"""The requests that become batches: lines of a file or of the pipeline, checked, and cut into parts that fit."""

from __future__ import annotations

import gzip
import io
import json
import os
import tempfile
import zlib
from collections.abc import Iterator, Sequence
from types import TracebackType
from typing import IO, Any, BinaryIO, cast

from ...dataclass import dataclass
from ...dotnet.model.types import Value
from ...engine.values.objects import PSObject, has_changed
from ...errors import TerminatingError
from ..body import to_plain
from .checking import MOST_BYTES, MOST_REQUESTS, InputCheck, refusal

IN_MEMORY = 1024 * 1024  # bytes of input that are not kept on the disk
LEAST_BYTES = 1024 * 1024  # a smaller number of -SplitAt that is above `MOST_REQUESTS` is a mistake
UPLOAD_NAME = "psopenai-batch.jsonl"  # of requests that come from no file
_GZIP = b"\x1f\x8b"


@dataclass(frozen=True, slots=True)
class Limits:
    """What one batch may have at most."""

    requests: int = MOST_REQUESTS
    size: int = MOST_BYTES

    @classmethod
    def of(cls, numbers: Sequence[int]) -> Limits:
        """The limits that -SplitAt names: up to 50,000 a number counts requests, above that bytes.

        Raises ValueError for numbers beyond the service's limits, and for two of the same kind.
        """
        found: dict[str, int] = {}
        for number in numbers:
            kind = "requests" if number <= MOST_REQUESTS else "size"
            if number < 1:
                raise ValueError(f"{number} is not a number of requests or bytes")
            if kind == "size" and not LEAST_BYTES <= number <= MOST_BYTES:
                raise ValueError(
                    f"{number:,} is more than the {MOST_REQUESTS:,} requests that a batch takes, and as a number of "
                    "bytes not from 1 MB to 200 MB"
                )
            if kind in found:
                raise ValueError(f"{found[kind]:,} and {number:,} are both a number of {kind.replace('size', 'bytes')}")
            found[kind] = number
        return cls(**found)


@dataclass(slots=True)
class Part:
    """The requests of one batch: where their lines begin and end in the input."""

    start: int
    stop: int
    requests: int


class RequestLines:
    """The input of one batch, or with ``limits`` of several. Use as a context manager: it may own a temporary file.

    `add` takes lines one by one; they are kept in a temporary file that only this user can read and that goes with the
    process. `read` goes through a file instead, which stays where it is; a compressed one is unpacked. `finish` refuses
    input with faults. ``parts`` are then what is to be uploaded, and `open` returns one of them as a file.
    """

    def __init__(
        self,
        name: str,
        *,
        limits: Limits | None = None,
        endpoint: str | None = None,
        checked: bool = True,
        filename: str = UPLOAD_NAME,
    ) -> None:
        self.name = name  # in error messages
        self.filename = filename  # of the upload
        self.check = InputCheck(split=limits is not None, endpoint=endpoint)
        self.parts: list[Part] = []
        self._limits = limits
        self._checked = checked
        self._file: BinaryIO | None = None
        self._size = 0
        self._is_lost = False  # nothing will be uploaded, so nothing more is kept; only the check goes on

    def add(self, line: bytes) -> None:
        """Add the line of a request, without its end."""
        self.check.add(line)
        if self._checked and (self.check.problems or self._is_too_much()):
            self._is_lost = True
        if self._is_lost:
            return
        if self._file is None:
            self._file = cast(BinaryIO, tempfile.SpooledTemporaryFile(IN_MEMORY))  # noqa: SIM115 (closed in close)
        if self._size:
            self._file.write(b"\n")
            self._size += 1
        self._file.write(line)
        self._take(self._size, self._size + len(line), line)

    def read(self, file: BinaryIO) -> RequestLines:
        """Read all lines of a file that can be sought in; it must stay open."""
        if is_compressed(file):
            for line in unpacked(file, self.name):
                self.add(line.removesuffix(b"\n"))
            return self
        self._file = file
        for line in file:
            self.check.add(line)
            self._take(self._size, self._size + len(line), line)
        if self._limits is None and self.parts:
            self.parts = [Part(0, self._size, self.check.requests)]  # the file as it is
        return self

    def finish(self) -> RequestLines:
        """Check what only shows at the end. Raises for input that the service would refuse."""
        self.check.end()
        if self._checked and not self.check.is_valid:
            raise TerminatingError(refusal(self.name, self.check))
        return self

    def open(self, part: Part) -> BinaryIO:
        """The lines of a part, from their beginning, as a file that can be sought in."""
        assert self._file is not None
        return cast(BinaryIO, io.BufferedReader(_Slice(self._file, part.start, part.stop), IN_MEMORY))

    def filename_of(self, part: Part) -> str:
        """The name of a part's upload: that of the input, with a number if there are several parts."""
        if len(self.parts) == 1:
            return self.filename
        stem, ending = os.path.splitext(self.filename)
        return f"{stem}-{self.parts.index(part) + 1}{ending}"

    def close(self) -> None:
        if self._file is not None:
            self._file.close()

    def __enter__(self) -> RequestLines:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def _is_too_much(self) -> bool:
        return self._limits is None and (self.check.requests > MOST_REQUESTS or self.check.size > MOST_BYTES)

    def _take(self, start: int, stop: int, line: bytes) -> None:
        """Give the line at this place to the last part, or to a new one where that is full."""
        self._size = stop
        if not line or line.isspace():
            return
        part, limits = (self.parts[-1] if self.parts else None), self._limits
        if part is None or (
            limits is not None and (part.requests >= limits.requests or stop - part.start > limits.size)
        ):
            self.parts.append(Part(start, stop, 1))
        else:
            part.stop = stop
            part.requests += 1


def is_compressed(file: BinaryIO) -> bool:
    """Whether a file, at its beginning, is compressed (.gz)."""
    start = file.read(len(_GZIP))
    file.seek(0)
    return start == _GZIP


def unpacked(file: BinaryIO, name: str) -> Iterator[bytes]:
    """The lines of a compressed file. Raises OSError for one that is damaged."""
    with gzip.GzipFile(fileobj=file, mode="rb") as lines:
        try:
            yield from lines
        except (EOFError, zlib.error) as error:
            raise OSError(None, f"it cannot be unpacked: {error}", name) from error


def request_line(request: Value) -> bytes:
    """The line of a request that is an object: of the data that it was made of, if nobody has changed it."""
    data: Any = None
    if isinstance(request, PSObject) and request._base is None and not has_changed(request):
        data = request._raw
    if isinstance(data, bytes):
        return data
    return json_text(to_plain(request) if data is None else data).encode("utf-8", "surrogatepass")


#: the text of a request; what only a file of rows has, such as a date, is its text
json_text = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=str).encode


class _Slice(io.RawIOBase):
    """A piece of a file as a file of its own. It has no file number, so that nobody takes the whole file's size."""

    def __init__(self, file: IO[bytes], start: int, stop: int) -> None:
        self._file, self._start, self._length = file, start, stop - start
        self._at = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._at

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        self._at = offset + {os.SEEK_SET: 0, os.SEEK_CUR: self._at, os.SEEK_END: self._length}[whence]
        return self._at

    def readinto(self, buffer: Any) -> int:
        self._file.seek(self._start + self._at)
        data = self._file.read(min(len(buffer), max(self._length - self._at, 0)))
        buffer[: len(data)] = data
        self._at += len(data)
        return len(data)
