"""Threads of assistants and their messages."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from .errors import ApiFailure, check_value, missing
from .messages import Reply, Request, json_reply
from .store import Data, Kept, Objects, Route, metadata

_PARTS = ("text", "image_url", "image_file")
_MOST_MESSAGES = 100_000  # of a thread, as the service


class Threads(Kept):
    """``/threads`` and the messages in them. `busy` says which run of a thread still works."""

    path = "/threads"
    verbs = ("create", "get", "update", "delete")
    changeable = ("metadata", "tool_resources")

    def __init__(self, busy: Callable[[str], str | None]) -> None:
        super().__init__(Objects("thread", "thread_", "thread"))
        self.messages = Objects("message", "msg_", "thread.message", _MOST_MESSAGES)
        self._busy = busy

    def routes(self) -> list[Route]:
        path = "/threads/{}/messages"
        return [
            *super().routes(),
            ("GET", path, self.list_messages),
            ("POST", path, self.add_message),
            ("GET", path + "/{}", self.get_message),
            ("POST", path + "/{}", self.update_message),
            ("DELETE", path + "/{}", self.delete_message),
        ]

    def create(self, request: Request) -> Reply:
        return json_reply(self.make(request.json_object if request.body else {}, request.wanted_id))

    def make(self, body: Data, id: str | None = None) -> Data:
        """A new thread, with the messages that it starts with."""
        messages = [described(message) for message in body.get("messages") or ()]
        fields = {"metadata": metadata(body), "tool_resources": body.get("tool_resources") or {}}
        thread = self.objects.add(fields, id)
        for message in messages:
            self.messages.add({**message, "thread_id": thread["id"]})
        return thread

    def delete(self, request: Request, id: str) -> Reply:
        answer = super().delete(request, id)
        self.messages.delete_all(thread_id=id)
        return answer

    # -- messages ---------------------------------------------------------------------------------------------------

    def list_messages(self, request: Request, thread: str) -> Reply:
        self.objects.get(thread)
        run = request.query.get("run_id")
        return json_reply(self.messages.page(request.query, thread_id=thread, **({"run_id": run} if run else {})))

    def add_message(self, request: Request, thread: str) -> Reply:
        self.objects.get(thread)
        run = self._busy(thread)
        if run is not None:
            raise ApiFailure(400, f"Can't add messages to {thread} while a run {run} is active.")
        return json_reply(self.say(thread, [request.json_object], request.wanted_id)[0])

    def say(self, thread: str, messages: Sequence[Any], id: str | None = None, **fields: Any) -> list[Data]:
        """Add messages to a thread; none if one of them is invalid."""
        made = [{**described(message), "thread_id": thread, **fields} for message in messages]
        return [self.messages.add(message, id) for message in made]

    def get_message(self, request: Request, thread: str, id: str) -> Reply:
        self.objects.get(thread)
        return json_reply(self.messages.get(id, thread_id=thread))

    def update_message(self, request: Request, thread: str, id: str) -> Reply:
        fields = {"metadata": metadata(request.json_object)}
        return json_reply(self.messages.update(id, fields, thread_id=thread))

    def delete_message(self, request: Request, thread: str, id: str) -> Reply:
        self.objects.get(thread)
        return json_reply(self.messages.delete(id, thread_id=thread))


def described(message: Any) -> Data:
    """The object of a message that was sent, without its id."""
    if not isinstance(message, dict):
        raise ApiFailure(400, "A message must be an object with role and content.", param="messages")
    role, content = message.get("role"), message.get("content")
    check_value(role, ("user", "assistant"), "role")
    if not content:
        raise missing("content")
    parts = [{"type": "text", "text": content}] if isinstance(content, str) else content
    return {
        "assistant_id": None,
        "thread_id": None,
        "run_id": None,
        "role": role,
        "content": [_part(part) for part in parts],
        "attachments": message.get("attachments") or [],
        "metadata": metadata(message),
    }


def text_in(message: Data) -> str:
    """The text of a message."""
    return " ".join(part["text"]["value"] for part in message["content"] if part["type"] == "text")


def _part(part: Any) -> Data:
    kind = part.get("type")
    check_value(kind, _PARTS, "content")
    if kind != "text":
        return {"type": kind, kind: part[kind]}
    text = part["text"]
    return {
        "type": "text",
        "text": {"value": str(text["value"] if isinstance(text, dict) else text), "annotations": []},
    }
