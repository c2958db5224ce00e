"""Uploads in parts: parts are written to disk, and put together into a file."""

from __future__ import annotations

import hashlib
import shutil
import time
from contextlib import suppress
from pathlib import Path

from .content import PathContent
from .errors import ApiFailure, missing
from .files import Files, check_purpose
from .messages import Reply, Request, json_reply
from .store import Data, Objects, Route

_LIFE = 60 * 60  # seconds
_LARGEST, _LARGEST_PART = 8 << 30, 64 << 20  # bytes


class Uploads:
    """``/uploads``; the note of a part is the path of its content."""

    def __init__(self, files: Files) -> None:
        self._files = files
        self._uploads = Objects("upload", "upload_", "upload")
        self._parts = Objects("upload part", "part_", "upload.part", forget=_remove)

    def routes(self) -> list[Route]:
        return [
            ("POST", "/uploads", self.create),
            ("POST", "/uploads/{}/parts", self.add_part),
            ("POST", "/uploads/{}/complete", self.complete),
            ("POST", "/uploads/{}/cancel", self.cancel),
        ]

    def create(self, request: Request) -> Reply:
        body = request.json_object
        for name in ("filename", "purpose", "bytes", "mime_type"):
            if body.get(name) is None:
                raise missing(name)
        check_purpose(str(body["purpose"]))
        size = body["bytes"]
        if not isinstance(size, int) or not 0 < size <= _LARGEST:
            raise ApiFailure(400, f"bytes must be an integer from 1 to {_LARGEST}.", param="bytes")
        after = body.get("expires_after") or {}
        fields = {
            "bytes": size,
            "filename": body["filename"],
            "purpose": body["purpose"],
            "status": "pending",
            "expires_at": int(time.time()) + _LIFE,
            "file": None,
        }
        return json_reply(self._uploads.add(fields, request.wanted_id, note=after.get("seconds")))

    def add_part(self, request: Request, id: str) -> Reply:
        self._pending(id)
        part = next(iter(request.files("data")), None)
        if part is None or part.path is None:
            raise missing("data")
        if part.size > _LARGEST_PART:
            raise ApiFailure(400, f"A part has at most {_LARGEST_PART} bytes.", param="data")
        path = self._files.new_path()
        part.path.replace(path)
        return json_reply(self._parts.add({"upload_id": id}, request.wanted_id, note=path))

    def complete(self, request: Request, id: str) -> Reply:
        upload, body = self._pending(id), request.json_object
        if not body.get("part_ids"):
            raise missing("part_ids")
        paths: list[Path] = []
        for part in body["part_ids"]:
            self._parts.get(part, upload_id=id)
            paths.append(self._parts.note(part))
        size = sum(path.stat().st_size for path in paths)
        if size != upload["bytes"]:
            message = f"The upload was announced with {upload['bytes']} bytes, its parts have {size}."
            raise ApiFailure(400, message, param="part_ids")
        whole, digest = self._files.new_path(), hashlib.md5(usedforsecurity=False)
        with whole.open("wb") as out:
            for path in paths:
                with path.open("rb") as part_file:
                    shutil.copyfileobj(part_file, out, 1 << 20)
        with whole.open("rb") as written:
            while data := written.read(1 << 20):
                digest.update(data)
        if body.get("md5") not in (None, "", digest.hexdigest()):
            whole.unlink()
            raise ApiFailure(400, "The md5 of the parts is another one.", param="md5")
        stored = self._files.add(
            PathContent(whole), upload["filename"], upload["purpose"], None, self._uploads.note(id)
        )
        self._parts.delete_all(upload_id=id)
        return json_reply(self._uploads.update(id, {"status": "completed", "file": stored.describe()}))

    def cancel(self, request: Request, id: str) -> Reply:
        self._pending(id)
        self._parts.delete_all(upload_id=id)
        return json_reply(self._uploads.update(id, {"status": "cancelled"}))

    def _pending(self, id: str) -> Data:
        upload = self._uploads.get(id)
        if upload["status"] != "pending":
            raise ApiFailure(400, f"The upload {id} is {upload['status']}.")
        return upload


def _remove(path: Path) -> None:
    with suppress(OSError):
        path.unlink()
