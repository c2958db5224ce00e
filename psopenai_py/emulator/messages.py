"""`Request` and `Reply`, as the routes use them."""

from __future__ import annotations

import json
import re
from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl

from .content import BytesContent, Content
from .errors import ApiFailure
from .multipart import Part


@dataclass(slots=True)
class Request:
    """What a client sent. `path` is the whole path, `route` what follows the prefix; header names are in lower case.

    `messages` are those that it has sent over a websocket, the last thousand of them.
    """

    method: str
    path: str
    route: str
    query: dict[str, str]
    headers: dict[str, str] = field(repr=False)
    body: bytes = field(default=b"", repr=False)
    parts: list[Part] = field(default_factory=list)
    messages: deque[str] = field(default_factory=lambda: deque(maxlen=1000), repr=False)
    deployment: str | None = None  # Azure has the model in the address

    @property
    def json(self) -> Any:
        """The body as JSON; a 400 if it is not JSON."""
        try:
            return json.loads(self.body)
        except (ValueError, RecursionError):
            raise ApiFailure(
                400, "We could not parse the JSON body of your request. It must be valid JSON in UTF-8."
            ) from None

    @property
    def json_object(self) -> dict[str, Any]:
        body = self.json
        if not isinstance(body, dict):
            raise ApiFailure(400, "The body of the request must be a JSON object.")
        if self.deployment is not None:
            body.setdefault("model", self.deployment)
        return body

    @property
    def fields(self) -> dict[str, Any]:
        """The fields of a form, without its files, or of the JSON body. A field that comes again is a list."""
        if self.headers.get("content-type", "").startswith("application/x-www-form-urlencoded"):
            return dict(parse_qsl(self.body.decode("utf-8", "replace"), keep_blank_values=True))
        if not self.parts:
            return self.json_object
        found: dict[str, Any] = {}
        for part in self.parts:
            if part.filename is None:
                name = part.name.removesuffix("[]")
                if name in found or name != part.name:
                    found[name] = [*_as_list(found.get(name)), part.text]
                else:
                    found[name] = part.text
        if self.deployment is not None:
            found.setdefault("model", self.deployment)
        return found

    def files(self, name: str) -> list[Part]:
        """The files of a form under a name, which may end in ``[]``."""
        return [part for part in self.parts if part.path is not None and part.name.removesuffix("[]") == name]

    @property
    def wanted_id(self) -> str | None:
        """The id that the object to create shall have: a wish that only the emulator knows."""
        return self.headers.get("x-emulator-id")

    def wanted_id_of(self, prefix: str) -> str | None:
        """The wanted id, if it is one of that kind: ids of files and batches name files in the data folder."""
        id = self.wanted_id or ""
        return id if re.fullmatch(f"{prefix}[A-Za-z0-9_-]{{1,64}}", id) else None

    def part(self, name: str) -> Part | None:
        return next((part for part in self.parts if part.name == name), None)


def _as_list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


@dataclass(slots=True)
class Reply:
    """The response. `etag` is set for a file, which supports ranges; `events` are sent as they come."""

    content: Content
    status: int = 200
    content_type: str = "application/json"
    headers: dict[str, str] = field(default_factory=dict)
    etag: str | None = None
    events: Iterator[bytes] | None = None


def json_reply(body: Any, status: int = 200, headers: Mapping[str, str] | None = None) -> Reply:
    return Reply(BytesContent(json.dumps(body, ensure_ascii=False).encode()), status, headers=dict(headers or {}))


def event_reply(events: Iterator[bytes]) -> Reply:
    return Reply(BytesContent(b""), content_type="text/event-stream; charset=utf-8", events=events)
