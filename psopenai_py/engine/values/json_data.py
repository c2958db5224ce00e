"""JSON as PowerShell values: longs, doubles, arrays, and custom objects that are made level by level.

An object keeps its JSON until somebody first looks inside. What writes objects out takes it from there (`unread_data`).
"""

from __future__ import annotations

from typing import Any

from ...dotnet.model.carriers import BigInteger, Int64
from ...dotnet.model.types import Value
from .objects import CUSTOM_OBJECT, PSObject, lazy_object

DEEPEST = 100  # levels of nesting; ConvertTo-Json writes no more

#: the classes of JSON values that are PowerShell values as they are
PLAIN = frozenset((str, bool, float, type(None)))


def from_json(value: Any, depth: int = 0) -> Value:
    """A JSON value as ConvertFrom-Json returns it: longs, doubles, arrays, custom objects.

    The properties of an object are made when somebody first looks inside, level by level. Arrays in arrays are made at
    once; what is more than `DEEPEST` levels deep is null.
    """
    cls = value.__class__
    if cls in PLAIN:
        return value
    if cls is int:
        return Int64(value) if -(1 << 63) <= value < 1 << 63 else BigInteger(value)
    if cls is list:
        if depth >= DEEPEST:
            return None
        return [
            v
            if v.__class__ in PLAIN
            else lazy_object(v, _fill, CUSTOM_OBJECT)
            if v.__class__ is dict
            else from_json(v, depth + 1)
            for v in value
        ]
    return lazy_object(value, _fill, CUSTOM_OBJECT)


def _fill(made: PSObject) -> None:
    props = dict(made._raw)
    made._raw = None
    for name, value in props.items():
        if value.__class__ not in PLAIN:
            props[name] = from_json(value)
    made._props = props


def unread_data(value: PSObject) -> dict[str, Any] | None:
    """The JSON of an object of `from_json` that nobody has looked into; None for any other.

    Its properties are what stands in it. It must not be changed.
    """
    data: dict[str, Any] | None = value._raw if value._fill is _fill else None
    return data
