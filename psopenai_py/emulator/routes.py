"""The endpoints of the API, and the table of their routes."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Mapping, Sequence
from typing import Any
from urllib.parse import quote, unquote

from . import answers, streams, vectors
from .batches import Batches
from .content import PathContent
from .decisions import check_provenance, decide
from .errors import MALFORMED, ApiFailure, malformed, missing, not_found
from .faults import Faults
from .files import Files, StoredFile, check_purpose
from .messages import Reply, Request, event_reply, json_reply
from .models import Models
from .uploads import Uploads

_ANSWERS: dict[str, Callable[[dict[str, Any]], dict[str, Any]]] = {
    "/chat/completions": answers.chat,
    "/responses": answers.response,
    "/completions": answers.completion,
    "/embeddings": vectors.embeddings,
    "/moderations": vectors.moderation,
}


def answer(route: str, body: dict[str, Any]) -> dict[str, Any]:
    """The answer of a model to a request; the same for single requests and in batches."""
    try:
        return _ANSWERS[route](body)
    except MALFORMED as error:
        raise malformed(error) from error


class Api:
    """The endpoints, on the files and batches of the server."""

    def __init__(self, files: Files, batches: Batches, faults: Faults) -> None:
        self.files = files
        self.batches = batches
        self._faults = faults
        self.uploads = Uploads(files)
        self._models = Models()
        self._responses: dict[str, dict[str, Any]] = {}
        self._lock = threading.Lock()

    def handle(self, request: Request) -> Reply:
        """Answer a request. Raises `ApiFailure`."""
        wanted = "GET" if request.method == "HEAD" else request.method
        other_method = False
        for method, pattern, endpoint in _ROUTES:
            found = pattern.fullmatch(request.route)
            if found is not None:
                if method == wanted:
                    return endpoint(self, request, *map(unquote, found.groups()))
                other_method = True
        if other_method:
            message = f"Not allowed to {request.method} on {request.path}."
            raise ApiFailure(405, message, code="method_not_supported")
        raise ApiFailure(404, f"Invalid URL ({request.method} {request.path})", code="unknown_url")

    # -- files ------------------------------------------------------------------------------------------------------

    def upload(self, request: Request) -> Reply:
        purpose, file = request.part("purpose"), request.part("file")
        if file is None or file.path is None:
            raise missing("file")
        if purpose is None:
            raise missing("purpose")
        check_purpose(purpose.text)
        seconds = request.part("expires_after[seconds]")
        expires_after = int(seconds.text) if seconds is not None and seconds.text.isdigit() else None
        path = self.files.new_path()
        file.path.replace(path)
        stored = self.files.add(PathContent(path), file.filename or "upload", purpose.text, None, expires_after)
        return json_reply(self._described(request, stored))

    def list_files(self, request: Request) -> Reply:
        purpose = request.query.get("purpose")
        rows = [file.describe() for file in self.files.all() if purpose in (None, file.purpose)]
        return json_reply(_page(rows, request.query, default=10_000, largest=10_000))

    def get_file(self, request: Request, id: str) -> Reply:
        return json_reply(self._described(request, self.files.get(id)))

    def _described(self, request: Request, file: StoredFile) -> dict[str, Any]:
        """The file's object; by a fault it is still being read."""
        is_pending = self._faults.take("pending", request.method, request.route) is not None
        return {**file.describe(), **({"status": "pending"} if is_pending else {})}

    def delete_file(self, request: Request, id: str) -> Reply:
        self.files.delete(id)
        return json_reply({"id": id, "object": "file", "deleted": True})

    def file_content(self, request: Request, id: str) -> Reply:
        if self._faults.take("etag", request.method, request.route):
            self.files.replace(id)
        file = self.files.get(id)
        disposition = f"attachment; filename*=UTF-8''{quote(file.filename)}"
        headers = {"Accept-Ranges": "bytes", "Content-Disposition": disposition}
        return Reply(file.content, 200, "application/octet-stream", headers, file.etag)

    # -- batches ----------------------------------------------------------------------------------------------------

    def create_batch(self, request: Request) -> Reply:
        body = request.json_object
        for name in ("input_file_id", "endpoint", "completion_window"):
            if not body.get(name):
                raise missing(name)
        if self._faults.take("pending", request.method, request.route):
            raise ApiFailure(400, "The input file is still pending.", param="input_file_id")
        batch = self.batches.create(
            body["endpoint"],
            body["input_file_id"],
            body["completion_window"],
            body.get("metadata"),
            expires=self._faults.take("expire", request.method, request.route) is not None,
        )
        return json_reply(batch)

    def list_batches(self, request: Request) -> Reply:
        return json_reply(_page(self.batches.look_at_all(), request.query))

    def get_batch(self, request: Request, id: str) -> Reply:
        batch = self.batches.look(id)
        if batch["status"] == "completed" and self._faults.take("no-output", request.method, request.route):
            batch["output_file_id"] = None
        return json_reply(batch)

    def cancel_batch(self, request: Request, id: str) -> Reply:
        return json_reply(self.batches.cancel(id))

    # -- models and what they say -----------------------------------------------------------------------------------

    def list_models(self, request: Request) -> Reply:
        return json_reply(self._models.list())

    def get_model(self, request: Request, name: str) -> Reply:
        return json_reply(self._models.get(name))

    def delete_model(self, request: Request, name: str) -> Reply:
        return json_reply(self._models.delete(name))

    def say(self, request: Request) -> Reply:
        """All endpoints where a model answers."""
        body = request.json_object
        said = answer(request.route, body)
        if said.get("object") == "response" and said["store"]:
            with self._lock:
                self._responses[said["id"]] = said
        if not body.get("stream"):
            return json_reply(said)
        if request.route == "/chat/completions":
            return event_reply(streams.chat_events(said, bool((body.get("stream_options") or {}).get("include_usage"))))
        if request.route == "/responses":
            return event_reply(streams.response_events(said))
        return event_reply(streams.completion_events(said))

    def get_response(self, request: Request, id: str) -> Reply:
        with self._lock:
            found = self._responses.get(id)
        if found is None:
            raise not_found("response", id)
        return json_reply(found)

    def delete_response(self, request: Request, id: str) -> Reply:
        with self._lock:
            found = self._responses.pop(id, None)
        if found is None:
            raise not_found("response", id)
        return json_reply({"id": id, "object": "response.deleted", "deleted": True})


# -- lists, a page at a time -------------------------------------------------------------------------------------------


def _page(
    items: Sequence[dict[str, Any]], query: Mapping[str, str], default: int = 20, largest: int = 100
) -> dict[str, Any]:
    """The requested page of a list; `items` are in order of creation, a list begins with the newest."""
    order = query.get("order", "desc")
    if order not in ("asc", "desc"):
        raise ApiFailure(400, f"Invalid value: '{order}'. Supported values are: 'asc' and 'desc'.", param="order")
    limit = _limit(query.get("limit"), default, largest)
    rows = list(items) if order == "asc" else list(reversed(items))
    after = query.get("after")
    if after:
        ids = [row["id"] for row in rows]
        if after not in ids:
            raise ApiFailure(400, f"No such object: '{after}'.", param="after", code="invalid_cursor")
        rows = rows[ids.index(after) + 1 :]
    shown = rows[:limit]
    return {
        "object": "list",
        "data": shown,
        "first_id": shown[0]["id"] if shown else None,
        "last_id": shown[-1]["id"] if shown else None,
        "has_more": len(rows) > limit,
    }


def _limit(text: str | None, default: int, largest: int) -> int:
    if text is None:
        return default
    if not text.isdigit() or not 1 <= int(text) <= largest:
        raise ApiFailure(
            400,
            f"Invalid 'limit': expected an integer from 1 to {largest}, got '{text}'.",
            param="limit",
            code="integer_out_of_range",
        )
    return int(text)


# -- the table ---------------------------------------------------------------------------------------------------------

_TABLE: list[tuple[str, str, Callable[..., Reply]]] = [
    ("GET", r"/files", Api.list_files),
    ("POST", r"/files", Api.upload),
    ("GET", r"/files/([^/]+)", Api.get_file),
    ("DELETE", r"/files/([^/]+)", Api.delete_file),
    ("GET", r"/files/([^/]+)/content", Api.file_content),
    ("GET", r"/batches", Api.list_batches),
    ("POST", r"/batches", Api.create_batch),
    ("GET", r"/batches/([^/]+)", Api.get_batch),
    ("POST", r"/batches/([^/]+)/cancel", Api.cancel_batch),
    ("GET", r"/models", Api.list_models),
    ("GET", r"/models/([^/]+)", Api.get_model),
    ("DELETE", r"/models/([^/]+)", Api.delete_model),
    ("GET", r"/responses/([^/]+)", Api.get_response),
    ("DELETE", r"/responses/([^/]+)", Api.delete_response),
    ("POST", r"/uploads", lambda api, request: api.uploads.create(request)),
    ("POST", r"/uploads/([^/]+)/parts", lambda api, request, id: api.uploads.add_part(request, id)),
    ("POST", r"/uploads/([^/]+)/complete", lambda api, request, id: api.uploads.complete(request, id)),
    ("POST", r"/uploads/([^/]+)/cancel", lambda api, request, id: api.uploads.cancel(request, id)),
    ("POST", r"/decisions", lambda _, request: decide(request)),
    ("POST", r"/content_provenance_checks", lambda _, request: check_provenance(request)),
    *(("POST", re.escape(route), Api.say) for route in _ANSWERS),
]
_ROUTES = [(method, re.compile(pattern), endpoint) for method, pattern, endpoint in _TABLE]
