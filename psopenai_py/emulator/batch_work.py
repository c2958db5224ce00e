"""The work of a batch: validate its requests, then execute them."""

from __future__ import annotations

import hashlib
import json
import random
from collections.abc import Callable, Iterator
from typing import Any

from .content import Content
from .errors import ApiFailure
from .files import read_lines

MAX_REQUESTS = 50_000
Answer = Callable[[str, dict[str, Any]], dict[str, Any]]  # (route, body) -> the answer's body, or ApiFailure

_EXPIRED = {
    "code": "batch_expired",
    "message": "The completion window ended before this request was executed.",
}


def find_errors(content: Content, endpoint: str) -> tuple[int, list[dict[str, Any]]]:
    """The number of requests in an input file, and their errors as in a batch's ``errors.data``."""
    errors: list[dict[str, Any]] = []
    seen: set[str] = set()
    total = number = 0
    for number, (_, line) in enumerate(read_lines(content), 1):
        if not line.strip():
            continue
        total += 1
        problem = _problem(line, endpoint, seen)
        if problem is not None:
            code, message, param = problem
            errors.append({"code": code, "line": number, "message": message, "param": param})
    if not total:
        errors.append({"code": "empty_file", "line": None, "message": "The input file has no requests.", "param": None})
    elif total > MAX_REQUESTS:
        message = f"The input file has {total} requests; a batch takes {MAX_REQUESTS} at most."
        errors.append({"code": "too_many_requests", "line": None, "message": message, "param": None})
    return total, errors


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
    content: Content, seed: str, answer: Answer, done: float, expire: bool
) -> Iterator[tuple[bool, dict[str, Any]]]:
    """The output lines in random order, each with whether it succeeded.

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
        try:
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
