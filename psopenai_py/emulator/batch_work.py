"""The work of a batch: validate its requests, then execute them.

What a ``custom_id`` says happens to its request, whatever it asks for:

- ``...fail-500`` (any status from 400 to 599) fails with that status;
- ``...lost`` has no result, though the batch counts one;
- with ``-x2`` behind it (``row-7-fail-429-x2``) only the first 2 times that this id is executed by the server.

The words stand at the beginning of the id or after ``-``, ``_``, ``.``, ``:`` or ``/``, and end it or come before such.
"""

from __future__ import annotations

import hashlib
import json
import random
import re
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from .content import Content
from .errors import ApiFailure, type_for
from .files import read_lines

MAX_REQUESTS = 50_000
BYTES_OF_TOKEN = 4  # of a request's line, for the limit of enqueued tokens
Answer = Callable[[str, dict[str, Any]], dict[str, Any]]  # (route, body) -> the answer's body, or ApiFailure

_EXPIRED = {
    "code": "batch_expired",
    "message": "The completion window ended before this request was executed.",
}


_DOOMED = re.compile(r"(?:^|[-_.:/])(?:fail-([45]\d\d)|(lost))(?:-x(\d+))?(?=$|[-_.:/])")


class Tries:
    """What the ids of requests ask to happen to them, and how often they were executed."""

    def __init__(self) -> None:
        self._count: Counter[str] = Counter()

    def fate(self, custom_id: str) -> int | None:
        """The status that this execution fails with; 0: its result gets lost; None: nothing happens to it."""
        found = _DOOMED.search(custom_id)
        if found is None:
            return None
        if found[3] is not None:
            self._count[custom_id] += 1
            if self._count[custom_id] > int(found[3]):
                return None
        return 0 if found[2] else int(found[1])


class Findings(NamedTuple):
    """What an input file holds: errors as in a batch's ``errors.data``, and the model of the first request."""

    requests: int
    errors: list[dict[str, Any]]
    tokens: int
    model: str | None


def look_through(content: Content, endpoint: str) -> Findings:
    """Look at all requests of an input file."""
    errors: list[dict[str, Any]] = []
    seen: set[str] = set()
    total = number = size = 0
    model = None
    for number, (_, line) in enumerate(read_lines(content), 1):
        if not line.strip():
            continue
        total += 1
        size += len(line)
        problem = _problem(line, endpoint, seen)
        if total == 1 and problem is None:
            model = str(json.loads(line)["body"]["model"])
        if problem is not None:
            code, message, param = problem
            errors.append({"code": code, "line": number, "message": message, "param": param})
    if not total:
        errors.append({"code": "empty_file", "line": None, "message": "The input file has no requests.", "param": None})
    elif total > MAX_REQUESTS:
        message = f"The input file has {total} requests; a batch takes {MAX_REQUESTS} at most."
        errors.append({"code": "too_many_requests", "line": None, "message": message, "param": None})
    return Findings(total, errors, size // BYTES_OF_TOKEN, model)


def _problem(line: bytes, endpoint: str, seen: set[str]) -> tuple[str, str, str | None] | None:
    """Code, message and parameter of the error in a line."""
    try:
        request = json.loads(line)
    except (ValueError, RecursionError):
        return "invalid_json_line", "This line is not parseable as valid JSON.", None
    if not isinstance(request, dict):
        return "invalid_json_line", "This line is not a JSON object.", None
    for name in ("custom_id", "method", "url", "body"):
        if request.get(name) is None:
            return "missing_required_parameter", f"Missing required parameter: '{name}'.", name
    custom_id = request["custom_id"]
    if not isinstance(custom_id, str):
        return "invalid_type", "The custom_id must be a text.", "custom_id"
    if custom_id in seen:
        return (
            "duplicate_custom_id",
            f"The custom_id '{custom_id}' is used by another request of the file.",
            "custom_id",
        )
    seen.add(custom_id)
    if request["method"] != "POST":
        return "invalid_method", f"The method must be POST, not '{request['method']}'.", "method"
    if request["url"] != endpoint:
        return "mismatched_url", f"The URL '{request['url']}' is not the batch's endpoint '{endpoint}'.", "url"
    if not isinstance(request["body"], dict):
        return "invalid_type", "The body must be a JSON object.", "body"
    if not request["body"].get("model"):
        return "missing_required_parameter", "Missing required parameter: 'body.model'.", "body.model"
    return None


def run(
    content: Content, seed: str, answer: Answer, done: float, expire: bool, tries: Tries
) -> Iterator[tuple[bool, dict[str, Any]]]:
    """The output lines in random order, each with whether it succeeded; an empty one for a result that gets lost.

    Only the share `done` of the requests is executed; for the others, a batch that expires has error lines.
    """
    places = [at for at, line in read_lines(content) if line.strip()]
    random.Random(seed).shuffle(places)
    executed = -(-len(places) * round(done * 1000) // 1000)
    for number, place in enumerate(places):
        if number >= executed and not expire:
            return
        request = json.loads(_line_at(content, place))
        key = hashlib.sha256(f"{seed} {place}".encode()).hexdigest()[:24]
        line: dict[str, Any] = {"id": f"batch_req_{key}", "custom_id": request["custom_id"]}
        if number >= executed:
            yield False, {**line, "response": None, "error": _EXPIRED}
            continue
        fate = tries.fate(request["custom_id"])
        if fate == 0:
            yield True, {}
            continue
        try:
            if fate is not None:
                raise ApiFailure(
                    fate, "This request fails, as its custom_id asks.", type=type_for(fate), code=f"emulated_{fate}"
                )
            status, body = 200, answer(request["url"].removeprefix("/v1"), request["body"])
        except ApiFailure as failure:
            status, body = failure.status, failure.body
        response = {"status_code": status, "request_id": f"req_{key}", "body": body}
        yield status == 200, {**line, "response": response, "error": None}


def _line_at(content: Content, place: int) -> bytes:
    """The line at a position; most fit into the first read."""
    data, size = b"", 4096
    while b"\n" not in data and place + len(data) < content.size:
        data = b"".join(content.chunks(place, min(place + size, content.size)))
        size *= 8
    return data.partition(b"\n")[0]
