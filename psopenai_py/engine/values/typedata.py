"""Members and display settings that belong to a type name, as Update-TypeData makes them: a table per session."""

from __future__ import annotations

from contextvars import ContextVar
from typing import Any

from ...dataclass import dataclass, field
from ...dotnet.model.types import Value
from .objects import type_names


@dataclass(slots=True)
class TypeData:
    """The settings of one type name. ``members`` holds plain values and `PSMember`s, by name as written."""

    type_name: str
    members: dict[str, Value] = field(default_factory=dict)
    default_display: list[str] | None = None
    default_key: list[str] | None = None
    serialization_depth: int | None = None
    first_views: list[Any] = field(default_factory=list)  # of format files, before the views that there are already
    last_views: list[Any] = field(default_factory=list)


TypeTable = dict[str, TypeData]  # by lower-case type name

#: the table of the running session; nearly always empty, so functions check that first
current_types: ContextVar[TypeTable] = ContextVar("current_types", default={})  # noqa: B039


def data_for(type_name: str) -> TypeData:
    """The data of a type name, made if there is none yet."""
    return current_types.get().setdefault(type_name.lower(), TypeData(type_name))


def find_data(type_name: str) -> TypeData | None:
    """The data of a type name in the running session."""
    return current_types.get().get(type_name.lower())


def forget_data(type_name: str) -> bool:
    """Drop the data of a type name, but for its views; returns whether there was any."""
    found = current_types.get().pop(type_name.lower(), None)
    if found is not None and (found.first_views or found.last_views):
        data_for(type_name).first_views, data_for(type_name).last_views = found.first_views, found.last_views
    return found is not None


def type_member(value: Value, lower_name: str) -> Value:
    """The member of that name that the value has through its type names, or None."""
    table = current_types.get()
    if table:
        for type_name in type_names(value):
            data = table.get(type_name.lower())
            if data is not None:
                for name, member in data.members.items():
                    if name.lower() == lower_name:
                        return member
    return None


def type_members(value: Value) -> dict[str, Value]:
    """All members that the value has through its type names."""
    table = current_types.get()
    found: dict[str, Value] = {}
    if table:
        for type_name in reversed(type_names(value)):
            data = table.get(type_name.lower())
            if data is not None:
                found.update(data.members)
    return found
