"""Chat completions: an answer, a stream, and those that are kept because the request says ``store``."""

from __future__ import annotations

from typing import Any

from . import answers, streams
from .errors import MALFORMED, malformed
from .messages import Reply, Request, event_reply, json_reply
from .store import Data, Kept, Objects, Route, metadata, page

_KEPT = ("seed", "top_p", "temperature", "presence_penalty", "frequency_penalty", "tools", "tool_choice")


class Chats(Kept):
    """``/chat/completions``; the note of a completion is the list of its messages."""

    path = "/chat/completions"

    def __init__(self) -> None:
        super().__init__(Objects("chat completion", "chatcmpl-", "chat.completion"))

    def routes(self) -> list[Route]:
        return [*super().routes(), ("GET", self.path + "/{}/messages", self.list_messages)]

    def create(self, request: Request) -> Reply:
        body = request.json_object
        try:
            said = answers.chat(body)
        except MALFORMED as error:
            raise malformed(error) from error
        if body.get("store"):
            said = self._keep(said, body, request.wanted_id)
        if not body.get("stream"):
            return json_reply(said)
        with_usage = bool((body.get("stream_options") or {}).get("include_usage"))
        return event_reply(streams.chat_events(said, with_usage))

    def _keep(self, said: Data, body: Data, wanted: str | None) -> Data:
        found, number = said["id"], 1
        while found in self.objects:
            number += 1
            found = f"{said['id']}{number}"
        said = {**said, "id": wanted or found}
        more = {"metadata": metadata(body), **{name: body.get(name) for name in _KEPT}, "input_user": body.get("user")}
        messages = [_message(said["id"], n, message) for n, message in enumerate(body["messages"])]
        self.objects.add({**said, **more}, said["id"], note=messages)
        return said

    def list(self, request: Request) -> Reply:
        wanted = {name[9:-1]: value for name, value in request.query.items() if name.startswith("metadata[")}
        model = request.query.get("model")
        rows = [
            row
            for row in self.objects.all()
            if model in (None, row["model"]) and wanted.items() <= row["metadata"].items()
        ]
        return json_reply(page(rows, request.query, default_order="asc"))

    def list_messages(self, request: Request, id: str) -> Reply:
        self.objects.get(id)
        return json_reply(page(self.objects.note(id), request.query, default_order="asc"))


def _message(completion: str, number: int, message: Any) -> Data:
    content = message.get("content")
    parts = content if isinstance(content, list) else None
    text = answers.text_of(message) if parts else content
    named = {"name": message.get("name"), "content_parts": parts}
    return {"id": f"{completion}-{number}", "role": message.get("role"), "content": text, **named}
