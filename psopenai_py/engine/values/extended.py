"""Members that Add-Member puts on values that are no custom objects: hashtables, lists, objects of .NET classes.

They live in a side table that holds the values weakly where Python can, so that the value itself stays as it is.
"""

from __future__ import annotations

import weakref

from ...dotnet.model.types import Value
from .objects import PSObject, type_names

_members: dict[int, PSObject] = {}
_pinned: dict[int, Value] = {}  # values that take no weak reference; they stay for the life of the process


class BringsMembers:
    """Base of classes whose values have added members from the start (the lines of Get-Content)."""

    __slots__ = ()

    def added_members(self) -> PSObject:
        """The members of the value, made when they are first asked for."""
        raise NotImplementedError


def extended(value: Value) -> PSObject | None:
    """The added members of a value: their names, values and any replaced type names; None where there are none."""
    if _members and (found := _members.get(id(value))) is not None:
        return found
    return value.added_members() if isinstance(value, BringsMembers) else None


def extend(value: Value) -> PSObject:
    """The place for a value's added members, made when there is none."""
    key = id(value)
    found = _members.get(key)
    if found is not None:
        return found
    made = value.added_members() if isinstance(value, BringsMembers) else PSObject()
    made._types = type_names(value)
    if value.__class__.__weakrefoffset__:
        weakref.finalize(value, _members.pop, key, None).atexit = False
    else:
        _pinned[key] = value
    _members[key] = made
    return made
