"""``Dictionary<K, V>``, its sorted kin, and ``KeyValuePair<K, V>``."""

from __future__ import annotations

from collections.abc import Iterable

from ..model.core import VALUE_TYPE, Ref
from ..model.enumerables import Entry, declare_entry
from ..model.object import net_equals, value_default
from ..model.registry import construct_from, define, generic_interfaces, reference
from ..model.types import DotNetType, Value
from .dictionaries import NetDictionary, declare_dictionary, dictionary_interfaces
from .list_actions import sort_key

_COMPARER = "System.Collections.IEqualityComparer"


class GenericDictionary(NetDictionary):
    """``Dictionary<K, V>``; setting a value that exists does not disturb those who enumerate."""

    __slots__ = ("dotnet_type",)
    strict_version = False

    def __init__(self, dotnet_type: DotNetType, items: NetDictionary | None = None, comparer: Value = None) -> None:
        self.dotnet_type = dotnet_type
        super().__init__(items, case_sensitive=not getattr(comparer, "ignore_case", False))
        self.pair_type = construct_from("System.Collections.Generic.KeyValuePair", dotnet_type.arguments)

    def copy(self) -> NetDictionary:
        made = super().copy()
        assert isinstance(made, GenericDictionary)
        made.dotnet_type = self.dotnet_type
        return made


class SortedTable(GenericDictionary):
    """``SortedDictionary`` and ``SortedList``: enumerated in the order of the keys."""

    __slots__ = ("comparer",)

    def __init__(self, dotnet_type: DotNetType, items: NetDictionary | None = None, comparer: Value = None) -> None:
        self.comparer = comparer
        super().__init__(dotnet_type, items, comparer)

    def _ordered(self) -> Iterable[tuple[Value, Value]]:
        key = sort_key(self.comparer)
        return sorted(super()._ordered(), key=lambda pair: key(pair[0]))


def try_get_value(table: NetDictionary, key: Value, out: Ref) -> bool:
    if table._checked(key) in table:
        out.value = table[key]
        return True
    out.value = value_default(table.dotnet_type.arguments[1]) if isinstance(table, GenericDictionary) else None
    return False


def try_add(table: NetDictionary, key: Value, value: Value) -> bool:
    if table._checked(key) in table:
        return False
    table[key] = value
    return True


def _declare(type_: DotNetType, arguments: tuple[DotNetType, ...], cls: type[GenericDictionary]) -> None:
    key, value = map(reference, arguments)
    type_.interfaces = dictionary_interfaces(
        *generic_interfaces("IDictionary IReadOnlyDictionary", *arguments),
    )
    declare_dictionary(type_, key, value, generic=True)
    type_.method("TryGetValue", key, "ref", returns="bool")(try_get_value)
    type_.method("TryAdd", key, value, returns="bool")(try_add)
    type_.method("ContainsValue", value, returns="bool")(
        lambda table, item: any(net_equals(item, each) for each in table.values())
    )
    source = f"System.Collections.Generic.IDictionary[{key},{value}]"
    type_.constructor()(lambda: cls(type_))
    type_.constructor("int")(lambda capacity: cls(type_))
    type_.constructor(source)(lambda items: cls(type_, items))
    type_.constructor(_COMPARER)(lambda comparer: cls(type_, None, comparer))
    type_.constructor(source, _COMPARER)(lambda items, comparer: cls(type_, items, comparer))


@define("System.Collections.Generic.Dictionary", 2)
def _dictionary(type_: DotNetType, arguments: tuple[DotNetType, ...]) -> None:
    _declare(type_, arguments, GenericDictionary)


@define("System.Collections.Concurrent.ConcurrentDictionary", 2)
def _concurrent(type_: DotNetType, arguments: tuple[DotNetType, ...]) -> None:
    key, value = map(reference, arguments)
    _declare(type_, arguments, GenericDictionary)
    type_.method("TryRemove", key, "ref", returns="bool")(_try_remove)
    type_.method("GetOrAdd", key, value, returns=value)(_get_or_add)


def _try_remove(table: NetDictionary, key: Value, out: Ref) -> bool:
    return try_get_value(table, key, out) and table.remove(key)


def _get_or_add(table: NetDictionary, key: Value, value: Value) -> Value:
    try_add(table, key, value)
    return table[key]


@define("System.Collections.Generic.SortedDictionary", 2)
def _sorted_dictionary(type_: DotNetType, arguments: tuple[DotNetType, ...]) -> None:
    _declare(type_, arguments, SortedTable)


@define("System.Collections.Generic.SortedList", 2)
def _sorted_list(type_: DotNetType, arguments: tuple[DotNetType, ...]) -> None:
    _declare(type_, arguments, SortedTable)


@define("System.Collections.Generic.OrderedDictionary", 2)
def _ordered_dictionary(type_: DotNetType, arguments: tuple[DotNetType, ...]) -> None:
    _declare(type_, arguments, GenericDictionary)


@define("System.Collections.Generic.KeyValuePair", 2)
def _pair(type_: DotNetType, arguments: tuple[DotNetType, ...]) -> None:
    from ..text.formatting import net_string

    type_.base = VALUE_TYPE
    type_.value_type = True
    declare_entry(type_)
    type_.method("ToString", returns="string")(lambda entry: f"[{net_string(entry.key)}, {net_string(entry.value)}]")
    type_.constructor(*map(reference, arguments))(lambda key, value: Entry(key, value, type_))
