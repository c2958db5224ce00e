"""Vector stores, their files, and batches of files.

A file is ``in_progress`` when it is added and ``completed`` at the next request for it (with a `speed`, after that
time). A file that is not a text, by its name, fails as ``unsupported_file``.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import PurePath
from typing import Any

from .content import Content
from .errors import ApiFailure, missing, not_found
from .files import Files
from .messages import Reply, Request, json_reply
from .search import MOST_RESULTS, Passage, passages, search
from .store import Data, Kept, Objects, Route, metadata, page, reached

_STAGES = ("in_progress", "completed")
_READ = 1 << 20  # so much of a file is searched
_MOST_FILES = 500  # in one batch
_AUTO = {"type": "static", "static": {"max_chunk_size_tokens": 800, "chunk_overlap_tokens": 400}}
_DAY = 24 * 60 * 60
#: kinds of files that have no text to search
_UNSUPPORTED = frozenset(
    (".bin", ".exe", ".zip", ".gz", ".tar", ".png", ".jpg", ".jpeg", ".gif", ".webp", ".mp3", ".wav", ".mp4", ".xlsx")
)


class VectorStores(Kept):
    """``/vector_stores``. Files are known by the store's id and the file's: one file may be in several stores."""

    path = "/vector_stores"
    changeable = ("name", "description", "metadata", "expires_after")

    def __init__(self, files: Files, speed: float) -> None:
        super().__init__(Objects("vector store", "vs_", "vector_store"))
        self._all_files = files
        self._speed = speed
        self._files = Objects("vector store file", "vsf_", "vector_store.file")  # its key is the store and the file
        self._batches = Objects("file batch", "vsfb_", "vector_store.file_batch")

    def routes(self) -> list[Route]:
        files, batches = "/vector_stores/{}/files", "/vector_stores/{}/file_batches"
        return [
            *super().routes(),
            ("POST", "/vector_stores/{}/search", self.search),
            ("GET", files, self.list_files),
            ("POST", files, self.add_file),
            ("GET", files + "/{}", self.get_file),
            ("POST", files + "/{}", self.update_file),
            ("DELETE", files + "/{}", self.delete_file),
            ("GET", files + "/{}/content", self.file_content),
            ("POST", batches, self.create_batch),
            ("GET", batches + "/{}", self.get_batch),
            ("POST", batches + "/{}/cancel", self.cancel_batch),
            ("GET", batches + "/{}/files", self.list_batch_files),
        ]

    # -- stores -----------------------------------------------------------------------------------------------------

    def create(self, request: Request) -> Reply:
        body = request.json_object if request.body else {}
        ids = body.get("file_ids") or []
        for id in ids:
            self._all_files.get(id)
        now = int(time.time())
        store = self.objects.add(
            {
                "name": body.get("name") or "",
                "description": body.get("description"),
                "usage_bytes": 0,
                "bytes": 0,
                "file_counts": _counts([]),
                "status": "completed",
                "expires_after": body.get("expires_after"),
                "expires_at": None,
                "last_active_at": now,
                "metadata": metadata(body),
            },
            request.wanted_id,
        )
        for id in ids:
            self._attach(store["id"], id, {}, body.get("chunking_strategy"))
        return json_reply(self._look(store["id"], working=True))

    def list(self, request: Request) -> Reply:
        for store in self.objects.all():
            self._look(store["id"])
        return super().list(request)

    def get(self, request: Request, id: str) -> Reply:
        return json_reply(self._look(id))

    def update(self, request: Request, id: str) -> Reply:
        super().update(request, id)
        return json_reply(self._look(id))

    def delete(self, request: Request, id: str) -> Reply:
        answer = super().delete(request, id)
        self._files.delete_all(vector_store_id=id)
        self._batches.delete_all(vector_store_id=id)
        return answer

    def _look(self, id: str, working: bool = False) -> Data:
        """A store with the numbers of its files as they are now."""
        store = self.objects.get(id)
        rows = self._files.all(vector_store_id=id) if working else self._rows(id)
        counts, size = _counts(rows), sum(row["usage_bytes"] for row in rows)
        after = store["expires_after"]
        return self.objects.update(
            id,
            {
                "file_counts": counts,
                "usage_bytes": size,
                "bytes": size,
                "status": "in_progress" if counts["in_progress"] else "completed",
                "expires_at": store["last_active_at"] + int(after["days"]) * _DAY if after else None,
            },
        )

    # -- files ------------------------------------------------------------------------------------------------------

    def add_file(self, request: Request, store: str) -> Reply:
        body = request.json_object
        self.objects.get(store)
        if not body.get("file_id"):
            raise missing("file_id")
        return json_reply(
            _shown(self._attach(store, body["file_id"], body.get("attributes"), body.get("chunking_strategy")))
        )

    def _attach(
        self, store: str, id: str, attributes: Data | None, chunking: Data | None, batch: str | None = None
    ) -> Data:
        file = self._all_files.get(id)
        fields = {
            "id": f"{store}/{id}",
            "usage_bytes": file.content.size,
            "vector_store_id": store,
            "status": "in_progress",
            "last_error": None,
            "chunking_strategy": _AUTO if (chunking or {}).get("type", "auto") == "auto" else chunking,
            "attributes": attributes or {},
        }
        self.objects.update(store, {"last_active_at": int(time.time())})
        return self._files.add(fields, note=(time.time(), batch))

    def _rows(self, store: str, batch: str | None = None) -> Sequence[Data]:
        """The files of a store, or of a batch of it, as they are now."""
        found = []
        for row in self._files.all(vector_store_id=store):
            since, of = self._files.note(row["id"])
            if batch not in (None, of):
                continue
            if row["status"] == "in_progress" and reached(since, self._speed, _STAGES) == "completed":
                row = self._files.update(row["id"], self._processed(row))
            found.append(row)
        return found

    def _processed(self, row: Data) -> Data:
        name = next((one.filename for one in self._all_files.all() if one.id == _file_id(row)), "")
        kind = PurePath(name).suffix.lower()
        if kind not in _UNSUPPORTED:
            return {"status": "completed"}
        message = f"Files with extension '{kind}' are not supported for retrieval."
        return {"status": "failed", "usage_bytes": 0, "last_error": {"code": "unsupported_file", "message": message}}

    def _file(self, store: str, id: str) -> Data:
        self.objects.get(store)
        found = [row for row in self._rows(store) if _file_id(row) == id]
        if not found:
            raise not_found("vector store file", id)
        return found[0]

    def list_files(self, request: Request, store: str) -> Reply:
        self.objects.get(store)
        return json_reply(_page(self._rows(store), request))

    def get_file(self, request: Request, store: str, id: str) -> Reply:
        return json_reply(_shown(self._file(store, id)))

    def update_file(self, request: Request, store: str, id: str) -> Reply:
        fields = {"attributes": request.json_object.get("attributes") or {}}
        return json_reply(_shown(self._files.update(self._file(store, id)["id"], fields)))

    def delete_file(self, request: Request, store: str, id: str) -> Reply:
        self._files.delete(self._file(store, id)["id"])
        return json_reply({"id": id, "object": "vector_store.file.deleted", "deleted": True})

    def file_content(self, request: Request, store: str, id: str) -> Reply:
        self._file(store, id)
        data = [{"type": "text", "text": _text(self._all_files.get(id).content)}]
        return json_reply(
            {"object": "vector_store.file_content.page", "data": data, "has_more": False, "next_page": None}
        )

    # -- batches of files -------------------------------------------------------------------------------------------

    def create_batch(self, request: Request, store: str) -> Reply:
        body = request.json_object
        self.objects.get(store)
        given = body.get("files") or [{"file_id": id} for id in body.get("file_ids") or ()]
        if not given:
            raise missing("file_ids")
        if len(given) > _MOST_FILES:
            raise ApiFailure(400, f"A batch takes {_MOST_FILES} files at most.", param="file_ids")
        for one in given:
            self._all_files.get(one["file_id"])
        fields = {"vector_store_id": store, "status": "in_progress", "file_counts": _counts([])}
        batch = self._batches.add(fields, request.wanted_id)
        for one in given:
            attributes = one.get("attributes") or body.get("attributes")
            chunking = one.get("chunking_strategy") or body.get("chunking_strategy")
            self._attach(store, one["file_id"], attributes, chunking, batch["id"])
        counts = {**_counts([]), "in_progress": len(given), "total": len(given)}
        return json_reply(self._batches.update(batch["id"], {"file_counts": counts}))

    def get_batch(self, request: Request, store: str, id: str) -> Reply:
        return json_reply(self._look_at_batch(store, id))

    def _look_at_batch(self, store: str, id: str) -> Data:
        batch = self._batches.get(id, vector_store_id=store)
        if batch["status"] == "cancelling":
            return self._batches.update(id, {"status": "cancelled"})
        if batch["status"] != "in_progress":
            return batch
        counts = _counts(self._rows(store, id))
        status = "in_progress" if counts["in_progress"] else "completed" if counts["completed"] else "failed"
        return self._batches.update(id, {"file_counts": counts, "status": status})

    def cancel_batch(self, request: Request, store: str, id: str) -> Reply:
        batch = self._batches.get(id, vector_store_id=store)
        if batch["status"] != "in_progress":
            raise ApiFailure(400, f"Cannot cancel a file batch with status '{batch['status']}'.")
        for row in self._files.all(vector_store_id=store, status="in_progress"):
            if self._files.note(row["id"])[1] == id:
                self._files.update(row["id"], {"status": "cancelled"})
        counts = _counts(self._rows(store, id))
        return json_reply(self._batches.update(id, {"status": "cancelling", "file_counts": counts}))

    def list_batch_files(self, request: Request, store: str, id: str) -> Reply:
        self._look_at_batch(store, id)
        return json_reply(_page(self._rows(store, id), request))

    # -- search -----------------------------------------------------------------------------------------------------

    def search(self, request: Request, store: str) -> Reply:
        body = request.json_object
        self.objects.get(store)
        query, most = body.get("query"), body.get("max_num_results", 10)
        if not query:
            raise missing("query")
        if not isinstance(most, int) or not 1 <= most <= MOST_RESULTS:
            raise ApiFailure(
                400, f"max_num_results must be an integer from 1 to {MOST_RESULTS}.", param="max_num_results"
            )
        words = [str(one) for one in query] if isinstance(query, list) else [str(query)]
        found: list[Passage] = []
        for row in self._rows(store):
            if row["status"] == "completed":
                file = self._all_files.get(_file_id(row))
                found += passages(
                    file.id, file.filename, row["attributes"], _text(file.content), row["chunking_strategy"]
                )
        least = float((body.get("ranking_options") or {}).get("score_threshold") or 0)
        return json_reply(
            {
                "object": "vector_store.search_results.page",
                "search_query": words,
                "data": search(found, " ".join(words), body.get("filters"), most, least),
                "has_more": False,
                "next_page": None,
            }
        )


def _file_id(row: Data) -> str:
    return str(row["id"]).partition("/")[2]


def _shown(row: Data) -> Data:
    return {**row, "id": _file_id(row)}


def _page(rows: Sequence[Data], request: Request) -> Data:
    """The requested page of files, of those in a state if the request asks for one."""
    wanted = request.query.get("filter")
    return page([_shown(row) for row in rows if wanted in (None, row["status"])], request.query)


def _counts(rows: Sequence[Data]) -> Data:
    states = [row["status"] for row in rows]
    named = ("in_progress", "completed", "failed", "cancelled")
    return {**{name: states.count(name) for name in named}, "total": len(states)}


def _text(content: Content) -> str:
    data: Any = b"".join(content.chunks(0, min(content.size, _READ)))
    return str(data.decode("utf-8", "replace"))
