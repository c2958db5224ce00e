"""Find a .NET type by the name a script writes, and the type of a value.

Modules are imported when a name of theirs is first asked for: most scripts touch few types, and start-up time counts.
"""

from __future__ import annotations

from importlib import import_module

from .catalog import CATALOG
from .types import DotNetType, Value

_by_name: dict[str, DotNetType] = {}
_by_python: dict[type, DotNetType] = {}
_arrays: dict[DotNetType, DotNetType] = {}


def register(type_: DotNetType, *other_names: str) -> DotNetType:
    """Make a type known under its full name, its accelerator and ``other_names``; later registrations win."""
    names = [type_.full_name, *other_names]
    if type_.accelerator:
        names.append(type_.accelerator)
    for name in names:
        _by_name[name.lower()] = type_
    if type_.python is not None:
        _by_python[type_.python] = type_
    return type_


def register_as(key: str, type_: DotNetType) -> str:
    """Make a type known under a key alone, for types that only their script may name."""
    _by_name[key.lower()] = type_
    return key


def find_type(name: str) -> DotNetType | None:
    """The type of that name (accelerator, full name, with or without ``System.``; ``[]`` for arrays) or None.

    Generic names take their arguments in brackets: ``System.Collections.Generic.List[string]``.
    """
    key = name.strip().lower()
    found = _by_name.get(key)
    if found is not None:
        return found
    if key.endswith("[]"):
        element = find_type(key[:-2])
        return array_of(element) if element is not None else None
    if "[" in key:
        from .generic import construct  # only scripts that use generics pay for it

        return construct(name.strip())
    for candidate in (key, "system." + key):
        if candidate in _by_name:
            return _by_name[candidate]
        module = CATALOG.get(candidate)
        if module is not None:
            import_module("psopenai_py." + module)
            if candidate in _by_name:
                return _by_name[candidate]
    return None


def get_type(name: str) -> DotNetType:
    """Like `find_type` for a name that must exist (our own code's)."""
    found = find_type(name)
    if found is None:
        raise LookupError(f"no such type: {name}")
    return found


def array_of(element: DotNetType) -> DotNetType:
    """The array type of an element type; one object per element type."""
    found = _arrays.get(element)
    if found is None:
        found = _arrays[element] = DotNetType(
            element.full_name + "[]",
            accelerator=element.accelerator + "[]" if element.accelerator else None,
            base=get_type("System.Array"),
            element=element,
            interfaces=(
                "System.Collections.IList",
                "System.Collections.ICollection",
                "System.Collections.IEnumerable",
                "System.ICloneable",
            ),
            short_name=element.name + "[]",
        )
        _by_name[(element.full_name + "[]").lower()] = found
        if element.accelerator:
            _by_name[(element.accelerator + "[]").lower()] = found
    return found


def type_of(value: Value) -> DotNetType:
    """The .NET type of a value that is not ``$null`` (for that, ask before)."""
    cls = value.__class__
    if cls is int:
        if -0x80000000 <= value <= 0x7FFFFFFF:
            return _by_python[int]
        return get_type("long" if -(1 << 63) <= value < 1 << 63 else "bigint")
    found = _by_python.get(cls)
    if found is not None:
        return found
    own = getattr(value, "dotnet_type", None)
    if isinstance(own, DotNetType):
        return own
    for base in cls.__mro__[1:]:
        found = _by_python.get(base)
        if found is not None:
            return found
    return _by_name["system.object"]
