"""A download into a file: written under another name and renamed when it is complete."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from contextlib import suppress
from io import FileIO

from .final_name import give_name, name_beside, open_alone, writable_target
from .transfer import OVERLAP, Transfer


class PartFile:
    """`<name>.part`, and `<name>.part.json`, which notes the address and version (ETag) of its content."""

    def __init__(self, target: str | os.PathLike[str], url: str) -> None:
        self._target = writable_target(target)
        self._url = url
        self._path = name_beside(self._target, ".part")
        self._note = name_beside(self._target, ".part.json")

    def found(self) -> tuple[int, str | None, bytes]:
        """Length, version and end of the part that an earlier process left, if it is of the same content."""
        with suppress(OSError, ValueError):
            note = json.loads(self._note.read_text("utf-8"))
            if isinstance(note, dict) and note.get("url") == self._url and isinstance(note.get("etag"), str):
                with open(self._path, "rb") as file:
                    length = file.seek(0, os.SEEK_END)
                    file.seek(max(0, length - OVERLAP))
                    return length, note["etag"], file.read()
        return 0, None, b""

    def fill(self, transfer: Transfer, watch: Callable[[int, bytes], None] | None = None) -> int:
        """Write all of the content, rename the file, and return its length. `watch` is called for what is written.

        A part that can be continued is kept, whatever goes wrong; also when the disk is full.
        """
        try:
            self._write(transfer, watch)
        except BlockingIOError as error:
            raise BlockingIOError(error.errno, "Another run is writing this file", str(self._target)) from error
        except OSError as error:
            self._keep(transfer)
            reason = error.strerror or str(error)
            raise OSError(error.errno, f"The file cannot be written: {reason}", str(self._target)) from error
        except BaseException:
            self._keep(transfer)
            raise
        return transfer.position

    def _write(self, transfer: Transfer, watch: Callable[[int, bytes], None] | None) -> None:
        noted: str | None = None
        with open(open_alone(self._path), "r+b", buffering=0) as file:
            at = file.truncate(file.seek(transfer.position))
            for position, chunk in transfer.chunks():
                if position != at:
                    file.truncate(file.seek(position))
                if transfer.etag != noted:
                    self._write_note(transfer.etag)
                    noted = transfer.etag
                _write_all(file, chunk)
                at = position + len(chunk)
                if watch is not None:
                    watch(position, chunk)
            file.truncate(transfer.position)
            # No fsync: it can take longer than the download, and the content can be downloaded again.
            give_name(self._path, self._target)
        self._note.unlink(missing_ok=True)

    def _keep(self, transfer: Transfer) -> None:
        """Keep the part for a later run; without a version it could not be continued."""
        if transfer.etag is None:
            self._remove()

    def _write_note(self, etag: str | None) -> None:
        if etag is None:
            self._note.unlink(missing_ok=True)
        else:
            self._note.write_text(json.dumps({"url": self._url, "etag": etag}), "utf-8")

    def _remove(self) -> None:
        for path in (self._path, self._note):
            with suppress(OSError):
                path.unlink()


def _write_all(file: FileIO, chunk: bytes) -> None:
    """Write the whole chunk: an unbuffered write may take only a part."""
    written = file.write(chunk)
    while written < len(chunk):
        chunk = chunk[written:]
        written = file.write(chunk)
