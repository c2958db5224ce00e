"""Read a multipart form as it arrives; files are written to disk."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol
from urllib.parse import unquote

from .errors import ApiFailure

_CHUNK = 1 << 18
_LONGEST_FIELD = 1 << 24
_KEPT = 1 << 16  # so much of a file is kept in the request


class Reader(Protocol):
    def read(self, size: int, /) -> bytes: ...


@dataclass(slots=True)
class Part:
    """One field of a form; of a file, `path` has the content and `data` its beginning."""

    name: str
    filename: str | None
    content_type: str | None
    size: int = 0
    data: bytes = b""
    path: Path | None = None

    @property
    def text(self) -> str:
        return self.data.decode("utf-8", "replace")


def read_form(reader: Reader, content_type: str, folder: Path) -> list[Part]:
    """The parts of a form in order."""
    found = re.search(r'boundary="?([^";]+)"?', content_type)
    if found is None:
        raise ApiFailure(400, "The form has no boundary.")
    window = _Window(reader, b"\r\n--" + found[1].encode())
    for _ in window.body():
        pass  # what comes before the first part
    parts: list[Part] = []
    try:
        while (part := window.next_head()) is not None:
            parts.append(part)
            if part.filename is None:
                for data in window.body():
                    part.data += data
                    part.size += len(data)
                    if part.size > _LONGEST_FIELD:
                        raise ApiFailure(400, f"The field '{part.name}' is longer than {_LONGEST_FIELD} bytes.")
                continue
            with tempfile.NamedTemporaryFile(dir=folder, prefix="upload-", delete=False) as file:
                part.path = Path(file.name)
                for data in window.body():
                    file.write(data)
                    part.size += len(data)
                    part.data += data[: _KEPT - len(part.data)]
    except BaseException:
        discard(parts)
        raise
    return parts


def discard(parts: list[Part]) -> None:
    """Delete the files of parts that nobody has taken."""
    for part in parts:
        if part.path is not None:
            part.path.unlink(missing_ok=True)


class _Window:
    """A buffer on the stream, large enough to find a boundary across two reads."""

    def __init__(self, reader: Reader, delimiter: bytes) -> None:
        self._reader = reader
        self._delimiter = delimiter
        self._buffer = b"\r\n"  # so that the first boundary looks like the others

    def next_head(self) -> Part | None:
        """The headers after a boundary, or None after the last one."""
        while len(self._buffer) < 2 and self._fill():
            pass
        if self._buffer.startswith(b"--"):
            while self._fill():
                self._buffer = b""
            return None
        while b"\r\n\r\n" not in self._buffer:
            if not self._fill():
                raise ApiFailure(400, "The form ends within a part's headers.")
        head, _, self._buffer = self._buffer.partition(b"\r\n\r\n")
        return _part(head.decode("utf-8", "replace"))

    def body(self) -> Iterator[bytes]:
        """The data up to the next boundary; the buffer is then after it."""
        tail = len(self._delimiter) - 1
        while (end := self._buffer.find(self._delimiter)) < 0:
            if len(self._buffer) > tail:
                yield self._buffer[:-tail]
                self._buffer = self._buffer[-tail:]
            if not self._fill():
                raise ApiFailure(400, "The form ends without its last boundary.")
        yield self._buffer[:end]
        self._buffer = self._buffer[end + len(self._delimiter) :]

    def _fill(self) -> bool:
        data = self._reader.read(_CHUNK)
        self._buffer += data
        return bool(data)


def _part(head: str) -> Part:
    name = re.search(r'[; ]name="?([^";\r\n]*)"?', head)
    filename = re.search(r'filename="?([^";\r\n]*)"?', head)
    encoded = re.search(r"filename\*=utf-8''([^;\r\n]*)", head, re.IGNORECASE)
    content_type = re.search(r"content-type:\s*([^\r\n]+)", head, re.IGNORECASE)
    return Part(
        name[1] if name else "",
        unquote(encoded[1]) if encoded else filename[1] if filename else None,
        content_type[1] if content_type else None,
    )
