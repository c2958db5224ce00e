"""The classes of scripts as .NET types, and their instances."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from ...dataclass import dataclass
from ...dotnet.model.core import OBJECT
from ...dotnet.model.registry import private_key, reference, register_script_type
from ...dotnet.model.types import DotNetType, Method, Value
from ...engine.values.extended import extend
from ...engine.values.text import to_text
from ...errors import NetException


def _nothing(*_: Value) -> None:
    return None


class ScriptType(DotNetType):
    """A class of a script. ``key`` is the name under which the registry keeps it; scripts cannot write that name."""

    is_script = True

    def __init__(self, name: str) -> None:
        super().__init__(name, base=OBJECT)
        self.key = register_script_type(private_key(name), self)
        self.static_values: dict[str, Value] = {}
        self.initialisers: list[Callable[[Value], None]] = []  # give a new instance its properties' first values
        self.named: list[DotNetType] = []  # what its members name by a key: they live as long as the class

    def key_of(self, type_: DotNetType) -> str:
        """The name by which the registry finds a type that a member names, a script's class among them."""
        self.named.append(type_)
        return reference(type_)


@dataclass(slots=True)
class Constructor(Method):
    """A constructor that a script's class declares; ``start`` is what it does to an instance that is made already."""

    start: Callable[..., None] = _nothing


class ScriptObject:
    """An instance of a script's class."""

    __slots__ = ("__weakref__", "dotnet_type", "fields")

    def __init__(self, type_: DotNetType) -> None:
        self.dotnet_type = type_
        self.fields: dict[str, Value] = {}  # by lower-case name

    def __str__(self) -> str:
        method = _own_method(self.dotnet_type, "tostring", 0)
        return self.dotnet_type.full_name if method is None else to_text(method(self))

    def __eq__(self, other: object) -> bool:
        if self is other:
            return True
        method = _own_method(self.dotnet_type, "equals", 1)
        return bool(method(self, other)) if method is not None else False

    def __hash__(self) -> int:
        method = _own_method(self.dotnet_type, "gethashcode", 0)
        return id(self) if method is None else int(method(self))

    def __iter__(self) -> Iterator[Value]:
        """The items of a class that is an IEnumerable or an IEnumerator; `engine.values.enumeration` looks for that."""
        method = _own_method(self.dotnet_type, "getenumerator", 0)
        source = self if method is None else method(self)
        return _steps(source) if isinstance(source, ScriptObject) else iter(source)

    def __repr__(self) -> str:
        return f"<{self.dotnet_type.full_name}>"


def _steps(enumerator: ScriptObject) -> Iterator[Value]:
    """The items of an enumerator that is a script's class: its methods are MoveNext and get_Current."""
    move, current = (_own_method(enumerator.dotnet_type, name, 0) for name in ("movenext", "get_current"))
    while move is not None and move(enumerator):
        yield enumerator.fields.get("current") if current is None else current(enumerator)


class ScriptException(NetException):
    """An instance of a script's class that derives from an exception."""

    def __init__(self, type_: DotNetType) -> None:
        super().__init__(type_.full_name, f"Exception of type '{type_.full_name}' was thrown.")
        self.own_type = type_
        self.fields: dict[str, Value] = {}

    @property
    def dotnet_type(self) -> DotNetType:
        return self.own_type


def _own_method(type_: DotNetType, lower: str, count_: int) -> Any:
    """A method that a script's class, or a script class that it derives from, declares itself."""
    for at in type_.lineage():
        if not isinstance(at, ScriptType):
            return None
        for method in at.methods.get(lower, ()):
            if len(method.parameters) == count_:
                return method.call
    return None


def fields_of(instance: Value) -> dict[str, Value]:
    """The dictionary with the properties of an instance."""
    if isinstance(instance, (ScriptObject, ScriptException)):
        return instance.fields
    return extend(instance)._props  # a class that derives from a collection
