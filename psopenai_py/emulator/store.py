"""The generic store: objects of one kind, a page of them at a time, and the endpoints of families that only keep them.

A store holds a bounded number of objects; beyond it the oldest is forgotten. Nothing of it survives the server.
"""

from __future__ import annotations

import hashlib
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from .errors import ApiFailure, check_value, not_found
from .messages import Reply, Request, json_reply

Data = dict[str, Any]
Route = tuple[str, str, Callable[..., Reply]]  # method, path with {} for an id, and what answers

MOST_OBJECTS = 10_000
_MOST_PAIRS, _LONGEST_KEY, _LONGEST_VALUE = 16, 64, 512  # the service's limits of metadata


class Objects:
    """Objects of one kind in order of creation, by their ids. What it returns is not changed later, and must not be.

    `kind` is the word in messages, `type` the object's type. `where` names fields that an object must have: one under
    another parent counts as missing. A note is what the server remembers of an object and does not show.
    """

    def __init__(
        self, kind: str, prefix: str, type: str, most: int = MOST_OBJECTS, forget: Callable[[Any], None] | None = None
    ) -> None:
        self.kind, self.prefix, self.type = kind, prefix, type
        self._most, self._forget = most, forget
        self._lock = threading.RLock()
        self._rows: dict[str, Data] = {}
        self._notes: dict[str, Any] = {}
        self._made = 0

    def add(self, fields: Mapping[str, Any], id: str | None = None, note: Any = None) -> Data:
        """Keep a new object: `fields` after its id, its type and, unless they have a time, the time."""
        with self._lock:
            row: Data = {"id": id or self._new_id(), "object": self.type}
            if "created" not in fields:
                row["created_at"] = int(time.time())
            row.update(fields)
            self._rows.pop(row["id"], None)
            self._rows[row["id"]], self._notes[row["id"]] = row, note
            while len(self._rows) > self._most:
                self._drop(next(iter(self._rows)))
            return row

    def get(self, id: str, **where: Any) -> Data:
        with self._lock:
            row = self._rows.get(id)
        if row is None or not _fits(row, where):
            raise not_found(self.kind, id)
        return row

    def __contains__(self, id: str) -> bool:
        return id in self._rows

    def note(self, id: str) -> Any:
        with self._lock:
            return self._notes.get(id)

    def update(self, id: str, fields: Mapping[str, Any], **where: Any) -> Data:
        with self._lock:
            row = self._rows[id] = {**self.get(id, **where), **fields}
            return row

    def delete(self, id: str, **where: Any) -> Data:
        """Delete an object. Returns what the service answers."""
        with self._lock:
            self.get(id, **where)
            self._drop(id)
        return {"id": id, "object": f"{self.type}.deleted", "deleted": True}

    def delete_all(self, **where: Any) -> None:
        with self._lock:
            for row in self.all(**where):
                self._drop(row["id"])

    def all(self, **where: Any) -> list[Data]:
        with self._lock:
            return [row for row in self._rows.values() if _fits(row, where)]

    def page(self, query: Mapping[str, str], default_order: str = "desc", **where: Any) -> Data:
        return page(self.all(**where), query, default_order=default_order)

    def _new_id(self) -> str:
        """An unused id that looks like one of the service; the same in every run, and never that of a deleted one."""
        while True:
            self._made += 1
            id = self.prefix + hashlib.sha256(f"{self.kind} {self._made}".encode()).hexdigest()[:24]
            if id not in self._rows:
                return id

    def _drop(self, id: str) -> None:
        del self._rows[id]
        note = self._notes.pop(id, None)
        if self._forget is not None and note is not None:
            self._forget(note)


class Kept:
    """The endpoints of objects that are only kept: list, get, change and delete. A subclass creates them.

    `verbs` are those that the family has. `changeable` are the fields that a change may have; others are ignored.
    """

    path = ""
    verbs: Sequence[str] = ("list", "create", "get", "update", "delete")
    changeable: Sequence[str] = ("metadata",)

    def __init__(self, objects: Objects) -> None:
        self.objects = objects

    def routes(self) -> list[Route]:
        table = (
            ("list", "GET", self.path, self.list),
            ("create", "POST", self.path, self.create),
            ("get", "GET", self.path + "/{}", self.get),
            ("update", "POST", self.path + "/{}", self.update),
            ("delete", "DELETE", self.path + "/{}", self.delete),
        )
        return [(method, path, answer) for verb, method, path, answer in table if verb in self.verbs]

    def create(self, request: Request) -> Reply:
        raise NotImplementedError

    def list(self, request: Request) -> Reply:
        return json_reply(self.objects.page(request.query))

    def get(self, request: Request, id: str) -> Reply:
        return json_reply(self.objects.get(id))

    def update(self, request: Request, id: str) -> Reply:
        self.objects.get(id)
        given = request.json_object
        fields = {name: given[name] for name in self.changeable if name in given}
        if "metadata" in fields:
            fields["metadata"] = metadata(fields)
        return json_reply(self.objects.update(id, fields))

    def delete(self, request: Request, id: str) -> Reply:
        return json_reply(self.objects.delete(id))


def page(
    items: Sequence[Data],
    query: Mapping[str, str],
    default: int = 20,
    largest: int = 100,
    default_order: str = "desc",
) -> Data:
    """The requested page of a list; `items` are in order of creation, most lists begin with the newest."""
    order = query.get("order", default_order)
    check_value(order, ("asc", "desc"), "order")
    limit = _limit(query.get("limit"), default, largest)
    rows = list(items) if order == "asc" else list(reversed(items))
    ids = [row["id"] for row in rows]
    start, stop = 0, len(rows)
    if after := query.get("after"):
        start = _place(after, "after", ids) + 1
    if before := query.get("before"):
        stop = _place(before, "before", ids)
    chosen = rows[start:stop]
    shown = chosen[-limit:] if before and not after else chosen[:limit]
    return {
        "object": "list",
        "data": shown,
        "first_id": shown[0]["id"] if shown else None,
        "last_id": shown[-1]["id"] if shown else None,
        "has_more": len(chosen) > limit,
    }


def metadata(body: Mapping[str, Any]) -> dict[str, Any]:
    """The metadata in a body, checked as the service checks them."""
    given = body.get("metadata") or {}
    if not isinstance(given, dict) or len(given) > _MOST_PAIRS:
        raise ApiFailure(400, f"metadata must be an object with at most {_MOST_PAIRS} pairs.", param="metadata")
    for name, value in given.items():
        if len(name) > _LONGEST_KEY or not isinstance(value, str) or len(value) > _LONGEST_VALUE:
            message = (
                f"Invalid 'metadata.{name[:_LONGEST_KEY]}': keys have at most {_LONGEST_KEY} characters, "
                f"values are strings of at most {_LONGEST_VALUE}."
            )
            raise ApiFailure(400, message, param="metadata")
    return given


def reached(since: float, speed: float, stages: Sequence[str]) -> str:
    """The stage that a job is in which began at `since`; with a `speed` of 0 the last one."""
    if speed <= 0:
        return stages[-1]
    return stages[min(int(max(time.time() - since, 0) / speed), len(stages) - 1)]


def _fits(row: Data, where: Mapping[str, Any]) -> bool:
    return all(row.get(name) == value for name, value in where.items())


def _place(id: str, param: str, ids: list[str]) -> int:
    if id not in ids:
        raise ApiFailure(400, f"No such object: '{id}'.", param=param, code="invalid_cursor")
    return ids.index(id)


def _limit(text: str | None, default: int, largest: int) -> int:
    if text is None:
        return default
    if not text.isdecimal() or not 1 <= int(text) <= largest:
        raise ApiFailure(
            400,
            f"Invalid 'limit': expected an integer from 1 to {largest}, got '{text}'.",
            param="limit",
            code="integer_out_of_range",
        )
    return int(text)
