"""Members and display settings that belong to a type name: Update-TypeData, and what our own layers add."""

from __future__ import annotations

from dataclasses import dataclass, field

from ..dotnet.types import Value
from .objects import type_names


@dataclass(slots=True)
class TypeData:
    """What is known of one type name. ``members`` holds plain values and `PSMember`s by name as written."""

    members: dict[str, Value] = field(default_factory=dict)
    default_display: list[str] | None = None
    default_key: list[str] | None = None
    serialization_depth: int | None = None


TYPE_DATA: dict[str, TypeData] = {}  # by lower-case type name


def data_for(type_name: str) -> TypeData:
    """The data of a type name, made when there is none."""
    return TYPE_DATA.setdefault(type_name.lower(), TypeData())


def type_member(value: Value, lower_name: str) -> Value:
    """The member that a value's type names give it, or None."""
    for type_name in type_names(value):
        data = TYPE_DATA.get(type_name.lower())
        if data is not None:
            for name, member in data.members.items():
                if name.lower() == lower_name:
                    return member
    return None


def type_members(value: Value) -> dict[str, Value]:
    """All members that a value's type names give it."""
    found: dict[str, Value] = {}
    if TYPE_DATA:
        for type_name in reversed(type_names(value)):
            data = TYPE_DATA.get(type_name.lower())
            if data is not None:
                found.update(data.members)
    return found
