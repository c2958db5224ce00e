"""What the Format-* cmdlets were asked for, and the properties of an object that they show."""

from __future__ import annotations

from typing import Any

from ..dataclass import dataclass, field
from ..dotnet.model.types import Value
from ..engine.properties.expressions import Calculated, Expression, all_expressions
from ..engine.properties.properties import names_of_types
from ..engine.values.extended import extended
from ..engine.values.objects import PropertySet, PSObject
from ..engine.values.typedata import find_data
from .views.openai import DEFAULT_DISPLAY


@dataclass(slots=True)
class FormatParameters:
    """What a Format-* cmdlet was asked for. None leaves a choice to the view."""

    properties: list[Calculated] = field(default_factory=list)
    group_by: Calculated | None = None
    view: str | None = None
    force: bool = False
    auto_size: bool | None = None
    repeat_header: bool = False
    hide_headers: bool | None = None
    wrap: bool | None = None
    columns: int | None = None
    depth: int = 5
    expand: str | None = None
    display_error: bool = False
    show_error: bool = False
    fit: bool = False  # tables fit the terminal: see `fitting`


Column = tuple[Expression, Calculated | None]  # a single property and the argument that it came from


def active_columns(wanted: list[Calculated], value: Value, keep_unknown: bool = False) -> list[Column]:
    """The properties to show of an object: the wanted ones, else its default display set, else all.

    ``keep_unknown`` keeps a name that the object lacks, as an empty column.
    """
    if wanted:
        columns: list[Column] = []
        for one in wanted:
            found = one.expression.resolve(value)
            if not found and keep_unknown and not one.expression.is_wildcard:
                found = [one.expression]
            columns.extend((expression, one) for expression in found)
        return columns
    listed = default_display(value)
    if listed:
        return [(Expression(name), None) for name in listed]
    return [(expression, None) for expression in all_expressions(value)]


def default_display(value: Value) -> list[str]:
    """The names of the object's DefaultDisplayPropertySet; empty where it has none."""
    own: Any = None
    holder = value if isinstance(value, PSObject) else extended(value)
    if holder is not None:
        found = holder._find("PSStandardMembers")
        own = holder._props[found] if found is not None else None
    names = _display_names(own)
    if names:
        return names
    for type_name in names_of_types(value):
        data = find_data(type_name)
        if data is not None and data.default_display:
            return list(data.default_display)
        if type_name in DEFAULT_DISPLAY:
            return list(DEFAULT_DISPLAY[type_name])
    return []


def _display_names(member_set: Any) -> list[str]:
    members = getattr(member_set, "members", None)
    if not members:
        return []
    for name, member in members.items():
        if name.lower() == "defaultdisplaypropertyset" and isinstance(member, PropertySet):
            return list(member.names)
    return []
