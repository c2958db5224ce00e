"""The endpoints of the API, and the table of their routes."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any
from urllib.parse import quote, unquote

from . import answers, streams, vectors
from .assistants import Assistants
from .batches import Batches
from .chats import Chats
from .containers import Containers
from .content import PathContent
from .conversations import Conversations
from .costs import Costs
from .decisions import check_provenance, decide
from .errors import MALFORMED, ApiFailure, malformed, missing
from .faults import Faults
from .files import Files, StoredFile, check_purpose
from .jobs import Evals, FineTuning
from .media.audio import Audio
from .media.images import Images, edits, images
from .media.videos import Videos, from_azure
from .messages import Reply, Request, event_reply, json_reply
from .models import Models
from .responses import Responses
from .runs import Runs
from .store import Route, page
from .uploads import Uploads
from .vector_stores import VectorStores

_ANSWERS: dict[str, Callable[[dict[str, Any]], dict[str, Any]]] = {
    "/chat/completions": answers.chat,
    "/responses": answers.response,
    "/completions": answers.completion,
    "/embeddings": vectors.embeddings,
    "/moderations": vectors.moderation,
    "/images/generations": images,
    "/images/edits": edits,
}
_STATELESS = ("/completions", "/embeddings", "/moderations")


def answer(route: str, body: dict[str, Any]) -> dict[str, Any]:
    """The answer of a model to a request; the same for single requests and in batches."""
    try:
        return _ANSWERS[route](body)
    except MALFORMED as error:
        raise malformed(error) from error


class Api:
    """The endpoints: the files and batches of the server, its models, and a family for each other kind of object."""

    def __init__(self, files: Files, batches: Batches, faults: Faults) -> None:
        self.files = files
        self.batches = batches
        self._faults = faults
        self._models = Models()
        self._videos = Videos(batches.speed)
        batches.answer_with(self.answer)
        conversations, assistants = Conversations(), Assistants()
        families = (
            Chats(),
            Responses(conversations, batches.speed),
            conversations,
            Images(),
            Audio(),
            self._videos,
            Costs(),
            Uploads(files),
            FineTuning(files),
            Evals(),
            Containers(files),
            VectorStores(files, batches.speed),
            assistants,
            Runs(assistants, batches.speed),
        )
        self.routes: list[Route] = [*self._own(), *(route for family in families for route in family.routes())]
        self._table = [(method, _pattern(path), endpoint) for method, path, endpoint in self.routes]

    def handle(self, request: Request) -> Reply:
        """Answer a request. Raises `ApiFailure`."""
        wanted = "GET" if request.method == "HEAD" else request.method
        route, other_method = from_azure(request.route), False
        for method, pattern, endpoint in self._table:
            found = pattern.fullmatch(route)
            if found is not None:
                if method == wanted:
                    return endpoint(request, *map(unquote, found.groups()))
                other_method = True
        if other_method:
            message = f"Not allowed to {request.method} on {request.path}."
            raise ApiFailure(405, message, code="method_not_supported")
        message = f"Invalid URL ({request.method} {request.path}): the emulator does not serve it."
        raise ApiFailure(404, message, code="unknown_url")

    def answer(self, route: str, body: dict[str, Any]) -> dict[str, Any]:
        """The answer to a request of a batch: a model's, or a video, which is kept."""
        if route != "/videos":
            return answer(route, body)
        try:
            return self._videos.in_batch(body)
        except MALFORMED as error:
            raise malformed(error) from error

    def _own(self) -> list[Route]:
        """The routes of what this class answers itself."""
        return [
            ("GET", "/files", self.list_files),
            ("POST", "/files", self.upload),
            ("GET", "/files/{}", self.get_file),
            ("DELETE", "/files/{}", self.delete_file),
            ("GET", "/files/{}/content", self.file_content),
            ("GET", "/batches", self.list_batches),
            ("POST", "/batches", self.create_batch),
            ("GET", "/batches/{}", self.get_batch),
            ("POST", "/batches/{}/cancel", self.cancel_batch),
            ("GET", "/models", self.list_models),
            ("GET", "/models/{}", self.get_model),
            ("DELETE", "/models/{}", self.delete_model),
            ("POST", "/decisions", decide),
            ("POST", "/content_provenance_checks", check_provenance),
            *(("POST", route, self.say) for route in _STATELESS),
        ]

    # -- files ------------------------------------------------------------------------------------------------------

    def upload(self, request: Request) -> Reply:
        purpose, file = request.part("purpose"), request.part("file")
        if file is None or file.path is None:
            raise missing("file")
        if purpose is None:
            raise missing("purpose")
        check_purpose(purpose.text)
        seconds = request.part("expires_after[seconds]")
        expires_after = int(seconds.text) if seconds is not None and seconds.text.isdecimal() else None
        path = self.files.new_path()
        file.path.replace(path)
        pending = self._faults.take("pending", request.method, request.route)
        stored = self.files.add(
            PathContent(path),
            file.filename or "upload",
            purpose.text,
            request.wanted_id_of("file-"),
            expires_after,
            0.0 if pending is None else pending.value,
        )
        return json_reply({**stored.describe(), **({} if pending is None else {"status": "pending"})})

    def list_files(self, request: Request) -> Reply:
        purpose = request.query.get("purpose")
        rows = [file.describe() for file in self.files.all() if purpose in (None, file.purpose)]
        return json_reply(page(rows, request.query, default=10_000, largest=10_000))

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
        is_pending = self._faults.take("pending", request.method, request.route) is not None
        if is_pending or self.files.get(body["input_file_id"]).is_pending:
            raise ApiFailure(400, "The input file is still pending.", param="input_file_id")
        expire = self._faults.take("expire", request.method, request.route)
        batch = self.batches.create(
            body["endpoint"],
            body["input_file_id"],
            body["completion_window"],
            body.get("metadata"),
            id=request.wanted_id_of("batch_"),
            expires=None if expire is None else expire.value,
            azure=request.path.startswith("/openai/"),
        )
        return json_reply(batch)

    def list_batches(self, request: Request) -> Reply:
        return json_reply(page(self.batches.look_at_all(), request.query))

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
        """Where a model answers and nothing is kept."""
        body = request.json_object
        said = answer(request.route, body)
        if body.get("stream") and request.route == "/completions":
            return event_reply(streams.completion_events(said))
        return json_reply(said)


def _pattern(path: str) -> re.Pattern[str]:
    """The routes that a path of the table stands for; ``{}`` is an id."""
    return re.compile("([^/]+)".join(map(re.escape, path.split("{}"))))
