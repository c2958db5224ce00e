"""``[hashtable]``, ``[ordered]``, and the ordered hashtable that JSON is read into."""

from __future__ import annotations

from collections.abc import Iterable

from ...errors import NetException
from ..model.core import OBJECT
from ..model.object import net_equals
from ..model.registry import register
from ..model.types import DotNetType, Value
from .dictionaries import NetDictionary, declare_dictionary, dictionary_interfaces


class Hashtable(NetDictionary):
    """``[hashtable]``; PowerShell's own ones ignore the case of string keys, ``[hashtable]::new()`` does not."""

    __slots__ = ()


class OrderedHashtable(Hashtable):
    """What ``ConvertFrom-Json -AsHashtable`` gives."""

    __slots__ = ()


class OrderedDictionary(NetDictionary):
    """``[ordered]``: entries are also reached by their position."""

    __slots__ = ()

    def index_get(self, key: Value) -> Value:
        return self.at(key) if key.__class__ is int else super().index_get(key)

    def index_set(self, key: Value, value: Value) -> None:
        if key.__class__ is int:
            self.set_at(key, value)
        else:
            self[key] = value

    def at(self, index: int) -> Value:
        return self._pair_at(index)[1]

    def set_at(self, index: int, value: Value) -> None:
        self[self._pair_at(index)[0]] = value

    def insert(self, index: int, key: Value, value: Value) -> None:
        if not 0 <= index <= len(self):
            raise _out_of_range()
        self.add(key, value)
        pairs = list(self._items.items())
        pairs.insert(index, pairs.pop())
        self._items = dict(pairs)

    def remove_at(self, index: int) -> None:
        self.remove(self._pair_at(index)[0])

    def _pair_at(self, index: int) -> tuple[Value, Value]:
        if not 0 <= index < len(self):
            raise _out_of_range()
        return list(self._items.values())[index]


def _out_of_range() -> NetException:
    return NetException(
        "System.ArgumentOutOfRangeException",
        "The index must not be negative and must be smaller than the size of the collection. (Parameter 'index')",
    )


def normalizer(comparer: Value) -> bool:
    """Whether a comparer given to a constructor tells upper from lower case."""
    return not getattr(comparer, "ignore_case", False)


def _from_comparer(cls: type[NetDictionary], source: Value, comparer: Value) -> NetDictionary:
    return cls(source, case_sensitive=normalizer(comparer))


def _contains_value(table: NetDictionary, value: Value) -> bool:
    return any(net_equals(value, each) for each in table.values())


HASHTABLE = register(
    DotNetType(
        "System.Collections.Hashtable",
        "hashtable",
        python=Hashtable,
        base=OBJECT,
        interfaces=dictionary_interfaces("System.ICloneable"),
    )
)
ORDERED_HASHTABLE = register(
    DotNetType("System.Management.Automation.OrderedHashtable", python=OrderedHashtable, base=HASHTABLE)
)
ORDERED = register(
    DotNetType(
        "System.Collections.Specialized.OrderedDictionary",
        "ordered",
        python=OrderedDictionary,
        base=OBJECT,
        interfaces=dictionary_interfaces("System.Collections.Specialized.IOrderedDictionary"),
    )
)


def _declare(type_: DotNetType, cls: type[NetDictionary]) -> None:
    declare_dictionary(type_, "object", "object", generic=False)
    type_.method("Contains", "object", returns="bool")(lambda table, key: table._checked(key) in table)
    type_.constructor()(lambda: cls(case_sensitive=True))
    type_.constructor("int")(lambda capacity: cls(case_sensitive=True))
    type_.constructor("System.Collections.IEqualityComparer")(lambda comparer: _from_comparer(cls, None, comparer))
    type_.constructor("int", "System.Collections.IEqualityComparer")(
        lambda capacity, comparer: _from_comparer(cls, None, comparer)
    )


_declare(HASHTABLE, Hashtable)
HASHTABLE.constructor("System.Collections.IDictionary")(lambda source: Hashtable(source, case_sensitive=True))
HASHTABLE.constructor("System.Collections.IDictionary", "System.Collections.IEqualityComparer")(
    lambda source, comparer: _from_comparer(Hashtable, source, comparer)
)
HASHTABLE.method("Clone")(lambda table: table.copy())
HASHTABLE.method("ContainsValue", "object", returns="bool")(_contains_value)

_declare(ORDERED, OrderedDictionary)
del ORDERED.methods["containskey"]  # its interface has Contains only
ORDERED.method("Insert", "int", "object", "object", returns="void")(OrderedDictionary.insert)
ORDERED.method("RemoveAt", "int", returns="void")(OrderedDictionary.remove_at)
ORDERED.method("AsReadOnly")(lambda table: table)


def ordered_from(pairs: Iterable[tuple[Value, Value]]) -> OrderedDictionary:
    """An ``[ordered]`` dictionary from pairs, as the language's literal makes it."""
    made = OrderedDictionary()
    for key, value in pairs:
        made[key] = value
    return made
