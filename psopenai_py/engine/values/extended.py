"""Members that Add-Member puts on values that are no custom objects: hashtables, lists, objects of .NET classes.

They live in a side table that holds the values weakly where Python can, so that the value itself stays as it is.
"""

from __future__ import annotations

import weakref
from collections.abc import Callable

from ...dotnet.model.types import Value
from .objects import PSObject

_members: dict[int, PSObject] = {}
_pinned: dict[int, Value] = {}  # values that take no weak reference; they stay for the life of the process


_tellers: dict[type, Callable[[Value], PSObject]] = {}  # classes whose values tell their added members themselves


def extended(value: Value) -> PSObject | None:
    """The added members of a value: their names, values and any replaced type names; None where there are none."""
    if _members and (found := _members.get(id(value))) is not None:
        return found
    tell = _tellers.get(value.__class__)
    return None if tell is None else tell(value)


def tells_members(cls: type, tell: Callable[[Value], PSObject]) -> None:
    """Let a class tell the added members of its values when somebody asks (the lines of Get-Content)."""
    _tellers[cls] = tell


def extend(value: Value) -> PSObject:
    """The place for a value's added members, made when there is none."""
    found = _members.get(id(value))
    if found is not None:
        return found
    from .objects import type_names

    key = id(value)
    told = extended(value)
    made = PSObject() if told is None else told
    made._types = type_names(value)
    try:
        weakref.finalize(value, _members.pop, key, None).atexit = False
    except TypeError:
        _pinned[key] = value
    _members[key] = made
    return made
