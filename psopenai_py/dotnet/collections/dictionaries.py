"""Dictionaries: ``[hashtable]``, ``[ordered]``, ``Dictionary<K, V>`` and its sorted relatives.

All derive from `NetDictionary`; `declare_dictionary` declares the members that they share.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from ...errors import NetException
from ..model.core import OBJECT, VALUE_TYPE, Ref
from ..model.enumerables import (
    DICTIONARY_ENUMERATOR,
    Entry,
    Enumerator,
    collection_changed,
    copy_to,
    declare_collection,
    declare_entry,
)
from ..model.object import identity_key, net_equals, value_default
from ..model.registry import construct_from, define, generic_interfaces, reference, register, type_of
from ..model.types import DotNetType, Value
from ..text.formatting import net_string
from .lists import out_of_range, sort_key

_COMPARER = "System.Collections.IEqualityComparer"
Normalize = Callable[[Value], Value]


def fold_key(key: Value) -> Value:
    """The key under which a case-insensitive dictionary stores an entry."""
    plain = identity_key(key)
    return plain.lower() if plain.__class__ is str else plain


def case_counts(comparer: Value) -> bool:
    """Whether a comparer passed to a constructor is case-sensitive; true if there is none."""
    return not getattr(comparer, "ignore_case", False)


class NetDictionary:
    """A dictionary whose keys are .NET values, in the order in which they were added.

    ``normalize`` makes a key hashable: `fold_key` ignores the case of strings, `identity_key` does not.
    """

    __slots__ = ("_items", "normalize", "pair_type", "version")
    strict_version = True  # whether replacing a value invalidates enumerators

    def __init__(
        self, items: Mapping[Value, Value] | NetDictionary | None = None, case_sensitive: bool = False
    ) -> None:
        self._items: dict[Value, tuple[Value, Value]] = {}
        self.normalize: Normalize = identity_key if case_sensitive else fold_key
        self.version = 0
        self.pair_type: DotNetType | None = None  # of the entries; None for DictionaryEntry
        if items is not None:
            for key, value in items.items():
                self[key] = value

    def to_python(self) -> dict[Value, Value]:
        """The same as a dict of Python."""
        return dict(self.items())

    # -- reading ------------------------------------------------------------------------------------------------------

    def get(self, key: Value, default: Value = None) -> Value:
        found = self._items.get(self.normalize(key))
        return default if found is None else found[1]

    def __getitem__(self, key: Value) -> Value:
        return self._items[self.normalize(key)][1]

    def __contains__(self, key: Value) -> bool:
        return self.normalize(key) in self._items

    def __len__(self) -> int:
        return len(self._items)

    def __bool__(self) -> bool:
        return True

    def __iter__(self) -> Iterator[Value]:
        """The keys."""
        return (key for key, _ in self.items())

    def items(self) -> Iterator[tuple[Value, Value]]:
        version = self.version
        for pair in self._ordered():
            if version != self.version:
                raise collection_changed()
            yield pair
        if version != self.version:
            raise collection_changed()

    def _ordered(self) -> Iterable[tuple[Value, Value]]:
        return tuple(self._items.values())

    def keys(self) -> DictionaryView:
        return DictionaryView(self, 0)

    def values(self) -> DictionaryView:
        return DictionaryView(self, 1)

    def entries(self) -> Iterator[Entry]:
        pair_type = self.pair_type
        return (Entry(key, value, pair_type) for key, value in self.items())

    def index_get(self, key: Value) -> Value:
        """PowerShell's ``[key]``: null if there is no such key."""
        return None if key is None else self.get(key)

    # -- writing ------------------------------------------------------------------------------------------------------

    def __setitem__(self, key: Value, value: Value) -> None:
        items = self._items
        normal = self.normalize(self.checked(key))
        old = items.get(normal)
        if old is None:
            items[normal] = (key, value)
            self.version += 1
        else:
            items[normal] = (old[0], value)
            self.version += self.strict_version

    def index_set(self, key: Value, value: Value) -> None:
        """PowerShell's ``[key] = value``."""
        self[key] = value

    def add(self, key: Value, value: Value) -> None:
        """Add an entry; ArgumentException if the key exists."""
        if self.checked(key) in self:
            raise NetException("System.ArgumentException", f"The dictionary already has an item with the key '{key}'.")
        self[key] = value

    def remove(self, key: Value) -> bool:
        found = self._items.pop(self.normalize(self.checked(key)), None) is not None
        self.version += found
        return found

    def __delitem__(self, key: Value) -> None:
        if not self.remove(key):
            raise KeyError(key)

    def clear(self) -> None:
        self._items.clear()
        self.version += 1

    def checked(self, key: Value) -> Value:
        """The key; ArgumentNullException if it is null."""
        if key is None:
            raise NetException("System.ArgumentNullException", "A key cannot be null. (Parameter 'key')")
        return key

    def copy(self) -> NetDictionary:
        """A shallow copy of the same kind."""
        made = self.__class__.__new__(self.__class__)
        made._items = dict(self._items)
        made.normalize = self.normalize
        made.pair_type = self.pair_type
        made.version = 0
        return made

    def __repr__(self) -> str:
        return f"<{self.__class__.__name__} {dict(self._items.values())!r}>"


class DictionaryView:
    """The ``Keys`` or ``Values`` of a dictionary, which follow its changes."""

    __slots__ = ("_owner", "_part")

    def __init__(self, owner: NetDictionary, part: int) -> None:
        self._owner = owner
        self._part = part

    @property
    def dotnet_type(self) -> DotNetType:
        return view_type(self._owner, self._part)

    def __iter__(self) -> Iterator[Value]:
        part = self._part
        return (pair[part] for pair in self._owner.items())

    def __len__(self) -> int:
        return len(self._owner)

    def __contains__(self, item: Value) -> bool:
        return item in self._owner if self._part == 0 else any(net_equals(item, value) for value in self)


_view_types: dict[tuple[DotNetType, int], DotNetType] = {}


def view_type(owner: NetDictionary, part: int) -> DotNetType:
    """The type of a dictionary's Keys (0) or Values (1)."""
    owner_type = type_of(owner)
    found = _view_types.get((owner_type, part))
    if found is None:
        if owner_type.full_name == "System.Collections.Specialized.OrderedDictionary":
            name = "OrderedDictionaryKeyValueCollection"
        else:
            name = "ValueCollection" if part else "KeyCollection"
        head, bracket, rest = owner_type.full_name.partition("[[")
        found = register(
            DotNetType(
                f"{head}+{name}{bracket}{rest}",
                base=OBJECT,
                interfaces=("System.Collections.ICollection", "System.Collections.IEnumerable"),
            )
        )
        declare_collection(found)
        found.method("Contains", "object", returns="bool")(lambda view, item: item in view)
        _view_types[owner_type, part] = found
    return found


def get_or_fail(table: NetDictionary, key: Value) -> Value:
    """``get_Item`` of the generic dictionaries."""
    if table.checked(key) not in table:
        raise NetException(
            "System.Collections.Generic.KeyNotFoundException", f"The dictionary has no item with the key '{key}'."
        )
    return table[key]


def declare_dictionary(type_: DotNetType, key: str, value: str, generic: bool) -> None:
    """Declare the members that every dictionary has, for the named types of keys and values."""
    type_.prop("Count", "int")(len)
    type_.prop("Keys")(lambda table: table.keys())
    type_.prop("Values")(lambda table: table.values())
    type_.prop("IsReadOnly", "bool")(lambda table: False)
    type_.prop("IsFixedSize", "bool")(lambda table: False)
    type_.prop("IsSynchronized", "bool")(lambda table: False)
    type_.prop("SyncRoot")(lambda table: table)
    type_.method("Add", key, value, returns="void")(lambda table, k, v: table.add(k, v))
    type_.method("Clear", returns="void")(lambda table: table.clear())
    type_.method("ContainsKey", key, returns="bool")(lambda table, k: table.checked(k) in table)
    type_.method("Remove", key, returns="bool" if generic else "void")(
        (lambda table, k: table.remove(k)) if generic else _remove_quietly
    )
    type_.method("get_Item", key, returns=value)(get_or_fail if generic else (lambda table, k: table.index_get(k)))
    type_.method("set_Item", key, value, returns="void")(lambda table, k, v: table.index_set(k, v))
    type_.method("Item", key, returns=value)(get_or_fail if generic else (lambda table, k: table.index_get(k)))
    type_.method("GetEnumerator")(
        lambda table: Enumerator(EntrySource(table), None if generic else DICTIONARY_ENUMERATOR)
    )
    type_.method("CopyTo", "array", "int", returns="void")(lambda table, array, at: copy_to(table.entries(), array, at))


def _remove_quietly(table: NetDictionary, key: Value) -> None:
    table.remove(key)


class EntrySource:
    """The entries of a dictionary, which can be enumerated repeatedly."""

    __slots__ = ("_table",)

    def __init__(self, table: NetDictionary) -> None:
        self._table = table

    def __iter__(self) -> Iterator[Entry]:
        return self._table.entries()


def dictionary_interfaces(*more: str) -> tuple[str, ...]:
    """The interfaces of every dictionary type."""
    return (
        "System.Collections.IDictionary",
        "System.Collections.ICollection",
        "System.Collections.IEnumerable",
        *more,
    )


# -- hashtables and ordered dictionaries ------------------------------------------------------------------------------


class Hashtable(NetDictionary):
    """``[hashtable]``; those of ``@{}`` ignore the case of string keys, those of ``[hashtable]::new()`` do not."""

    __slots__ = ()


class OrderedHashtable(Hashtable):
    """What ``ConvertFrom-Json -AsHashtable`` returns."""

    __slots__ = ()


class OrderedDictionary(NetDictionary):
    """``[ordered]``: entries can also be accessed by index."""

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
            raise out_of_range()
        self.add(key, value)
        pairs = list(self._items.items())
        pairs.insert(index, pairs.pop())
        self._items = dict(pairs)

    def remove_at(self, index: int) -> None:
        self.remove(self._pair_at(index)[0])

    def _pair_at(self, index: int) -> tuple[Value, Value]:
        if not 0 <= index < len(self):
            raise out_of_range()
        return list(self._items.values())[index]


def _from_comparer(cls: type[NetDictionary], source: Value, comparer: Value) -> NetDictionary:
    return cls(source, case_sensitive=case_counts(comparer))


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
HASHTABLE.static("Synchronized", "hashtable")(lambda table: table)  # each access is whole here, on any thread
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


def _declare_table(type_: DotNetType, cls: type[NetDictionary]) -> None:
    declare_dictionary(type_, "object", "object", generic=False)
    type_.method("Contains", "object", returns="bool")(lambda table, key: table.checked(key) in table)
    type_.constructor()(lambda: cls(case_sensitive=True))
    type_.constructor("int")(lambda capacity: cls(case_sensitive=True))
    type_.constructor(_COMPARER)(lambda comparer: _from_comparer(cls, None, comparer))
    type_.constructor("int", _COMPARER)(lambda capacity, comparer: _from_comparer(cls, None, comparer))


_declare_table(HASHTABLE, Hashtable)
HASHTABLE.constructor("System.Collections.IDictionary")(lambda source: Hashtable(source, case_sensitive=True))
HASHTABLE.constructor("System.Collections.IDictionary", _COMPARER)(
    lambda source, comparer: _from_comparer(Hashtable, source, comparer)
)
HASHTABLE.method("Clone")(lambda table: table.copy())
HASHTABLE.method("ContainsValue", "object", returns="bool")(_contains_value)

_declare_table(ORDERED, OrderedDictionary)
del ORDERED.methods["containskey"]  # it only has Contains
ORDERED.method("Insert", "int", "object", "object", returns="void")(OrderedDictionary.insert)
ORDERED.method("RemoveAt", "int", returns="void")(OrderedDictionary.remove_at)
ORDERED.method("AsReadOnly")(lambda table: table)


class SortedList(NetDictionary):
    """``SortedList`` without type arguments: enumerated in the order of the keys, and read by position too."""

    __slots__ = ()

    def _ordered(self) -> Iterable[tuple[Value, Value]]:
        key = sort_key(None)
        return sorted(super()._ordered(), key=lambda pair: key(pair[0]))

    def at(self, index: int) -> tuple[Value, Value]:
        if not 0 <= index < len(self):
            raise out_of_range()
        return list(self._ordered())[index]


SORTED_LIST = register(
    DotNetType("System.Collections.SortedList", python=SortedList, base=OBJECT, interfaces=dictionary_interfaces())
)
_declare_table(SORTED_LIST, SortedList)
SORTED_LIST.constructor("System.Collections.IDictionary")(lambda source: SortedList(source, case_sensitive=True))
SORTED_LIST.method("GetByIndex", "int")(lambda table, index: table.at(index)[1])
SORTED_LIST.method("GetKey", "int")(lambda table, index: table.at(index)[0])
SORTED_LIST.method("RemoveAt", "int", returns="void")(lambda table, index: table.remove(table.at(index)[0]) and None)
SORTED_LIST.method("ContainsValue", "object", returns="bool")(_contains_value)


# -- generic dictionaries ---------------------------------------------------------------------------------------------


class GenericDictionary(NetDictionary):
    """``Dictionary<K, V>``; replacing a value does not invalidate enumerators."""

    __slots__ = ("dotnet_type",)
    strict_version = False

    def __init__(self, dotnet_type: DotNetType, items: NetDictionary | None = None, comparer: Value = None) -> None:
        self.dotnet_type = dotnet_type
        super().__init__(items, case_sensitive=case_counts(comparer))
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
    if table.checked(key) in table:
        out.value = table[key]
        return True
    out.value = value_default(table.dotnet_type.arguments[1]) if isinstance(table, GenericDictionary) else None
    return False


def try_add(table: NetDictionary, key: Value, value: Value) -> bool:
    if table.checked(key) in table:
        return False
    table[key] = value
    return True


def _declare_generic_table(type_: DotNetType, arguments: tuple[DotNetType, ...], cls: type[GenericDictionary]) -> None:
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
    _declare_generic_table(type_, arguments, GenericDictionary)


@define("System.Collections.Concurrent.ConcurrentDictionary", 2)
def _concurrent(type_: DotNetType, arguments: tuple[DotNetType, ...]) -> None:
    key, value = map(reference, arguments)
    _declare_generic_table(type_, arguments, GenericDictionary)
    type_.method("TryRemove", key, "ref", returns="bool")(_try_remove)
    type_.method("GetOrAdd", key, value, returns=value)(_get_or_add)
    type_.method("AddOrUpdate", key, value, f"System.Func[{key},{value},{value}]", returns=value)(_add_or_update)


def _try_remove(table: NetDictionary, key: Value, out: Ref) -> bool:
    return try_get_value(table, key, out) and table.remove(key)


def _add_or_update(table: NetDictionary, key: Value, value: Value, update: Callable[[Value, Value], Value]) -> Value:
    if not try_add(table, key, value):
        table[key] = update(key, table[key])
    return table[key]


def _get_or_add(table: NetDictionary, key: Value, value: Value) -> Value:
    try_add(table, key, value)
    return table[key]


@define("System.Collections.Generic.SortedDictionary", 2)
def _sorted_dictionary(type_: DotNetType, arguments: tuple[DotNetType, ...]) -> None:
    _declare_generic_table(type_, arguments, SortedTable)


@define("System.Collections.Generic.SortedList", 2)
def _sorted_list(type_: DotNetType, arguments: tuple[DotNetType, ...]) -> None:
    _declare_generic_table(type_, arguments, SortedTable)


@define("System.Collections.Generic.OrderedDictionary", 2)
def _ordered_dictionary(type_: DotNetType, arguments: tuple[DotNetType, ...]) -> None:
    _declare_generic_table(type_, arguments, GenericDictionary)


@define("System.Collections.Generic.KeyValuePair", 2)
def _pair(type_: DotNetType, arguments: tuple[DotNetType, ...]) -> None:
    type_.base = VALUE_TYPE
    type_.value_type = True
    declare_entry(type_)
    type_.method("ToString", returns="string")(lambda entry: f"[{net_string(entry.key)}, {net_string(entry.value)}]")
    type_.constructor(*map(reference, arguments))(lambda key, value: Entry(key, value, type_))
