"""Any value as true or false."""

from __future__ import annotations

from decimal import Decimal

from ...declare.sentinel import Sentinel
from ...dotnet.model.core import Switch
from ...dotnet.model.enums import EnumValue
from ...dotnet.model.nulls import NULL_LIKE
from ...dotnet.model.types import Value
from .objects import PSObject, unwrap


def to_bool(value: Value) -> bool:
    """PowerShell's truth: null, zero, empty text and empty arrays are false; an array of one counts as its item."""
    cls = value.__class__
    if cls is bool:
        return value  # type: ignore[no-any-return]
    if value is None:
        return False
    if cls is int or cls is float:
        return value != 0  # type: ignore[no-any-return]
    if cls is str:
        return value != ""  # type: ignore[no-any-return]
    if isinstance(value, PSObject):
        return True if value._base is None else to_bool(unwrap(value))
    if isinstance(value, (list, bytearray)):
        return _list_truth(value)
    if isinstance(value, (int, float, Decimal)):
        return value != 0
    if isinstance(value, str):
        return value not in ("", "\0")
    if isinstance(value, (Switch, Sentinel)):
        return bool(value)
    if isinstance(value, EnumValue):
        return value.value != 0
    return cls not in NULL_LIKE


def _list_truth(items: list[Value] | bytearray) -> bool:
    if len(items) != 1:
        return len(items) > 1
    first = items[0]
    return bool(first) if isinstance(first, list) else to_bool(first)
