"""Standard input as the pipeline of a shell command.

Each line is a string (trimmed, blank ones skipped, CRLF and a byte-order mark accepted, that of UTF-16 too); or JSON
values: one a line, over several lines, or one array. A JSON string is its text, and a list of the service stands for
its ``data``. A JSON object becomes an object whose type comes from its ``object`` field, or a request of a batch.
"""

from __future__ import annotations

import codecs
import json
import os
import re
import select
from collections.abc import Callable, Iterator
from typing import Any, BinaryIO

from ..dotnet.model.types import Value
from ..engine.pipeline.pipeline import IDLE
from ..errors import UsageError
from ..openai.objects import from_json, typed_object

CHUNK = 1 << 16
LONGEST_VALUE = 64 * 1024 * 1024  # bytes of a JSON value over several lines; a longer one is taken for broken
Complain = Callable[[int, str], None]
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_HALF_MARKS = (b"\xff", b"\xfe")
#: the members that make a JSON object the information of a file or folder, as Get-ChildItem writes it into a pipe
_FILE_MEMBERS = frozenset(("FullName", "Exists", "Attributes", "LastWriteTimeUtc"))


def whole_text(stream: BinaryIO) -> Iterator[str]:
    """All of a stream as one text, without the line break at its end; nothing if it is blank."""
    raw = stream.read()
    encoding = "utf-16" if raw[:2] in _UTF_16 else "utf-8-sig"
    try:
        text = raw.decode(encoding)
    except UnicodeDecodeError:
        raise UsageError(
            "standard input is not a text: it is neither UTF-8 nor UTF-16 with a byte-order mark."
        ) from None
    if text.strip():
        yield text.rstrip("\r\n")


class Input:
    """The values of a stream as they come, and `IDLE` while the writer is slow.

    ``complain`` is called with the line number and the reason for each line that cannot be read. ``form`` says what
    is awaited: ``objects``; ``ids``, or objects that have one; ``text``, where a line that is not JSON is a text,
    whatever it begins with; or ``lines``, which are texts even if they are JSON. With a ``pace``, `IDLE` comes again
    after so many seconds. ``line`` is the number of the line where the value at hand begins.
    """

    def __init__(
        self,
        stream: BinaryIO,
        complain: Complain,
        form: str = "objects",
        warn: Callable[[str], None] | None = None,
        pace: float | None = None,
    ) -> None:
        self._stream = stream
        self._complain = complain
        self._warn = warn
        self._takes_text = form == "text"
        self._takes_lines = form == "lines"
        self._takes_ids = form == "ids"
        self._pace = pace
        self.line = 0

    def __iter__(self) -> Iterator[Value]:
        pending: _Pending | None = None
        for number, raw in _lines(self._stream, self._pace):
            if raw is None:
                if pending is None:
                    yield IDLE
                continue
            text = _text(raw, number, self._complain)
            if text is None or not text.strip():
                continue
            if pending is None:
                stripped = text.strip()
                if stripped[0] not in "{[" or self._takes_lines:
                    self.line = number
                    if stripped == "null" and self._takes_ids:  # as jq writes a member that is missing
                        self._complain(number, "null is neither an id nor an object")
                        continue
                    yield _unquoted(stripped) if stripped[0] == '"' and not self._takes_lines else stripped
                    continue
                pending = _Pending(number)
            pending.add(text)
            if not pending.is_open:
                yield from self._values(pending)
                pending = None
        if pending is not None:
            yield from self._values(pending)

    def _values(self, pending: _Pending) -> Iterator[Value]:
        """The values of gathered lines. Where they are not JSON together, each line still counts by itself."""
        self.line = pending.first_line
        together = _parsed("".join(pending.lines))
        if together is not None:
            for value in together:
                if self._warn is not None and is_list(value) and value.get("has_more") is True:
                    self._warn(f"standard input, line {self.line}: the list says that there are more items than these.")
                yield from objects_of(value)
            return
        for offset, text in enumerate(pending.lines):
            self.line = pending.first_line + offset
            line = text.strip()
            found = _parsed(line) if line[0] in '{["' else None
            if found is not None:
                for value in found:
                    yield from objects_of(value)
            elif self._takes_text or (offset and _BARE_WORD.match(line)):
                yield line
            elif offset == 0 or line[0] in "{[":
                self._complain(self.line, "this is not valid JSON")


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


def _unquoted(line: str) -> str:
    """The text of a JSON string; a line that only begins like one as it is."""
    try:
        found = json.loads(line)
    except ValueError:
        return line
    return found if isinstance(found, str) else line


def objects_of(value: Any) -> Iterator[Value]:
    """The objects of a JSON value. An array, and a list of the service, stand for their items."""
    if is_list(value):
        value = value["data"]
    if not isinstance(value, list):
        value = [value]
    for one in value:
        if is_list(one):
            yield from objects_of(one)
        else:
            yield piped_object(one) if isinstance(one, dict) else from_json(one)


def piped_object(data: dict[str, Any]) -> Value:
    """The object of a JSON object; a file or folder that is on this machine is that one again, as from Get-Item."""
    path = data.get("FullName")
    if data.keys() >= _FILE_MEMBERS and isinstance(path, str) and os.path.lexists(path):
        from ..builtin.files.items import file_item  # noqa: PLC0415 (needed for files in a pipe only)

        return file_item(path)
    return typed_object(data)


def is_list(value: Any) -> bool:
    """Whether a JSON value is a list as the service answers it."""
    return isinstance(value, dict) and value.get("object") == "list" and isinstance(value.get("data"), list)


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


def _lines(stream: BinaryIO, pace: float | None = None) -> Iterator[tuple[int, bytes | None]]:
    """Numbered lines in UTF-8; None in place of a line each time reading has to wait for the writer, and with a
    ``pace`` again every so many seconds."""
    number = 0
    begun: list[bytes] = []  # pieces of a line whose end has not come
    half_mark = b""
    read = _reader(stream)
    recode: Callable[[bytes], bytes] | None = None
    while True:
        wait = 0.0
        while not _is_ready(stream, wait):
            yield number, None
            if pace is None:
                break
            wait = pace
        chunk = read(CHUNK)
        if not chunk:
            break
        if recode is None:
            chunk, half_mark = half_mark + chunk, b""
            if chunk in _HALF_MARKS:  # the other half is still to come
                half_mark = chunk
                continue
            recode = _from_utf16() if chunk.startswith(_UTF_16) else bytes
        end, *more = recode(chunk).split(b"\n")
        begun.append(end)
        for piece in more:
            number += 1
            yield number, b"".join(begun) + b"\n"
            begun = [piece]
    if rest := b"".join([half_mark, *begun]):
        yield number + 1, rest


def _from_utf16() -> Callable[[bytes], bytes]:
    """Turns pieces of UTF-16 text with a byte-order mark into UTF-8; what cannot be read becomes U+FFFD."""
    decoder = codecs.getincrementaldecoder("utf-16")("replace")
    return lambda chunk: decoder.decode(chunk).encode("utf-8", "replace")


def _reader(stream: BinaryIO) -> Callable[[int], bytes]:
    """A function that reads what is there, without waiting for a whole block."""
    found: Callable[[int], bytes] = getattr(stream, "read1", stream.read)
    return found


def _is_ready(stream: BinaryIO, seconds: float) -> bool:
    try:
        return bool(select.select([stream], [], [], seconds)[0])
    except (OSError, ValueError):
        return True  # not a real file (a buffer): reading does not wait
