"""Standard input as the pipeline of a shell command.

Each line is a string (trimmed, blank ones skipped, a byte-order mark and CRLF accepted); or JSON values: one a line,
over several lines, or one array. A JSON object becomes an object whose type comes from its ``object`` field.
"""

from __future__ import annotations

import json
import re
import select
from collections.abc import Callable, Iterator
from typing import Any, BinaryIO

from ..dotnet.model.types import Value
from ..engine.pipeline.pipeline import IDLE
from ..openai.objects import from_json, typed_object

CHUNK = 1 << 16
LONGEST_VALUE = 64 * 1024 * 1024  # bytes of a JSON value over several lines; a longer one is taken for broken
Complain = Callable[[int, str], None]


def read_input(stream: BinaryIO, complain: Complain) -> Iterator[Value]:
    """The input's values as they come, and `IDLE` while the writer is slow.

    ``complain`` is called with the line number and the reason for each line that cannot be read.
    """
    pending: _Pending | None = None
    for number, raw in _lines(stream):
        if raw is None:
            if pending is None:
                yield IDLE
            continue
        text = _text(raw, number, complain)
        if text is None or not text.strip():
            continue
        if pending is None:
            stripped = text.strip()
            if stripped[0] not in "{[":
                yield stripped
                continue
            pending = _Pending(number)
        pending.add(text)
        if not pending.is_open:
            yield from pending.values(complain)
            pending = None
    if pending is not None:
        yield from pending.values(complain)


_STRING = re.compile(r'"(?:[^"\\]|\\.)*"')
_BARE_WORD = re.compile(r"(?!(?:true|false|null)$)[A-Za-z][\w.:-]*$")
_DECODER = json.JSONDecoder()


class _Pending:
    """The lines of a JSON value that has begun. It is parsed once, when its brackets have closed."""

    def __init__(self, first_line: int) -> None:
        self.first_line = first_line
        self.lines: list[str] = []
        self.is_open = True
        self._depth = 0
        self._size = 0

    def add(self, text: str) -> None:
        """Add a line that is not blank. Afterwards ``is_open`` says whether the value goes on."""
        bare = _STRING.sub("", text)
        broken = '"' in bare or (bool(self.lines) and self._begins_anew(text.strip()))  # a text ends on its line
        self.lines.append(text)
        self._size += len(text)
        self._depth += bare.count("{") + bare.count("[") - bare.count("}") - bare.count("]")
        self.is_open = self._depth > 0 and not broken and self._size <= LONGEST_VALUE

    def _begins_anew(self, line: str) -> bool:
        """Whether a line cannot belong to the open value: an id, or an object where none can stand."""
        if _BARE_WORD.match(line):
            return True
        before = self.lines[-1].rstrip()[-1:]
        return line[0] == "{" and before not in (":", ",", "[") and bool(_parsed(line))

    def values(self, complain: Complain) -> Iterator[Value]:
        """The values of the lines. Where they are not JSON together, each line that is JSON by itself still counts."""
        together = _parsed("".join(self.lines))
        if together is not None:
            for one in together:
                yield from _values(one)
            return
        for offset, text in enumerate(self.lines):
            line = text.strip()
            found = _parsed(line) if line[0] in "{[" else None
            if found is not None:
                for one in found:
                    yield from _values(one)
            elif offset and _BARE_WORD.match(line):
                yield line
            elif offset == 0 or line[0] in "{[":
                complain(self.first_line + offset, "this is not valid JSON")


def _parsed(text: str) -> list[Any] | None:
    """The JSON values of a text, one after another; None if the text is not JSON."""
    found: list[Any] = []
    at, text = 0, text.strip()
    try:
        while at < len(text):
            value, at = _DECODER.raw_decode(text, at)
            found.append(value)
            while at < len(text) and text[at] in " \t\r\n":
                at += 1
    except (ValueError, RecursionError):
        return None
    return found


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
    """Numbered lines; None in place of a line each time reading has to wait for the writer."""
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
    """A function that reads what is there, without waiting for a whole block."""
    found: Callable[[int], bytes] = getattr(stream, "read1", stream.read)
    return found


def _is_ready(stream: BinaryIO) -> bool:
    try:
        return bool(select.select([stream], [], [], 0)[0])
    except (OSError, ValueError):
        return True  # not a real file (a buffer): reading does not wait
