"""Whatever is sent to a route, the answer is one of the service's: never a 5xx, never a broken connection."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from psopenai_py.emulator import Emulator

ODD_BODIES = [b"", b"[]", b'"x"', b"5", b"null", b"{}", b'{"a":', b"\xff"]
ODD_VALUES: list[Any] = [
    5, -1, 1e400, "x", "9" * 50, None, True, [], [5], [[]], [{}], {}, {"a": [1]}, {"type": 5}, {"type": "and"},
    [{"type": "function"}], [{"file_id": 5}], [{"role": "user", "content": [{"type": "text"}]}],
]  # fmt: skip
ODD_QUERIES = ["limit=x", "order=1", "after=zz", "before=zz", "stream=true&starting_after=x", "variant=x", "page=x"]
FIELDS = [
    "model",
    "messages",
    "input",
    "prompt",
    "file_ids",
    "files",
    "file_id",
    "query",
    "filters",
    "items",
    "metadata",
    "name",
    "expires_after",
    "memory_limit",
    "assistant_id",
    "thread",
    "tools",
    "additional_messages",
    "tool_outputs",
    "attributes",
    "chunking_strategy",
    "size",
    "n",
    "seconds",
    "conversation",
    "previous_response_id",
    "questions",
    "voice",
    "response_format",
    "speed",
    "stream",
    "partial_images",
    "content",
    "role",
    "bytes",
    "part_ids",
    "tool_choice",
    "text",
    "images",
    "ranking_options",
    "max_num_results",
    "modalities",
    "audio",
    "instructions",
]
FITTING = {
    "model": "m", "input": "x", "prompt": "x", "messages": [{"role": "user", "content": "x"}], "role": "user",
    "content": "x", "assistant_id": "a1", "file_id": "x", "query": "x", "voice": "alloy", "name": "x", "bytes": 1,
    "filename": "x", "purpose": "batch", "mime_type": "x", "questions": [{"type": "predicate", "instructions": "x"}],
}  # fmt: skip
BODIES = 40  # of each route


@pytest.fixture(scope="module")
def filled() -> Iterator[Emulator]:
    """An emulator with an object of each kind."""
    with Emulator(open=True) as emulator:
        for path, body, id in (
            ("/assistants", {"model": "m"}, "a1"), ("/threads", {}, "t1"), ("/vector_stores", {}, "v1"),
            ("/containers", {"name": "x"}, "c1"), ("/conversations", {}, "k1"), ("/videos", {"prompt": "x"}, "w1"),
            ("/threads/t1/runs", {"assistant_id": "a1"}, "r1"), ("/responses", {"model": "m", "input": "x"}, "p1"),
        ):  # fmt: skip
            emulator.add_object(path, body, id)
        yield emulator


def routes() -> list[tuple[str, str]]:
    with Emulator() as emulator:
        return [(method, path) for method, path, _ in emulator.api.routes if method != "DELETE"]


@pytest.mark.parametrize(("method", "route"), routes())
def test_an_odd_request_gets_an_answer(filled: Emulator, method: str, route: str) -> None:
    ids = {"assistants": "a1", "threads": "t1", "vector_stores": "v1", "containers": "c1", "conversations": "k1",
           "videos": "w1", "responses": "p1"}  # fmt: skip
    path = route.replace("{}", ids.get(route.split("/")[1], "x"), 1).replace("{}", "r1")
    chance = random.Random(route)
    with httpx.Client(base_url=filled.url, trust_env=False) as client:
        if method == "GET":
            answers = [client.get(f"{path}?{query}") for query in ODD_QUERIES]
        else:
            made = (json.dumps({**FITTING, chance.choice(FIELDS): chance.choice(ODD_VALUES)}) for _ in range(BODIES))
            bodies = [*ODD_BODIES, *(body.encode() for body in made)]
            headers = {"Content-Type": "application/json"}
            answers = [client.post(path, content=body, headers=headers) for body in bodies]
            for name in ("file", "data", "image"):
                fields = {
                    "model": "m",
                    "prompt": "x",
                    "seconds": "x",
                    "stream": "true",
                    "partial_images": "x",
                    "n": "x",
                }
                answers.append(client.post(path, data=fields, files={name: ("a", b"")}))
    assert [answer.text for answer in answers if answer.status_code >= 500] == []
