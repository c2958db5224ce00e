"""Members that Add-Member puts on values that are no custom objects: hashtables, lists, objects of .NET classes.

They live in a side table that holds the values weakly where Python can, so that the value itself stays as it is.
"""

from __future__ import annotations

import weakref

from ..dotnet.types import Value
from .objects import PSObject

_members: dict[int, PSObject] = {}
_pinned: dict[int, Value] = {}  # values that take no weak reference; they stay for the life of the process


def extended(value: Value) -> PSObject | None:
    """The added members of a value: their names, values and any replaced type names; None where there are none."""
    return _members.get(id(value)) if _members else None


def extend(value: Value) -> PSObject:
    """The place for a value's added members, made when there is none."""
    found = _members.get(id(value))
    if found is not None:
        return found
    from .objects import type_names

    key = id(value)
    made = PSObject()
    made._types = type_names(value)
    try:
        weakref.finalize(value, _members.pop, key, None).atexit = False
    except TypeError:
        _pinned[key] = value
    _members[key] = made
    return made
