"""Make the lines of a batch's files."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from . import answers


def request_line(
    custom_id: str,
    text: str = "Hello",
    model: str = "gpt-4o-mini",
    url: str = "/v1/chat/completions",
    body: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """A line of a batch's input; without `body` the request has the message `text`."""
    if body is None:
        asked: dict[str, Any] = {"messages": [{"role": "user", "content": text}]}
        body = {"model": model, **(asked if url == "/v1/chat/completions" else {"input": text})}
    return {"custom_id": custom_id, "method": "POST", "url": url, "body": dict(body)}


def output_line(
    custom_id: str,
    text: str = "Hello",
    status_code: int = 200,
    body: Mapping[str, Any] | None = None,
    error: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """A line of a batch's output: an answer with `text`, an error status, or an `error` without a response."""
    line: dict[str, Any] = {"id": f"batch_req_{custom_id}", "custom_id": custom_id, "response": None, "error": error}
    if error is None:
        if body is None and status_code == 200:
            body = answers.chat({"model": "gpt-4o-mini", "messages": [{"role": "user", "content": text}]})
        elif body is None:
            body = {"error": {"message": text, "type": "invalid_request_error", "param": None, "code": None}}
        line["response"] = {"status_code": status_code, "request_id": f"req_{custom_id}", "body": dict(body)}
    return line


def is_error_line(line: object) -> bool:
    """Whether a line belongs in the error file."""
    if not isinstance(line, Mapping):
        return False
    response = line.get("response")
    return line.get("error") is not None or not isinstance(response, Mapping) or response.get("status_code") != 200
