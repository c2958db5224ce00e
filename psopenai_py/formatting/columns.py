"""The columns that ``-Property`` asks for: properties by name, and properties inside them by a path: ``a.b.c``."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from ..declare.sentinel import MISSING
from ..dotnet.collections.dictionaries import NetDictionary
from ..dotnet.model.types import Value
from ..engine.members.members import property_or_missing
from ..engine.properties.properties import items_of
from ..engine.values.objects import PSObject, unwrap

_STEP = re.compile(r"[^.\[\]]+")


def read_path(value: Any, path: str) -> Any:
    """What a path leads to, in objects or in data of JSON's types; `MISSING` if it leads nowhere.

    Case does not matter. A number chooses an item of a list: ``choices.0.message`` or ``choices[0].message``. Any other
    name in a list is that of its items, and what they have is a list again.
    """
    whole = _step(value, path)
    if whole is not MISSING:
        return whole
    for name in _STEP.findall(path):
        value = _step(value, name)
        if value is MISSING:
            return MISSING
    return value


def _step(value: Any, name: str) -> Any:
    base = unwrap(value)
    if isinstance(base, Mapping):
        return _entry(base, name)
    if isinstance(base, NetDictionary):
        return _entry({str(key): item for key, item in base.items()}, name)
    items = None if isinstance(base, PSObject) else items_of(base)
    if items is None:
        return property_or_missing(value, name)
    found = list(items)
    if name.isdecimal():
        return found[int(name)] if int(name) < len(found) else MISSING
    steps = [one for one in (_step(item, name) for item in found) if one is not MISSING]
    return steps or MISSING


def _entry(table: Mapping[str, Any], name: str) -> Any:
    if name in table:
        return table[name]
    return next((item for key, item in table.items() if key.lower() == name.lower()), MISSING)


def picked(sources: Sequence[Callable[[str], Any]], paths: Sequence[str], unmet: set[str] | None = None) -> PSObject:
    """An object of these columns; each is the first value that a source has for it, or null.

    A path that a source knows, also with the value null, is taken out of ``unmet``.
    """
    row: dict[str, Value] = {}
    for path in paths:
        row[path] = None
        for source in sources:
            value = source(path)
            if value is not MISSING:
                if unmet:
                    unmet.discard(path)
                if value is not None:
                    row[path] = value
                    break
    return PSObject(row)
