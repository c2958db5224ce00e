"""Results with a .NET type of their own: `MeasureInfo`, `GroupInfo`, `MemberDefinition` and others."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar, TypeVar

from ..dotnet.model.core import OBJECT
from ..dotnet.model.registry import register
from ..dotnet.model.types import DotNetType, Value

COMMANDS = "Microsoft.PowerShell.Commands."
R = TypeVar("R", bound="type[Record]")


class Record:
    """A result whose fields are its .NET properties; every field starts as ``$null``."""

    __slots__ = ("__dict__", "__weakref__")
    dotnet_type: ClassVar[DotNetType] = OBJECT

    def __init__(self, **fields: Value) -> None:
        self.__dict__.update(fields)


def net_record(full_name: str, **properties: str) -> Callable[[R], R]:
    """Give a `Record` its .NET type: the properties' names with their types, in order; a base's properties follow."""

    def declare(cls: R) -> R:
        type_ = DotNetType(full_name, base=cls.dotnet_type, python=cls)
        for name, type_name in properties.items():
            type_.prop(name, type_name)(_reader(name))
            type_.setter(name)(_writer(name))
        cls.dotnet_type = register(type_)
        return cls

    return declare


def _reader(name: str) -> Callable[[Any], Value]:
    return lambda record: record.__dict__.get(name)


def _writer(name: str) -> Callable[[Any, Value], None]:
    return lambda record, new: record.__dict__.__setitem__(name, new)
