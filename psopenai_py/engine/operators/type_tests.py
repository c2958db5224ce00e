"""``-is``, ``-isnot`` and ``-as``."""

from __future__ import annotations

from ...declare.sentinel import MISSING
from ...dotnet.model.types import DotNetType, Value
from ...errors import terminating
from ..conversion.conversion import is_instance, try_convert, type_lookup
from ..values.objects import unwrap
from ..values.text import to_text


def as_type(value: Value) -> DotNetType:
    """The type that the right side of a type operator names."""
    value = unwrap(value)
    if isinstance(value, DotNetType):
        return value
    found = type_lookup.get()(to_text(value)) if value is not None else None
    if found is None:
        text = f"There is no type named [{to_text(value)}]."
        raise terminating("RuntimeException", text, "InvalidOperation", value)
    return found


def is_(a: Value, b: Value) -> bool:
    return is_instance(a, as_type(b))


def isnot(a: Value, b: Value) -> bool:
    return not is_instance(a, as_type(b))


def as_(a: Value, b: Value) -> Value:
    """The converted value, or nothing where it cannot be converted."""
    made = try_convert(a, as_type(b))
    return None if made is MISSING else made
