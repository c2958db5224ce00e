"""Objects as JSON Lines: one a line. An object of the service is exactly the data that the service sent."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

from ..dotnet.collections.dictionaries import NetDictionary
from ..dotnet.model.types import Value
from ..dotnet.text.utf16 import utf8
from ..engine.properties.properties import items_of, names_of_types, property_names, safe_read
from ..engine.values.objects import PSObject, ScriptProperty, has_changed, is_property, unwrap
from ..engine.values.text import to_text
from ..errors import ErrorRecord, NetException
from .values import display_text, is_scalar

_DEEPEST = 100


def to_line(value: Value) -> bytes:
    """One line with its line break: a text as it is, everything else as JSON."""
    if isinstance(value, str):
        return utf8(str(value)) + b"\n"
    raw = getattr(value, "_raw", None)
    if raw.__class__ is bytes and not has_changed(value):
        return raw.strip() + b"\n" if b"\n" not in raw.strip() else _dump(json.loads(raw))
    return _dump(to_data(value))


def _dump(data: Any) -> bytes:
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), default=str)
    return utf8(text) + b"\n"


def to_data(value: Value, depth: int = 0) -> Any:
    """The value in Python's JSON types."""
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, PSObject):
        return _object_data(value, depth)
    if isinstance(value, str):
        return str(value)
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, int):
        return int(value)
    if isinstance(value, float):
        return float(value) if value - value == 0 else str(value)  # JSON has no infinities
    if isinstance(value, dict):
        return {str(key): to_data(item, depth + 1) for key, item in value.items()}
    if isinstance(value, NetDictionary):
        return {str(unwrap(key)): to_data(item, depth + 1) for key, item in value.items()}
    items = items_of(value)
    if items is not None:
        return [to_data(item, depth + 1) for item in items]
    return _net_data(value, depth)


def _object_data(value: PSObject, depth: int) -> Any:
    raw = value._raw
    if raw.__class__ is not dict and raw.__class__ is not bytes:
        len(value)  # reads a lazy object, which settles what its raw data is
        raw = value._raw
    if raw is not None and not has_changed(value):
        return raw if raw.__class__ is dict else json.loads(raw)
    if value._base is not None:
        return to_data(value._base, depth)
    if depth > _DEEPEST:
        return None
    data: dict[str, Any] = {}
    for name, stored in value._props.items():
        if is_property(stored):
            data[name] = to_data(safe_read(value, name) if isinstance(stored, ScriptProperty) else stored, depth + 1)
    return data


def _net_data(value: Value, depth: int) -> Any:
    """An object of a .NET class: dates in ISO 8601, simple values as text, the rest by their properties."""
    if isinstance(value, ErrorRecord):
        return {"error": value.message, "id": value.fully_qualified_error_id, "category": value.category}
    if isinstance(value, NetException):
        return {"error": value.message, "type": value.type_name}
    kind = names_of_types(value)[0]
    if kind in ("System.DateTime", "System.DateTimeOffset"):
        return value.format("o")
    if is_scalar(value) or kind in _TEXTS:
        return str(value)
    if depth and kind in _FOLDERS:  # whose parents have parents
        return str(display_text(value))
    names = property_names(value) if depth < 2 else ()
    return {name: to_data(safe_read(value, name), depth + 1) for name in names} if names else to_text(value)


_FOLDERS = frozenset({"System.IO.FileInfo", "System.IO.DirectoryInfo"})
_TEXTS = frozenset({"System.Guid", "System.Uri", "System.Version", "System.TimeSpan", "System.RuntimeType"})
