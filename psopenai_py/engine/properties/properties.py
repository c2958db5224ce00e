"""The properties of an object: their names in order, those that a pattern stands for, and their values."""

from __future__ import annotations

from collections.abc import Iterator

from ...declare.sentinel import MISSING
from ...dotnet.collections.dictionaries import NetDictionary
from ...dotnet.model.registry import type_of
from ...dotnet.model.types import Adapted, Value
from ...errors import ErrorRecord, NetException, TerminatingError
from ..members.members import property_or_missing
from ..values.enumeration import enumerate_value
from ..values.extended import extended
from ..values.objects import PropertySet, PSObject, is_property, type_names, unwrap
from ..values.typedata import type_members
from ..values.wildcard import has_wildcards, wildcard_to_regex

_ERROR_RECORD = ("System.Management.Automation.ErrorRecord", "System.Object")


def names_of_types(value: Value) -> tuple[str, ...]:
    """The type names that choose a view, most derived first."""
    if isinstance(value, ErrorRecord):
        return _ERROR_RECORD
    added = None if isinstance(value, PSObject) else extended(value)
    return added._types if added is not None else type_names(value)


def property_names(value: Value) -> list[str]:
    """All properties: those that were added to the value itself, then those of the .NET type and of its type data."""
    added = _added_names(value)
    typed = [name for name, stored in type_members(value).items() if is_property(stored)]
    base = unwrap(value)
    if base is None or isinstance(base, PSObject):
        return [*added, *typed] if not typed and (value is base or value is None) else _merged([*added, *typed])
    if isinstance(base, Adapted):
        return _merged([*added, *(each.name for each in base.adapted_properties().values()), *typed])
    own: dict[str, str] = {}
    for at in type_of(base).lineage():  # what a derived type declares again has its place there
        for each in at.properties.values():
            if not each.hidden:
                own.setdefault(each.name.lower(), each.name)
    return _merged([*added, *own.values(), *typed])


def _added_names(value: Value) -> list[str]:
    """What a script or our own layers have put on a value itself, in the order of adding."""
    holder = value if isinstance(value, PSObject) else extended(value)
    return [name for name, stored in holder._props.items() if is_property(stored)] if holder is not None else []


def _merged(names: list[str]) -> list[str]:
    return list({name.lower(): name for name in reversed(names)}.values())[::-1]


def resolve(value: Value, pattern: str) -> list[str]:
    """The properties that a name or wildcard stands for; a property set stands for its members."""
    if has_wildcards(pattern):
        match = wildcard_to_regex(pattern).match
        return [name for name in property_names(value) if match(name)]
    holder = value if isinstance(value, PSObject) else extended(value)
    if holder is not None and (found := holder._find(pattern)) is not None:
        stored = holder._props[found]
        if isinstance(stored, PropertySet):
            return [name for listed in stored.names for name in resolve(value, listed)]
        return [found] if is_property(stored) else []
    base = unwrap(value)
    if base is not None and not isinstance(base, PSObject):
        declared = base.adapted_properties().get(pattern.lower()) if isinstance(base, Adapted) else None
        declared = declared or type_of(base).find_property(pattern.lower())
        if declared is not None:
            return [declared.name]
    lower = pattern.lower()
    return [n for n, stored in type_members(value).items() if n.lower() == lower and is_property(stored)]


def read(value: Value, name: str) -> Value:
    """The value of a property, `MISSING` where there is none. What a getter raises passes through."""
    return property_or_missing(value, name)


_NAME_PATTERNS = ("name", "id", "key", "*key", "*name", "*id")


def display_name(value: Value) -> str | None:
    """The property that names an object best, for collections shown in one cell and for Format-Wide."""
    for pattern in _NAME_PATTERNS:
        found = resolve(value, pattern)
        if found:
            return found[0]
    return None


def safe_read(value: Value, name: str) -> Value:
    """Like `read`, with ``$null`` for a missing property or a getter that fails."""
    try:
        found = read(value, name)
    except (TerminatingError, NetException):
        return None
    return None if found is MISSING else found


def items_of(value: Value) -> Iterator[Value] | None:
    """The items of a collection, dictionaries' entries included; None for anything else."""
    base = unwrap(value)
    if isinstance(base, NetDictionary):
        return base.entries()
    return enumerate_value(base)
