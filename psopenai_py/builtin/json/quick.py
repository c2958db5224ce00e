"""Usual values as JSON by msgspec: what `JsonWriter` writes of texts, whole numbers, dates, arrays and objects of them.

That takes a half or a third of the time. What PowerShell writes in a way of its own (numbers with a point, members that
are computed, what is too deep) is left to the writer.
"""

from __future__ import annotations

import sys
from typing import Any

from ...dotnet.model.carriers import Int64
from ...dotnet.model.enumerables import TypedArray
from ...dotnet.model.types import Value
from ...dotnet.time.datetime import DateTime
from ...engine.values.extended import extended
from ...engine.values.json_data import unread_data
from ...engine.values.objects import PSMember, PSObject, is_property

#: what PowerShell escapes, and Python's `json` and msgspec do not
LINE_ENDS = (("\x85", "\\u0085"), ("\u2028", "\\u2028"), ("\u2029", "\\u2029"))


def quick_text(value: Value, depth: int, compress: bool) -> str | None:
    """The JSON text of a value with at most ``depth`` levels below it; None if it is not a usual one.

    msgspec is there where answers have been read; elsewhere loading it would take longer than it saves.
    """
    library = sys.modules.get("msgspec.json")
    if library is None:
        return None
    try:
        text = library.encode(_usual(value, depth))
    except (_OtherError, OverflowError, UnicodeEncodeError):  # the last two: large numbers, half a pair of surrogates
        return None
    written: str = (text if compress else library.format(text, indent=2)).decode()
    if not written.isascii():
        for char, escape in LINE_ENDS:
            if char in written:
                written = written.replace(char, escape)
    return written


class _OtherError(Exception):
    """A value is not a usual one."""


_SIMPLE = frozenset((str, int, bool, type(None)))


def _usual(value: Value, levels: int) -> Any:
    """The same value in Python's JSON types; so many ``levels`` may be below it. Raises `_OtherError`."""
    cls = value.__class__
    if cls in _SIMPLE:
        return value
    if cls is PSObject and value._base is None and levels >= 0:
        data = unread_data(value)
        if data is not None:
            _check(data, levels)
            return data
        found: dict[str, Any] = {}
        for name, member in value._props.items():
            if member.__class__ in _SIMPLE:
                found[name] = member
            elif not isinstance(member, PSMember):
                found[name] = _usual(member, levels - 1)
            elif is_property(member):  # a script may be behind it: it is asked once
                raise _OtherError
        return found
    if cls is Int64 and extended(value) is None:
        return int(value)
    if (cls is list or cls is TypedArray) and levels >= 0 and extended(value) is None:
        return [_usual(item, levels - 1) for item in value]
    if cls is DateTime:
        return value.iso_text()
    raise _OtherError


def _check(data: Any, levels: int) -> None:
    """Raise `_OtherError` if JSON that has been read has something else in it."""
    if levels < 0:
        raise _OtherError
    for part in data.values() if data.__class__ is dict else data:
        cls = part.__class__
        if cls in _SIMPLE:
            continue
        if cls is not dict and cls is not list:
            raise _OtherError
        _check(part, levels - 1)
