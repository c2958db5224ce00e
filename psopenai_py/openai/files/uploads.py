"""Uploads in parts: files above the limit of a single upload, in constant memory; a part that fails is sent again."""

from __future__ import annotations

import hashlib
import io
import os
from contextlib import suppress
from typing import Any, BinaryIO, cast

from ...dataclass import dataclass, replace
from ...errors import ExitCode, TerminatingError
from ...http import FilePart, Form, Request
from ..api import ApiParams

LARGEST_WHOLE = 512 * 1024 * 1024  # bytes; the service takes a larger file in parts only
LARGEST_PART = 64 * 1024 * 1024
RETRIES = 4  # a long upload should not fail for one lost connection


@dataclass(slots=True)
class Source:
    """What is uploaded: an open file, and how the service is to name it."""

    file: BinaryIO
    name: str
    size: int
    kind: str


def source_of(file: BinaryIO, part: FilePart) -> Source:
    """The file of a part; a pipe has no size that could be known before, and counts as empty."""
    is_seekable = getattr(file, "seekable", lambda: True)  # a SpooledTemporaryFile of Python 3.10 cannot be asked
    size = file.seek(0, os.SEEK_END) if is_seekable() else 0
    return Source(file, part.shown_name(), size, part.shown_type())


def upload_in_parts(cmdlet: ApiParams, source: Source, fields: dict[str, Any], part_size: int) -> dict[str, Any]:
    """The file's object. What was begun is cancelled if it cannot be completed, so that nothing half remains."""
    body = {"filename": source.name, "bytes": source.size, "mime_type": source.kind, **fields}
    upload = str(cmdlet.call("uploads", method="POST", body=body).json()["id"])
    ids, digest = {"upload_id": upload}, _Digest()
    try:
        parts = []
        for start in range(0, source.size, part_size):
            cmdlet.progress(
                f"Uploading {source.name}", f"{start:,} of {source.size:,} bytes", 100 * start / source.size
            )
            content = cast(BinaryIO, Slice(source.file, start, min(part_size, source.size - start), digest))
            piece = FilePart("data", content, source.name, "application/octet-stream")
            part = _call(cmdlet, Request("upload.parts", ids, "POST", form=Form({}, [piece])))
            parts.append(str(part["id"]))
        done = {"part_ids": parts, "md5": digest.text()}
        file = _call(cmdlet, Request("upload.complete", ids, "POST", body=done)).get("file")
    except BaseException:
        with suppress(TerminatingError):
            _call(cmdlet, Request("upload.cancel", ids, "POST"))
        raise
    finally:
        cmdlet.progress(f"Uploading {source.name}", done=True)
    if not isinstance(file, dict) or file.get("bytes") not in (None, source.size):
        raise cmdlet.stop_with(
            "UploadIncomplete",
            f"The upload of {source.name} has ended, but the service does not have all of it. Upload the file again.",
            "InvalidResult",
            source.name,
            "System.IO.IOException",
            ExitCode.INCOMPLETE,
        )
    return file


def _call(cmdlet: ApiParams, request: Request) -> dict[str, Any]:
    """A call after the first one: it is tried again, and -AdditionalBody is not for it."""
    config = cmdlet.config()
    config = replace(config, max_retry_count=max(config.max_retry_count, RETRIES), additional_body=None)
    with cmdlet.faults("uploads"):
        found = cmdlet.client.request(config, request).json()
        return found if isinstance(found, dict) else {}


class _Digest:
    """The checksum of a file that is read part by part; what is read again for another try counts once."""

    def __init__(self) -> None:
        self._hash = hashlib.md5(usedforsecurity=False)  # the service's choice, against broken transfers
        self._end = 0

    def read(self, position: int, data: memoryview) -> None:
        new = position + len(data) - self._end
        if new > 0:
            self._hash.update(data[-new:])
            self._end += new

    def text(self) -> str:
        return self._hash.hexdigest()


class Slice(io.RawIOBase):
    """A part of an open file, as a file of its own that can be read again from its beginning."""

    def __init__(self, file: BinaryIO, start: int, size: int, digest: _Digest) -> None:
        super().__init__()
        self._file, self._start, self._size, self._digest = file, start, size, digest
        self._at = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        base = {os.SEEK_SET: 0, os.SEEK_CUR: self._at, os.SEEK_END: self._size}[whence]
        self._at = max(0, base + offset)
        return self._at

    def tell(self) -> int:
        return self._at

    def readinto(self, buffer: Any) -> int:
        view = memoryview(buffer)[: max(0, self._size - self._at)]
        if not view:
            return 0
        self._file.seek(self._start + self._at)
        data = self._file.read(len(view))
        view[: len(data)] = data
        self._digest.read(self._start + self._at, view[: len(data)])
        self._at += len(data)
        return len(data)
