"""Assistants: a model with instructions and tools, which runs of threads use."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .answers import check_failure
from .errors import missing
from .messages import Reply, Request, json_reply
from .store import Data, Kept, Objects, metadata

#: what a run takes from its assistant where it does not say it itself
SHARED: Mapping[str, Any] = {
    "model": None,
    "instructions": None,
    "tools": [],
    "tool_resources": {},
    "temperature": 1.0,
    "top_p": 1.0,
    "response_format": "auto",
    "reasoning_effort": None,
}


class Assistants(Kept):
    """``/assistants``."""

    path = "/assistants"
    changeable = ("name", "description", "metadata", *SHARED)

    def __init__(self) -> None:
        super().__init__(Objects("assistant", "asst_", "assistant"))

    def create(self, request: Request) -> Reply:
        body = request.json_object
        if not body.get("model"):
            raise missing("model")
        check_failure(str(body["model"]))
        return json_reply(self.objects.add(_described(body), request.wanted_id))


def _described(body: Data) -> Data:
    shared = {name: default if body.get(name) is None else body[name] for name, default in SHARED.items()}
    return {"name": body.get("name"), "description": body.get("description"), "metadata": metadata(body), **shared}
