"""Values of .NET enums, from their names."""

from __future__ import annotations

from ..dotnet.model.registry import get_type
from ..dotnet.model.types import Value
from ..engine.conversion.to_enums import convert_to_enum


def enum_value(type_name: str, name: str) -> Value:
    """The enum's value of that name."""
    return convert_to_enum(name, get_type(type_name))
