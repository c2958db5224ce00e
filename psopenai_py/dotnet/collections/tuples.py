"""``System.Tuple`` and ``System.ValueTuple``."""

from __future__ import annotations

from collections.abc import Callable

from ..model.core import OBJECT, VALUE_TYPE
from ..model.enumerables import default_compare
from ..model.exceptions import argument_error
from ..model.object import identity_key
from ..model.registry import construct_from, define, reference, register, type_of
from ..model.types import DotNetType, Value, text_of_type
from ..text.formatting import net_string


class NetTuple:
    """A tuple; two tuples are equal if their items are."""

    __slots__ = ("dotnet_type", "items")

    def __init__(self, dotnet_type: DotNetType, items: tuple[Value, ...]) -> None:
        self.dotnet_type = dotnet_type
        self.items = items

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, NetTuple):
            return NotImplemented
        return self.dotnet_type is other.dotnet_type and self._key() == other._key()

    def __hash__(self) -> int:
        return hash(self._key())

    def _key(self) -> tuple[Value, ...]:
        return tuple(map(identity_key, self.items))

    def compare_to(self, other: Value) -> int:
        if other is None:
            return 1
        if not isinstance(other, NetTuple) or other.dotnet_type is not self.dotnet_type:
            raise argument_error(f"Argument must be of type {text_of_type(self.dotnet_type)}.", "other")
        pairs = zip(self.items, other.items, strict=True)
        return next((order for a, b in pairs if (order := default_compare(a, b))), 0)

    def __str__(self) -> str:
        return f"({', '.join(map(net_string, self.items))})"


def _item(index: int) -> Callable[[NetTuple], Value]:
    return lambda value: value.items[index]


def _declare_tuple(type_: DotNetType, arguments: tuple[DotNetType, ...]) -> None:
    if type_.full_name.startswith("System.ValueTuple"):
        type_.base, type_.value_type = VALUE_TYPE, True
    for index, argument in enumerate(arguments):
        type_.prop(f"Item{index + 1}", reference(argument))(_item(index))
    type_.prop("Length", "int")(lambda value: len(value.items))
    type_.method("ToString", returns="string")(str)
    type_.method("CompareTo", "object", returns="int")(NetTuple.compare_to)
    type_.constructor(*map(reference, arguments))(lambda *items: NetTuple(type_, items))


def _make(full_name: str) -> Callable[..., NetTuple]:
    """``[tuple]::Create``: the types of the items become the type arguments."""

    def create(*items: Value) -> NetTuple:
        arguments = tuple(OBJECT if item is None else type_of(item) for item in items)
        type_ = construct_from(full_name, arguments)
        assert type_ is not None
        return NetTuple(type_, items)

    return create


for _name in ("System.Tuple", "System.ValueTuple"):
    _plain = register(DotNetType(_name, base=OBJECT))
    for _count in range(1, 8):
        define(_name, _count)(_declare_tuple)
        _plain.static("Create", *["object"] * _count)(_make(_name))
