"""The files of the server."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from .content import BytesContent, Content, PathContent
from .errors import ApiFailure, not_found

PURPOSES = ("assistants", "batch", "batch_output", "evals", "fine-tune", "user_data", "vision")
_REMOVED = "removed-files.jsonl"  # in the data folder: their ids


@dataclass(slots=True)
class StoredFile:
    """One file; `revision` counts the changes of its content. Until `ready_at` the service is still reading it."""

    id: str
    content: Content
    filename: str
    purpose: str
    created_at: int
    expires_at: int | None = None
    revision: int = 0
    ready_at: float = 0.0

    @property
    def is_pending(self) -> bool:
        return time.time() < self.ready_at

    @property
    def etag(self) -> str:
        return '"' + hashlib.sha256(f"{self.id} {self.revision} {self.content.size}".encode()).hexdigest()[:32] + '"'

    def describe(self) -> dict[str, Any]:
        """The file object of the API."""
        return {
            "id": self.id,
            "object": "file",
            "bytes": self.content.size,
            "created_at": self.created_at,
            "expires_at": self.expires_at,
            "filename": self.filename,
            "purpose": self.purpose,
            "status": "pending" if self.is_pending else "processed",
            "status_details": None,
        }


class Files:
    """All files, in order of creation.

    Files in the data folder are found again after a restart; with `keep`, files given in memory are written there too.
    The id of a removed file is not given again, not even after a restart.
    """

    def __init__(self, folder: Path, keep: bool) -> None:
        self.folder = folder
        self._keep = keep
        self._lock = threading.RLock()
        self._files: dict[str, StoredFile] = {}
        self._removed: set[str] = set()
        folder.mkdir(parents=True, exist_ok=True)
        self._load()

    def add(
        self,
        content: Content,
        filename: str,
        purpose: str,
        id: str | None = None,
        expires_after: int | None = None,
        pending: float = 0.0,
    ) -> StoredFile:
        now = int(time.time())
        content = self._kept(content)
        with self._lock:
            id = id or new_id("file-", self._files.keys() | self._removed)
            expires_at = None if expires_after is None else now + expires_after
            file = StoredFile(id, content, filename, purpose, now, expires_at)
            file.ready_at = time.time() + pending if pending else 0.0
            self._files[id] = file
            self._save(file)
        return file

    def replace(self, id: str, content: Content | None = None) -> StoredFile:
        """Change a file: it gets a new ETag, and new content if given."""
        with self._lock:
            file = self.get(id)
            file.content = file.content if content is None else self._kept(content)
            file.revision += 1
            self._save(file)
        return file

    def get(self, id: str) -> StoredFile:
        with self._lock:
            file = self._files.get(id)
        if file is None:
            raise not_found("file", id)
        return file

    def all(self) -> list[StoredFile]:
        with self._lock:
            return list(self._files.values())

    def delete(self, id: str) -> None:
        with self._lock:
            file = self.get(id)
            del self._files[id]
            self._removed.add(id)
            with (self.folder / _REMOVED).open("a", encoding="utf-8") as removed:
                removed.write(json.dumps(id) + "\n")
            for path in (self._record(id), getattr(file.content, "path", None)):
                if path is not None and path.parent == self.folder:
                    path.unlink(missing_ok=True)

    def new_path(self) -> Path:
        """The path of a new file in the data folder, to write content into."""
        handle, name = tempfile.mkstemp(dir=self.folder, prefix="content-")
        os.close(handle)
        return Path(name)

    def _kept(self, content: Content) -> Content:
        """The content, written to disk if it has to be kept."""
        if not self._keep or not isinstance(content, BytesContent):
            return content
        path = self.new_path()
        with path.open("wb") as out:
            out.writelines(content.chunks(0, content.size))
        return PathContent(path)

    def _record(self, id: str) -> Path:
        return self.folder / f"{id}.json"

    def _save(self, file: StoredFile) -> None:
        if isinstance(file.content, PathContent):
            record = {**file.describe(), "path": str(file.content.path), "revision": file.revision}
            record["ready_at"] = file.ready_at
            self._record(file.id).write_text(json.dumps(record), encoding="utf-8")

    def _load(self) -> None:
        with suppress(FileNotFoundError):
            lines = (self.folder / _REMOVED).read_text(encoding="utf-8").splitlines()
            self._removed.update(map(json.loads, lines))
        records = [json.loads(path.read_text(encoding="utf-8")) for path in self.folder.glob("file-*.json")]
        for record in sorted(records, key=lambda record: (record["created_at"], record["id"])):
            with suppress(OSError):  # the content is missing
                self._files[record["id"]] = StoredFile(
                    record["id"],
                    PathContent(Path(record["path"])),
                    record["filename"],
                    record["purpose"],
                    record["created_at"],
                    record["expires_at"],
                    record["revision"],
                    record.get("ready_at", 0.0),
                )


def check_purpose(purpose: str) -> None:
    if purpose not in PURPOSES or purpose == "batch_output":
        allowed = ", ".join(f"'{known}'" for known in PURPOSES if known != "batch_output")
        raise ApiFailure(
            400, f"'{purpose}' is not one of [{allowed}] - 'purpose'", param="purpose", code="invalid_value"
        )


def new_id(prefix: str, taken: Any) -> str:
    """The next unused id: it looks like one of the service, and is the same in every run."""
    number = len(taken)
    while True:
        number += 1
        id = prefix + hashlib.sha256(f"{prefix}{number}".encode()).hexdigest()[:24]
        if id not in taken:
            return id


def read_lines(content: Content) -> Iterator[tuple[int, bytes]]:
    """The position of each line and the line, without its end."""
    rest, at = b"", 0
    for data in content.chunks(0, content.size):
        *lines, rest = (rest + data).split(b"\n")
        for line in lines:
            yield at, line
            at += len(line) + 1
    if rest:
        yield at, rest


def write_line(out: BinaryIO, value: Any) -> None:
    out.write(json.dumps(value, ensure_ascii=False).encode() + b"\n")
