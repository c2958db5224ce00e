"""What links a line of a batch to its request, and what else is asked of lines and added to them."""

from __future__ import annotations

from ..reading import is_object, read, read_around


def custom_id_of(line: bytes) -> str | None:
    """What links a line to its request (or to its result); None for any other line."""
    try:
        return str(read_around(line, "response")["custom_id"])
    except (ValueError, TypeError, KeyError):
        return None


def with_input(line: bytes, request: bytes | None) -> bytes:
    """The result's line with its request added as ``input``; null if the input has no such id."""
    return with_member(line, "input", request or b"null")


def with_member(line: bytes, name: str, value: bytes) -> bytes:
    """A line with a member added at its end; ``value`` is JSON."""
    line = line.rstrip()
    if not line.endswith(b"}"):
        return line  # not an object: unchanged
    comma = b"" if line[:-1].rstrip().endswith(b"{") else b","
    return line[:-1] + comma + b'"' + name.encode() + b'":' + value + b"}"


def is_failed(line: bytes) -> bool:
    """Whether a result is that of a failed request: an error instead of a response, a status that is not 2xx, or a
    response that says itself that it failed."""
    level = read_around(line, "response")
    response = level.get("response")
    if level.get("error") or not is_object(response):
        return True
    inner = read_around(response, "body")
    status = inner.get("status_code")
    if not isinstance(status, int) or not 200 <= status < 300:
        return True
    body = inner.get("body")
    found = read(body) if body is not None and is_object(body) else {}
    return bool(found.get("error")) or found.get("status") == "failed"
