"""Conversations and their items; a response may belong to one, and adds to it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any

from .errors import ApiFailure, missing
from .messages import Reply, Request, json_reply
from .store import Data, Kept, Objects, Route, metadata, page

_MOST_AT_ONCE = 20
_PREFIXES = {
    "message": "msg_",
    "function_call": "fc_",
    "function_call_output": "fc_",
    "reasoning": "rs_",
    "compaction": "cmp_",
}


class Conversations(Kept):
    """``/conversations``; the note of a conversation is the list of its items."""

    path = "/conversations"
    verbs = ("create", "get", "update", "delete")

    def __init__(self) -> None:
        super().__init__(Objects("conversation", "conv_", "conversation"))

    def routes(self) -> list[Route]:
        path = "/conversations/{}/items"
        return [
            *super().routes(),
            ("GET", path, self.list_items),
            ("POST", path, self.add_items),
            ("GET", path + "/{}", self.get_item),
            ("DELETE", path + "/{}", self.delete_item),
        ]

    def create(self, request: Request) -> Reply:
        body = request.json_object if request.body else {}
        given = body.get("items") or []
        _check(given)
        made = self.objects.add({"metadata": metadata(body)}, request.wanted_id, note=[])
        self.extend(made["id"], given)
        return json_reply(made)

    def items(self, id: str) -> list[Data]:
        self.objects.get(id)
        found: list[Data] = self.objects.note(id)
        return found

    def extend(self, id: str, items: Iterable[Any], wanted: str | None = None) -> list[Data]:
        """Add items to a conversation. Returns them as they are kept."""
        kept = self.items(id)
        made = []
        for item in items:
            made.append(described(item, f"{id} {len(kept)}", wanted))
            kept.append(made[-1])
        return made

    def list_items(self, request: Request, id: str) -> Reply:
        return json_reply(page(list(self.items(id)), request.query))

    def add_items(self, request: Request, id: str) -> Reply:
        given = request.json_object.get("items")
        if not given:
            raise missing("items")
        _check(given)
        made = self.extend(id, given, request.wanted_id)
        return json_reply(page(made, {"order": "asc", "limit": "100"}))

    def get_item(self, request: Request, id: str, item: str) -> Reply:
        return json_reply(_one(self.items(id), item))

    def delete_item(self, request: Request, id: str, item: str) -> Reply:
        kept = self.items(id)
        kept.remove(_one(kept, item))
        return json_reply(self.objects.get(id))


def described(item: Any, place: str, wanted: str | None = None) -> Data:
    """An item as the service shows it: a message with parts and, where it has none, an id made from its place."""
    if isinstance(item, str):
        item = {"role": "user", "content": item}
    kind = item.get("type") or "message"
    made = {**item, "type": kind}
    if kind == "message":
        content = item.get("content")
        text = "output_text" if item.get("role") == "assistant" else "input_text"
        made["content"] = [{"type": text, "text": content}] if isinstance(content, str) else content
        made.setdefault("status", "completed")
    digest = hashlib.sha256(f"{place} {json.dumps(item, sort_keys=True)}".encode()).hexdigest()[:24]
    made["id"] = wanted or item.get("id") or _PREFIXES.get(kind, "item_") + digest
    return made


def _check(items: Any) -> None:
    if not isinstance(items, list) or not all(isinstance(item, Mapping) for item in items):
        raise ApiFailure(400, "items must be a list of items.", param="items")
    if len(items) > _MOST_AT_ONCE:
        raise ApiFailure(400, f"At most {_MOST_AT_ONCE} items can be added at once.", param="items")


def _one(items: list[Data], id: str) -> Data:
    found = next((item for item in items if item["id"] == id), None)
    if found is None:
        raise ApiFailure(404, f"Item with id '{id}' not found in the conversation.", param="item_id")
    return found
