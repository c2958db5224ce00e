"""The .NET types that a script's classes are, and their instances."""

from __future__ import annotations

from itertools import count
from typing import Any

from ...dotnet.model.core import OBJECT
from ...dotnet.model.registry import register_as
from ...dotnet.model.types import DotNetType, Value
from ...engine.values.text import to_text
from ...errors import NetException

_numbers = count(1)


class ScriptType(DotNetType):
    """A class of a script. ``key`` is the name under which the registry keeps it; scripts cannot write that name."""

    is_script = True
    key: str
    static_values: dict[str, Value]
    initialisers: list[Any]  # give a new instance its properties' first values


def private_key(name: str) -> str:
    """A registry key that no script can name, so that classes of different sessions do not meet."""
    return f"{name}`script{next(_numbers)}"


def new_script_type(name: str) -> ScriptType:
    """An empty class."""
    made = ScriptType(name, base=OBJECT)
    made.key = register_as(private_key(name), made)
    made.static_values = {}
    made.initialisers = []
    return made


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

    def __repr__(self) -> str:
        return f"<{self.dotnet_type.full_name}>"


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
    """A method that a script's class (or a script class above it) declares itself."""
    for at in type_.lineage():
        if not isinstance(at, ScriptType):
            return None
        for method in at.methods.get(lower, ()):
            if len(method.parameters) == count_:
                return method.call
    return None


def fields_of(instance: Value) -> dict[str, Value]:
    """Where an instance keeps its properties."""
    if isinstance(instance, (ScriptObject, ScriptException)):
        return instance.fields
    from ...engine.values.extended import extend  # a class that derives from a collection

    return extend(instance)._props
