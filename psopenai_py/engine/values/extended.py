"""Members that Add-Member puts on values other than custom objects: hashtables, lists, objects of .NET classes.

They are kept in a table beside the values, which holds a value weakly where Python can. The value stays as it is.
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
    """The added members of a value, with its type names if they were replaced; None if nothing was added."""
    if _members and (found := _members.get(id(value))) is not None:
        return found
    return value.added_members() if isinstance(value, BringsMembers) else None


def extend(value: Value) -> PSObject:
    """The object that keeps a value's added members, made if there is none yet."""
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
