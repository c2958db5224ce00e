"""Find a .NET type by the name that a script writes, and the type of a value.

Most scripts use few types, and start-up time counts: `find_type` imports the module that declares a type when the type
is first named. Tables of names say which module that is: `catalog` for this package's types, and those that the
packages above hand in with `add_catalog`.

A generic type such as ``System.Collections.Generic.List[string]`` is constructed when it is first named. Its
definition is a function that declares the members once the arguments are known, so that every signature names real
types.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from importlib import import_module
from itertools import count
from weakref import WeakValueDictionary

from .catalog import CATALOG
from .types import DotNetType, Value, assembly_qualified

Define = Callable[[DotNetType, tuple[DotNetType, ...]], None]

_by_name: dict[str, DotNetType] = {}
_by_python: dict[type, DotNetType] = {}
_type_finders: dict[type, Callable[[Value], DotNetType]] = {}  # for classes whose instances have different types
_of_scripts: WeakValueDictionary[str, DotNetType] = WeakValueDictionary()
_modules: dict[str, str] = {}  # the module that declares the type of that name
_definitions: dict[str, tuple[str, Define]] = {}  # of generic types, by names such as list`1
_constructed: dict[tuple[str, tuple[DotNetType, ...]], DotNetType] = {}
_constructed_of_scripts: WeakValueDictionary[tuple[str, tuple[DotNetType, ...]], DotNetType] = WeakValueDictionary()
_grids: dict[tuple[DotNetType, int], DotNetType] = {}  # the types of arrays of several dimensions
_numbers = count(1)  # of the keys of scripts' types


def add_catalog(table: Mapping[str, Iterable[str]]) -> None:
    """Say which modules declare which types: full module names, each with full names and accelerators of types."""
    for module, names in table.items():
        for name in names:
            _modules[name.lower()] = module


add_catalog(CATALOG)


def register(type_: DotNetType, *other_names: str) -> DotNetType:
    """Register a type under its full name, its accelerator and ``other_names``. A later registration wins."""
    names = [type_.full_name, *other_names]
    if type_.accelerator:
        names.append(type_.accelerator)
    for name in names:
        _by_name[name.lower()] = type_
    if type_.python is not None:
        _by_python[type_.python] = type_
    return type_


def register_finder(cls: type, find: Callable[[Value], DotNetType]) -> None:
    """Register a class whose instances have different types; ``find`` returns the type of an instance."""
    _type_finders[cls] = find


def register_as(key: str, type_: DotNetType) -> str:
    """Register a type under a key only: for types that belong to one script."""
    _by_name[key.lower()] = type_
    return key


class _OfScript(DotNetType):
    """A generic type whose arguments are classes of a script: it lives as long as something uses it."""


def private_key(name: str) -> str:
    """A key that no script can write, so that types of different scripts do not clash."""
    return f"{name}`script{next(_numbers)}"


def register_script_type(key: str, type_: DotNetType) -> str:
    """Make a script's class known under a key alone for as long as it lives; its class must allow weak references."""
    _of_scripts[key.lower()] = type_
    return key


# -- by name ----------------------------------------------------------------------------------------------------------


def find_type(name: str) -> DotNetType | None:
    """The type of that name, or None: an accelerator or a full name, with or without ``System.``; ``[]`` for arrays.

    Generic names take their arguments in brackets: ``System.Collections.Generic.List[string]``.
    """
    key = name.strip().lower()
    found = _by_name.get(key)
    if found is not None:
        return found
    if key.endswith("[]"):
        element = find_type(key[:-2])
        return array_of(element) if element is not None else None
    if key.endswith(",]"):
        element_name, _, commas = key.rpartition("[")
        element = find_type(element_name)
        return grid_of(element, len(commas)) if element is not None and commas.strip(",") == "]" else None
    if "[" in key:
        return _find_generic(name.strip())
    for candidate in (key, "system." + key):
        if candidate not in _by_name:
            _load(candidate)
        if candidate in _by_name:
            return _by_name[candidate]
    return _of_scripts.get(key)


def get_type(name: str) -> DotNetType:
    """Like `find_type`, for a name that must exist; LookupError if it does not."""
    found = find_type(name)
    if found is None:
        raise LookupError(f"no such type: {name}")
    return found


def _load(name: str) -> None:
    """Import the module that declares the type of that name, if a catalog names one."""
    module = _modules.get(name)
    if module is not None:
        import_module(module)


def array_of(element: DotNetType) -> DotNetType:
    """The array type of an element type; always the same object."""
    found = element.array
    if found is None:
        found = element.array = DotNetType(
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
        if _by_name.get(element.full_name.lower()) is element:  # only its script names a script's class
            register(found)
    return found


def grid_of(element: DotNetType, rank: int) -> DotNetType:
    """The type of an element type's arrays of several dimensions."""
    known = _grids.get((element, rank))
    if known is not None:
        return known
    commas = "," * (rank - 1)
    made = DotNetType(
        f"{element.full_name}[{commas}]",
        base=get_type("System.Array"),
        element=element,
        rank=rank,
        interfaces=array_of(element).interfaces,
        short_name=f"{element.name}[{commas}]",
    )
    _grids[element, rank] = made
    key = _definition("System.Array", 1)  # the catalog knows who declares their members
    assert key is not None
    _definitions[key][1](made, (element,))
    return made


def known_types() -> list[DotNetType]:
    """The types that are declared so far, each once."""
    return list({id(type_): type_ for type_ in _by_name.values()}.values())


# -- by value ---------------------------------------------------------------------------------------------------------


def type_of(value: Value) -> DotNetType:
    """The .NET type of a value. ``$null`` has none: check for it first."""
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
    for base in cls.__mro__:
        found = _by_python.get(base)
        if found is not None:
            return found
        if base in _type_finders:
            return _type_finders[base](value)
    return _by_name["system.object"]


# -- generic types ----------------------------------------------------------------------------------------------------


def define(full_name: str, parameters: int) -> Callable[[Define], Define]:
    """Register a generic type with so many parameters; the decorated function declares its members."""

    def declare(function: Define) -> Define:
        _definitions[_counted(full_name, parameters)] = (full_name, function)
        return function

    return declare


def construct_from(outer: str, arguments: tuple[DotNetType, ...]) -> DotNetType | None:
    """The generic type of that name with these arguments (always the same object), or None."""
    key = _definition(outer, len(arguments))
    return None if key is None else _construct(*_definitions[key], arguments)


def is_generic(outer: str, parameters: int) -> bool:
    """Whether there is a generic type of that name with so many parameters."""
    return _definition(outer, parameters) is not None


def _definition(outer: str, parameters: int) -> str | None:
    """The key of a generic type's definition, which is loaded if need be."""
    for candidate in (outer, "System." + outer):
        key = _counted(candidate, parameters)
        if key not in _definitions:
            _load(key)
        if key in _definitions:
            return key
    return None


def reference(type_: DotNetType) -> str:
    """A name with which `find_type` finds the type."""
    if type_.key is not None:
        return type_.key
    if type_.element is not None and type_.element.key is not None:
        return type_.element.key + "[]"
    return type_.accelerator or type_.full_name


def generic_interfaces(names: str, *arguments: DotNetType) -> tuple[str, ...]:
    """The full names of the interfaces ``System.Collections.Generic.{name}`` with these arguments."""
    found = [construct_from("System.Collections.Generic." + name, arguments) for name in names.split()]
    return tuple(each.full_name for each in found if each is not None)


def _counted(name: str, parameters: int) -> str:
    return f"{name}`{parameters}".lower()


def _construct(full_name: str, declare: Define, arguments: tuple[DotNetType, ...]) -> DotNetType:
    of_script = any(reference(each) != (each.accelerator or each.full_name) for each in arguments)
    known = _constructed_of_scripts if of_script else _constructed
    found = known.get((full_name, arguments))
    if found is not None:
        return found
    qualified = ",".join(f"[{assembly_qualified(each)}]" for each in arguments)
    made = (_OfScript if of_script else DotNetType)(
        f"{full_name}`{len(arguments)}[{qualified}]",
        accelerator=f"{full_name}[{','.join(each.shown_name for each in arguments)}]",
        base=get_type("System.Object"),
        arguments=arguments,
        short_name=f"{full_name.rpartition('.')[2]}`{len(arguments)}",
    )
    known[full_name, arguments] = made
    if of_script:
        made.key = register_script_type(private_key(full_name), made)
    else:
        register(made)
    declare(made, arguments)
    return made


def _find_generic(name: str) -> DotNetType | None:
    """The type of a name such as ``List[int]`` or None."""
    outer, bracket, rest = name.partition("[")
    if not bracket or not rest.endswith("]"):
        return None
    arguments = [find_type(_without_brackets(part)) for part in _split(rest[:-1])]
    known = tuple(each for each in arguments if each is not None)
    if outer.strip().lower() in ("array", "system.array"):
        return None  # its definition is for arrays of several dimensions (`grid_of`)
    if not known or len(known) != len(arguments):
        return None
    return construct_from(outer.strip().partition("`")[0], known)


def _split(text: str) -> list[str]:
    """Split at the commas that are outside of inner brackets."""
    parts, depth = [""], 0
    for char in text:
        depth += (char == "[") - (char == "]")
        if char == "," and depth == 0:
            parts.append("")
        else:
            parts[-1] += char
    return [part.strip() for part in parts]


def _without_brackets(part: str) -> str:
    """The type name of an argument in .NET's own spelling, ``[System.String, System.Private.CoreLib, ...]``."""
    return _split(part[1:-1])[0] if part.startswith("[") and part.endswith("]") else part
