"""`NetDictionary`, what all dictionaries are built on, and the members that they share."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from ...errors import NetException
from ..model.core import OBJECT
from ..model.enumerables import DICTIONARY_ENUMERATOR, Entry, Enumerator, collection_changed
from ..model.object import identity_key, net_equals
from ..model.registry import register, type_of
from ..model.types import DotNetType, Value

Normalize = Callable[[Value], Value]


def fold_key(key: Value) -> Value:
    """The key under which a case-insensitive dictionary keeps an entry."""
    plain = identity_key(key)
    return plain.lower() if plain.__class__ is str else plain


class NetDictionary:
    """A dictionary whose keys are .NET values. Entries stand in the order in which they came.

    ``normalize`` gives the hashable form of a key: `fold_key` ignores the case of strings, `identity_key` does not.
    """

    __slots__ = ("_items", "normalize", "pair_type", "version")
    strict_version = True  # whether overwriting a value counts as a change to those who enumerate

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
        """What PowerShell's ``[key]`` reads: null where there is no such key."""
        return None if key is None else self.get(key)

    # -- writing ------------------------------------------------------------------------------------------------------

    def __setitem__(self, key: Value, value: Value) -> None:
        items = self._items
        normal = self.normalize(self._checked(key))
        old = items.get(normal)
        if old is None:
            items[normal] = (key, value)
            self.version += 1
        else:
            items[normal] = (old[0], value)
            self.version += self.strict_version

    def index_set(self, key: Value, value: Value) -> None:
        """What PowerShell's ``[key] = value`` writes."""
        self[key] = value

    def add(self, key: Value, value: Value) -> None:
        """Add a new key; one that is there already is an error."""
        if self._checked(key) in self:
            raise NetException("System.ArgumentException", f"The dictionary already has an item with the key '{key}'.")
        self[key] = value

    def remove(self, key: Value) -> bool:
        found = self._items.pop(self.normalize(self._checked(key)), None) is not None
        self.version += found
        return found

    def __delitem__(self, key: Value) -> None:
        if not self.remove(key):
            raise KeyError(key)

    def clear(self) -> None:
        self._items.clear()
        self.version += 1

    def _checked(self, key: Value) -> Value:
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
    """The living ``Keys`` or ``Values`` of a dictionary."""

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
        found.prop("Count", "int")(len)
        found.method("GetEnumerator")(Enumerator)
        found.method("Contains", "object", returns="bool")(lambda view, item: item in view)
        found.method("CopyTo", "array", "int", returns="void")(copy_to)
        _view_types[owner_type, part] = found
    return found


def copy_to(source: Iterable[Value], target: Value, index: int = 0) -> None:
    """``CopyTo``: write a collection's items into an array from a position on."""
    items = list(source)
    if index < 0 or index + len(items) > len(target):
        raise NetException("System.ArgumentException", "The target array is too short for the items.")
    target[index : index + len(items)] = items


def get_or_fail(table: NetDictionary, key: Value) -> Value:
    """``get_Item`` of the generic dictionaries."""
    if table._checked(key) not in table:
        raise NetException(
            "System.Collections.Generic.KeyNotFoundException", f"The dictionary has no item with the key '{key}'."
        )
    return table[key]


def declare_dictionary(type_: DotNetType, key: str, value: str, generic: bool) -> None:
    """The members that every dictionary has, with the parameter types of keys and values."""
    type_.prop("Count", "int")(len)
    type_.prop("Keys")(lambda table: table.keys())
    type_.prop("Values")(lambda table: table.values())
    type_.prop("IsReadOnly", "bool")(lambda table: False)
    type_.prop("IsFixedSize", "bool")(lambda table: False)
    type_.prop("IsSynchronized", "bool")(lambda table: False)
    type_.prop("SyncRoot")(lambda table: table)
    type_.method("Add", key, value, returns="void")(lambda table, k, v: table.add(k, v))
    type_.method("Clear", returns="void")(lambda table: table.clear())
    type_.method("ContainsKey", key, returns="bool")(lambda table, k: table._checked(k) in table)
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
    """The entries of a dictionary as something that can be iterated again and again."""

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
