"""Constructed generic types: ``System.Collections.Generic.List[string]``.

`construct` is asked by the registry. A definition is a function that declares the members of the type once its
arguments are known, so that every signature names real types.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

from .core import MULTICAST_DELEGATE, OBJECT, VALUE_TYPE
from .registry import find_type, register
from .type import assembly_qualified
from .types import DotNetType, Value

Declare = Callable[[DotNetType, tuple[DotNetType, ...]], None]

_DEFINING_MODULES = ("generic_lists", "generic_dictionaries", "sets", "queues", "tuples")
_definitions: dict[tuple[str, int], tuple[str, Declare]] = {}
_constructed: dict[tuple[str, tuple[DotNetType, ...]], DotNetType] = {}


def define(full_name: str, count: int) -> Callable[[Declare], Declare]:
    """Make a generic type with ``count`` parameters known, by what declares it."""

    def declare(function: Declare) -> Declare:
        _definitions[full_name.lower(), count] = (full_name, function)
        return function

    return declare


def construct(name: str) -> DotNetType | None:
    """The type of a name such as ``List[int]`` with full or ``System.``-less outer name, or None."""
    outer, bracket, rest = name.partition("[")
    if not bracket or not rest.endswith("]"):
        return None
    arguments = [find_type(_without_brackets(part)) for part in _split(rest[:-1])]
    known = tuple(each for each in arguments if each is not None)
    if not known or len(known) != len(arguments):
        return None
    return construct_from(outer.strip().partition("`")[0], known)


def construct_from(outer: str, arguments: tuple[DotNetType, ...]) -> DotNetType | None:
    """The constructed type of a definition's name and its arguments; one object for the same arguments."""
    _load_definitions()
    for candidate in (outer.lower(), "system." + outer.lower()):
        defined = _definitions.get((candidate, len(arguments)))
        if defined is not None:
            return _make(*defined, arguments)
    return None


def reference(type_: DotNetType) -> str:
    """A name under which `find_type` gives the type back."""
    return type_.accelerator or type_.full_name


def _make(full_name: str, declare: Declare, arguments: tuple[DotNetType, ...]) -> DotNetType:
    found = _constructed.get((full_name, arguments))
    if found is not None:
        return found
    qualified = ",".join(f"[{assembly_qualified(each)}]" for each in arguments)
    made = DotNetType(
        f"{full_name}`{len(arguments)}[{qualified}]",
        accelerator=f"{full_name}[{','.join(each.shown_name for each in arguments)}]",
        base=OBJECT,
        arguments=arguments,
        short_name=f"{full_name.rpartition('.')[2]}`{len(arguments)}",
    )
    _constructed[full_name, arguments] = made
    register(made)
    declare(made, arguments)
    return made


def _load_definitions() -> None:
    for module in _DEFINING_MODULES:
        import_module("psopenai_py.dotnet.collections." + module)


def _split(text: str) -> list[str]:
    """Split at the commas that stand outside inner brackets."""
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


# -- delegates, Nullable and interfaces -------------------------------------------------------------------------------


class Delegate:
    """A script block or function that was cast to a delegate type."""

    __slots__ = ("call", "dotnet_type")

    def __init__(self, dotnet_type: DotNetType, call: Callable[..., Value]) -> None:
        self.dotnet_type = dotnet_type
        self.call = call

    def __call__(self, *args: Value) -> Value:
        return self.call(*args)


def _declare_delegate(type_: DotNetType, arguments: tuple[DotNetType, ...]) -> None:
    returns_last = type_.full_name.startswith(("System.Func`", "System.Converter`"))
    parameters = [reference(each) for each in (arguments[:-1] if returns_last else arguments)]
    if type_.full_name.startswith("System.Comparison`"):
        parameters *= 2
    type_.base = MULTICAST_DELEGATE
    type_.method("Invoke", *parameters)(lambda delegate, *args: delegate(*args))


for _count in range(1, 5):
    define("System.Func", _count)(_declare_delegate)
    define("System.Action", _count)(_declare_delegate)
define("System.Predicate", 1)(_declare_delegate)
define("System.Comparison", 1)(_declare_delegate)
define("System.Converter", 2)(_declare_delegate)
define("System.EventHandler", 1)(_declare_delegate)

ACTION = register(DotNetType("System.Action", base=MULTICAST_DELEGATE))
ACTION.method("Invoke")(lambda delegate: delegate())


@define("System.Nullable", 1)
def _nullable(type_: DotNetType, arguments: tuple[DotNetType, ...]) -> None:
    """Never the type of a value: a cast gives null or a plain value of the argument."""
    type_.base = VALUE_TYPE
    type_.value_type = True


def _interface(type_: DotNetType, arguments: tuple[DotNetType, ...]) -> None:
    type_.is_interface = True
    type_.interfaces = ("System.Collections.IEnumerable",)


for _name in ("IEnumerable", "ICollection", "IList", "ISet", "IReadOnlyList", "IReadOnlyCollection"):
    define("System.Collections.Generic." + _name, 1)(_interface)
for _name in ("IDictionary", "IReadOnlyDictionary"):
    define("System.Collections.Generic." + _name, 2)(_interface)
for _name in ("IComparer", "IEqualityComparer"):
    define("System.Collections.Generic." + _name, 1)(_interface)
define("System.IComparable", 1)(_interface)
define("System.IEquatable", 1)(_interface)


def generic_interfaces(names: str, *arguments: DotNetType) -> tuple[str, ...]:
    """The full names of generic interfaces (their last name parts in ``names``) with these arguments."""
    found = [construct_from("System.Collections.Generic." + name, arguments) for name in names.split()]
    return tuple(each.full_name for each in found if each is not None)
