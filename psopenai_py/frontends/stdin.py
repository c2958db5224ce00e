"""Standard input as the pipeline of a shell command.

Each line is a string (trimmed, blank ones skipped, a byte-order mark and CRLF accepted); or JSON values: one a line,
over several lines, or one array. A JSON object becomes an object whose type comes from its ``object`` field.
"""

from __future__ import annotations

import json
import select
from collections.abc import Callable, Iterator
from typing import Any, BinaryIO

from ..dotnet.types import Value
from ..engine.pipeline import IDLE
from ..openai.objects import from_json, typed_object

CHUNK = 1 << 16
LONGEST_VALUE = 64 * 1024 * 1024  # a JSON value over several lines may be so large; what never closes is broken
Complain = Callable[[int, str], None]


def read_input(stream: BinaryIO, complain: Complain) -> Iterator[Value]:
    """The input's values as they come; `IDLE` where the writer is slow. ``complain`` gets line numbers and faults."""
    pending: list[str] = []
    first_line = 0
    depth_open = 0
    for number, raw in _lines(stream):
        if raw is None:
            if not pending:
                yield IDLE
            continue
        text = _text(raw, number, complain)
        if text is None or not (pending or text.strip()):
            continue
        stripped = text.strip()
        if not pending and stripped[0] not in "{[":
            yield stripped
            continue
        if not pending:
            first_line = number
        pending.append(text)
        depth_open += len(raw)
        value = _parsed("".join(pending))
        if value is not _OPEN:
            pending, depth_open = [], 0
            yield from _values(value)
        elif _is_broken(pending, stripped) or depth_open > LONGEST_VALUE:
            broken, pending, depth_open = pending, [], 0
            yield from _rescue(broken, first_line, complain)
    if pending:
        yield from _rescue(pending, first_line, complain)


_OPEN: Any = object()


def _parsed(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return _OPEN


def _is_broken(pending: list[str], stripped: str) -> bool:
    """Whether a value that spans lines can no longer be completed: the next line begins a whole new value."""
    return (
        len(pending) > 1 and stripped[:1] == "{" and pending[0].lstrip()[:1] == "{" and _parsed(stripped) is not _OPEN
    )


def _rescue(pending: list[str], first_line: int, complain: Complain) -> Iterator[Value]:
    """Lines that make no JSON together: say so, and still take those that are whole by themselves."""
    for offset, text in enumerate(pending):
        value = _parsed(text)
        if value is _OPEN:
            if text.strip():
                complain(first_line + offset, "this is not valid JSON")
        else:
            yield from _values(value)


def _values(value: Any) -> Iterator[Value]:
    for one in value if isinstance(value, list) else (value,):
        yield typed_object(one) if isinstance(one, dict) else from_json(one)


def _text(raw: bytes, number: int, complain: Complain) -> str | None:
    if number == 1:
        raw = raw.removeprefix(b"\xef\xbb\xbf")
    try:
        text = raw.decode()
    except UnicodeDecodeError:
        complain(number, "this is not UTF-8 text")
        return None
    if "\0" in text:
        complain(number, "this is binary data, not text")
        return None
    return text


def _lines(stream: BinaryIO) -> Iterator[tuple[int, bytes | None]]:
    """Numbered lines; None once whenever nothing more is there yet and reading has to wait."""
    number = 0
    held = b""
    read = _reader(stream)
    while True:
        line, newline, rest = held.partition(b"\n")
        if newline:
            held = rest
            number += 1
            yield number, line + newline
            continue
        if not _is_ready(stream):
            yield number, None
        chunk = read(CHUNK)
        if not chunk:
            break
        held += chunk
    if held:
        yield number + 1, held


def _reader(stream: BinaryIO) -> Callable[[int], bytes]:
    """Reads what is there without waiting for a whole block."""
    found: Callable[[int], bytes] = getattr(stream, "read1", stream.read)
    return found


def _is_ready(stream: BinaryIO) -> bool:
    try:
        return bool(select.select([stream], [], [], 0)[0])
    except (OSError, ValueError):
        return True  # no file that can be asked (a buffer): reading does not wait
