"""Values that show as their own text, wherever they come."""

from __future__ import annotations

from ..dotnet.model.registry import type_of
from ..dotnet.model.types import Value
from ..engine.values.objects import PSObject, unwrap
from ..errors import ErrorRecord

_SCALARS = frozenset(
    "System." + name
    for name in (
        "String", "SByte", "Byte", "Int16", "UInt16", "Int32", "UInt32", "Int64", "UInt64", "Char", "Single", "Double",
        "Boolean", "Decimal", "IntPtr", "Security.SecureString", "Numerics.BigInteger",
    )
)  # fmt: skip


def is_scalar(value: Value) -> bool:
    """Text, numbers, booleans and enum members; an object with a type name of its own is none."""
    cls = value.__class__
    if cls is str or cls is int or cls is bool or cls is float:
        return True
    if (cls is PSObject and value._base is None) or cls is ErrorRecord:
        return False
    base = unwrap(value)
    if isinstance(base, PSObject):
        return False
    kind = type_of(base)
    if isinstance(value, PSObject) and value._types and value._types[0] not in (kind.full_name, _CUSTOM):
        return False
    return kind.is_enum or kind.full_name in _SCALARS


_CUSTOM = "System.Management.Automation.PSCustomObject"
