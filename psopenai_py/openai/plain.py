"""From PowerShell values to plain JSON data, for request bodies and JSON Lines."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from ..dotnet.model.carriers import Single
from ..dotnet.model.types import Value
from ..engine.values.enumeration import enumerate_value
from ..engine.values.objects import PSObject, read_member, unwrap
from ..engine.values.text import to_text


def to_plain(value: Value) -> Any:
    """``value`` as what `json.dumps` takes, whole: no depth is cut.

    Dictionaries and custom objects become objects, collections arrays, dates ISO 8601 texts, enums and other .NET
    values their text.
    """
    value = unwrap(value)
    cls = value.__class__
    if value is None or cls is str or cls is bool or cls is int or cls is float:
        return value
    if isinstance(value, str):
        return str(value)
    if isinstance(value, bool):
        return bool(value)
    if isinstance(value, int):
        return int(value)
    if isinstance(value, Single):
        return float(f"{float(value):.7g}")  # 0.2 as a float is 0.2, not 0.20000000298
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, PSObject):
        return {name: to_plain(read_member(value, stored)) for name, stored in value._props.items()}
    items = getattr(value, "items", None)
    if items is not None:
        return {to_text(key): to_plain(item) for key, item in items()}
    elements = enumerate_value(value)
    if elements is not None:
        return [to_plain(element) for element in elements]
    moment = getattr(value, "format", None)
    if moment is not None and getattr(value, "ticks", None) is not None and hasattr(value, "kind"):
        return moment("o")
    if hasattr(value, "__bool__") and type(value).__name__ == "Switch":
        return bool(value)
    return to_text(value)


def to_table(value: Value) -> dict[str, Any] | None:
    """A dictionary parameter's value (a hashtable, an ordered one, an object) as a plain dictionary; None for null."""
    if value is None:
        return None
    plain = to_plain(value)
    return plain if isinstance(plain, Mapping) else None  # type: ignore[return-value]
