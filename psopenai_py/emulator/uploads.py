"""Uploads in parts: the parts are kept on the disk and become a file of the server when the upload is complete."""

from __future__ import annotations

import hashlib
import shutil
import threading
import time
from pathlib import Path
from typing import Any

from .content import PathContent
from .errors import ApiFailure, missing, not_found
from .files import Files, check_purpose, new_id
from .messages import Reply, Request, json_reply

LARGEST_PART = 64 * 1024 * 1024
_LIFE = 3600  # seconds


class Uploads:
    """The uploads that have been begun, with their parts."""

    def __init__(self, files: Files) -> None:
        self._files = files
        self._lock = threading.Lock()
        self._uploads: dict[str, dict[str, Any]] = {}
        self._parts: dict[str, tuple[str, Path]] = {}  # by id: the upload, the content

    def create(self, request: Request) -> Reply:
        body = request.json_object
        for name in ("filename", "purpose", "bytes", "mime_type"):
            if body.get(name) is None:
                raise missing(name)
        check_purpose(body["purpose"])
        now = int(time.time())
        with self._lock:
            id = new_id("upload_", self._uploads)
            self._uploads[id] = {
                "id": id, "object": "upload", "bytes": int(body["bytes"]), "created_at": now,
                "filename": body["filename"], "purpose": body["purpose"], "status": "pending",
                "expires_at": now + _LIFE, "file": None,
            }  # fmt: skip
            return json_reply(self._uploads[id])

    def add_part(self, request: Request, id: str) -> Reply:
        self._pending(id)
        data = request.part("data")
        if data is None or data.path is None:
            raise missing("data")
        if data.size > LARGEST_PART:
            raise ApiFailure(400, f"A part has at most {LARGEST_PART} bytes.", param="data")
        path = self._files.new_path()
        data.path.replace(path)
        with self._lock:
            part = new_id("part_", self._parts)
            self._parts[part] = (id, path)
        return json_reply({"id": part, "object": "upload.part", "created_at": int(time.time()), "upload_id": id})

    def complete(self, request: Request, id: str) -> Reply:
        upload, body = self._pending(id), request.json_object
        found = [self._parts.get(part) for part in body.get("part_ids") or ()]
        paths = [part[1] for part in found if part is not None and part[0] == id]
        if not paths or len(paths) != len(found):
            raise ApiFailure(400, "A part does not belong to this upload.", param="part_ids")
        target, digest = self._files.new_path(), hashlib.md5(usedforsecurity=False)
        with target.open("wb") as out:
            for path in paths:
                with path.open("rb") as part:
                    shutil.copyfileobj(part, out)
        with target.open("rb") as whole:
            while block := whole.read(1 << 20):
                digest.update(block)
        if target.stat().st_size != upload["bytes"]:
            raise ApiFailure(400, "The parts do not have the number of bytes that was announced.", param="bytes")
        if body.get("md5") not in (None, digest.hexdigest()):
            raise ApiFailure(400, "The md5 checksum does not match the content.", param="md5")
        self._forget(id)
        file = self._files.add(PathContent(target), upload["filename"], upload["purpose"])
        upload.update(status="completed", file=file.describe())
        return json_reply(upload)

    def cancel(self, request: Request, id: str) -> Reply:
        upload = self._pending(id)
        self._forget(id)
        upload["status"] = "cancelled"
        return json_reply(upload)

    def _pending(self, id: str) -> dict[str, Any]:
        with self._lock:
            upload = self._uploads.get(id)
        if upload is None:
            raise not_found("upload", id)
        if upload["status"] != "pending":
            raise ApiFailure(400, f"The upload is {upload['status']}.")
        return upload

    def _forget(self, id: str) -> None:
        """Delete the parts of an upload."""
        with self._lock:
            for part in [part for part, (upload, _) in self._parts.items() if upload == id]:
                self._parts.pop(part)[1].unlink(missing_ok=True)
