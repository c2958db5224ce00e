"""JSON read level by level: what is inside an object can stay bytes until somebody asks for it.

msgspec does the work. It reads everything as Python's `json` does, the last of two equal keys included, or refuses it:
what is malformed, and what `json` accepts beyond the standard (NaN, lone surrogates, numbers without a limit). What it
refuses is read by `json`, so the result is always that of `json`, and so are the errors.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from ..http import read_json


def read_around(text: Any, name: str, level: dict[str, Any] | None = None) -> dict[str, Any]:
    """The values of a JSON object. The one called ``name`` is left for later if it is an object, too: `read` reads it.

    ``text`` is bytes, or what was left for later; ``level`` are its parts, if they have been found already. Raises
    ValueError or TypeError if it is not an object. A fault in the part that is left may show only when that is read,
    and bytes that are not UTF-8 in a value whose key comes again do not show at all: `is_object_text` is what refuses a
    line.
    """
    if text.__class__ is dict:
        return dict(text)
    read_level, read_all, refused = readers()
    try:
        found: dict[str, Any] = dict(level) if level is not None else read_level(text)
        for key, part in found.items():
            if key != name or memoryview(part)[0] != _BRACE:
                found[key] = _by_json(part) if may_be_deep(part) else read_all(part)
    except refused:
        return dict(_by_json(text))
    return found


def read(text: Any) -> Any:
    """A value in Python's JSON types, to its depths: of bytes, or of what was left for later. Raises ValueError."""
    if text.__class__ is dict:
        return text
    _, read_all, refused = readers()
    if may_be_deep(text):
        return _by_json(text)
    try:
        return read_all(text)
    except refused:
        return _by_json(text)


def may_be_deep(text: Any) -> bool:
    """Whether values may be nested so deeply that reading them at once takes more of the stack than there is.

    The limit of Python's calls is no help: it is raised while a script runs, and msgspec takes more stack for a level.
    """
    if len(text) < 2 * _DEEP:
        return False
    whole = bytes(text)
    return whole.count(b"{") + whole.count(b"[") > _DEEP


_DEEP = 5000  # levels


def is_object_text(text: bytes) -> bool:
    """Whether a text is a JSON object in UTF-8. Nothing is made of it, which takes a quarter of the time."""
    if text[:1] != b"{":
        return False
    try:
        text.decode()
        if may_be_deep(text):
            _by_json(text)
            return True
        try:
            _skipper()(text)
        except readers()[2]:
            _by_json(text)
    except ValueError:
        return False
    return True


def is_object(value: Any) -> bool:
    """Whether a value of `read_around` is an object, read or left for later."""
    return value.__class__ not in _OTHERS


_OTHERS = frozenset((list, str, int, float, bool, type(None)))
_BRACE = ord("{")


@cache
def readers() -> tuple[Any, Any, tuple[type[Exception], ...]]:
    """msgspec's readers of one level and of everything, and what they raise. It loads with the first item."""
    from msgspec import MsgspecError, Raw
    from msgspec.json import Decoder

    refused = (MsgspecError, UnicodeDecodeError, RecursionError)  # the last: `read_json` knows what to do
    return Decoder(dict[str, Raw]).decode, Decoder().decode, refused


@cache
def _skipper() -> Any:
    """What checks a text without making anything of it."""
    from msgspec import Raw
    from msgspec.json import Decoder

    return Decoder(Raw).decode


def _by_json(text: Any) -> Any:
    """What `json` reads. Bytes may have a byte order mark; a part of a text may not: it is UTF-8."""
    return read_json(text if isinstance(text, bytes) else bytes(text).decode("utf-8", "surrogatepass"))
