"""Containers, in which a model would run code, and their files."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import PurePath
from urllib.parse import quote

from .content import Content, PathContent
from .errors import check_value, missing
from .files import Files
from .messages import Reply, Request, json_reply
from .store import Data, Kept, Objects, Route

_LIMITS = ("1g", "4g", "16g", "64g")
_MINUTES = 20


class Containers(Kept):
    """``/containers``; the note of a file is its content."""

    path = "/containers"
    verbs = ("list", "create", "get", "delete")

    def __init__(self, files: Files) -> None:
        super().__init__(Objects("container", "cntr_", "container"))
        self._uploaded = files
        self._files = Objects("container file", "cfile_", "container.file", forget=self._forget)

    def routes(self) -> list[Route]:
        path = "/containers/{}/files"
        return [
            *super().routes(),
            ("GET", path, self.list_files),
            ("POST", path, self.add_file),
            ("GET", path + "/{}", self.get_file),
            ("DELETE", path + "/{}", self.delete_file),
            ("GET", path + "/{}/content", self.content),
        ]

    def create(self, request: Request) -> Reply:
        body = request.json_object
        if not body.get("name"):
            raise missing("name")
        limit = body.get("memory_limit") or "1g"
        check_value(limit, _LIMITS, "memory_limit")
        stored = [self._uploaded.get(id) for id in body.get("file_ids") or ()]
        fields = {
            "name": body["name"],
            "status": "running",
            "expires_after": body.get("expires_after") or {"anchor": "last_active_at", "minutes": _MINUTES},
            "memory_limit": limit,
            **({"network_policy": body["network_policy"]} if body.get("network_policy") else {}),
        }
        made = self.objects.add(fields, request.wanted_id)
        made = self.objects.update(made["id"], {"last_active_at": made["created_at"]})
        for file in stored:
            self._add(made["id"], file.filename, self._copy(file.content))
        return json_reply(made)

    def delete(self, request: Request, id: str) -> Reply:
        answer = super().delete(request, id)
        self._files.delete_all(container_id=id)
        return answer

    # -- files ------------------------------------------------------------------------------------------------------

    def list_files(self, request: Request, container: str) -> Reply:
        self.objects.get(container)
        return json_reply(self._files.page(request.query, container_id=container))

    def add_file(self, request: Request, container: str) -> Reply:
        """Take a file from a form, or copy an uploaded one."""
        self.objects.get(container)
        if not request.parts:
            file = self._uploaded.get(str(request.json_object.get("file_id") or ""))
            return json_reply(self._add(container, file.filename, self._copy(file.content), request.wanted_id))
        part = next(iter(request.files("file")), None)
        if part is None or part.path is None:
            raise missing("file")
        path = self._uploaded.new_path()
        part.path.replace(path)
        return json_reply(self._add(container, part.filename or "file", PathContent(path), request.wanted_id))

    def _add(self, container: str, filename: str, content: Content, id: str | None = None) -> Data:
        fields = {
            "bytes": content.size,
            "container_id": container,
            "path": f"/mnt/data/{PurePath(filename).name}",
            "source": "user",
        }
        return self._files.add(fields, id, note=content)

    def get_file(self, request: Request, container: str, id: str) -> Reply:
        self.objects.get(container)
        return json_reply(self._files.get(id, container_id=container))

    def delete_file(self, request: Request, container: str, id: str) -> Reply:
        self.objects.get(container)
        return json_reply(self._files.delete(id, container_id=container))

    def content(self, request: Request, container: str, id: str) -> Reply:
        file = self._files.get(id, container_id=container)
        name = quote(PurePath(file["path"]).name)
        headers = {"Content-Disposition": f"attachment; filename*=UTF-8''{name}"}
        return Reply(self._files.note(id), 200, "application/octet-stream", headers)

    def _copy(self, content: Content) -> Content:
        """The content under a name of its own, so that it outlives the uploaded file."""
        if not isinstance(content, PathContent):
            return content
        path = self._uploaded.new_path()
        path.unlink()
        os.link(content.path, path)
        return PathContent(path)

    @staticmethod
    def _forget(content: Content) -> None:
        if isinstance(content, PathContent):
            with suppress(OSError):
                content.path.unlink()
