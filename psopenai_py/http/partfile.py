"""A download on its way to a file: written beside the final name, which is taken only by complete content."""

from __future__ import annotations

import json
import os
import threading
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from .transfer import Transfer

_FLUSH_EVERY = 32 * 1024 * 1024


class PartFile:
    """`<name>.part`, and `<name>.part.json` that notes which version of which content it is a part of."""

    def __init__(self, target: str | os.PathLike[str], url: str) -> None:
        self._target = Path(target)
        self._url = url
        self._path = self._target.with_name(self._target.name + ".part")
        self._note = self._target.with_name(self._target.name + ".part.json")

    def found(self) -> tuple[int, str | None]:
        """Length and version of what an earlier process left, if it is a part of the same content."""
        with suppress(OSError, ValueError, AttributeError):
            note = json.loads(self._note.read_text("utf-8"))
            if note.get("url") == self._url and isinstance(note.get("etag"), str):
                return self._path.stat().st_size, note["etag"]
        return 0, None

    def fill(self, transfer: Transfer) -> int:
        """Write all of the content, give it its name, and return its length."""
        try:
            self._write(transfer)
        except OSError as error:
            self._remove()
            reason = error.strerror or str(error)
            raise OSError(error.errno, f"The file cannot be written: {reason}", str(self._target)) from error
        finally:
            # Without a version to ask for, nobody could continue it.
            if transfer.etag is None:
                self._remove()
        return transfer.position

    def _write(self, transfer: Transfer) -> None:
        noted: str | None = None
        with open(self._path, "r+b" if transfer.position else "wb") as file, _EarlyFlush(file) as flush:
            at = file.seek(transfer.position)
            for position, chunk in transfer.chunks():
                if position != at:
                    file.truncate(file.seek(position))
                if transfer.etag != noted:
                    self._write_note(transfer.etag)
                    noted = transfer.etag
                file.write(chunk)
                at = position + len(chunk)
                flush.wrote(len(chunk))
            file.truncate(transfer.position)
            file.flush()
            flush.finish()
        os.replace(self._path, self._target)
        self._note.unlink(missing_ok=True)

    def _write_note(self, etag: str | None) -> None:
        if etag is None:
            self._note.unlink(missing_ok=True)
        else:
            self._note.write_text(json.dumps({"url": self._url, "etag": etag}), "utf-8")

    def _remove(self) -> None:
        for path in (self._path, self._note):
            with suppress(OSError):
                path.unlink()


class _EarlyFlush:
    """Sends a large file to the disk while it is still being written, so that the last flush has little to wait for."""

    def __init__(self, file: BinaryIO) -> None:
        self._number = file.fileno()
        self._since = 0
        self._asked = threading.Event()
        self._stopped = False
        self._error: OSError | None = None
        self._thread: threading.Thread | None = None

    def __enter__(self) -> _EarlyFlush:
        return self

    def __exit__(self, *_: object) -> None:
        # The file's number must not be closed (and given to another file) under the thread.
        self._stopped = True
        self._asked.set()
        if self._thread is not None:
            self._thread.join()

    def wrote(self, length: int) -> None:
        self._since += length
        if self._since < _FLUSH_EVERY:
            return
        self._since = 0
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name="psopenai-flush", daemon=True)
            self._thread.start()
        self._asked.set()

    def finish(self) -> None:
        self.__exit__()
        os.fsync(self._number)
        # The system tells a failed write once, and that may have been to the thread.
        if self._error is not None:
            raise self._error

    def _run(self) -> None:
        while True:
            self._asked.wait()
            self._asked.clear()
            if self._stopped:
                return
            try:
                os.fsync(self._number)
            except OSError as error:
                self._error = error
                return
