"""``HashSet<T>`` and ``SortedSet<T>``."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from ..model.core import Ref
from ..model.enumerables import Enumerator, collection_changed, copy_to
from ..model.exceptions import not_null
from ..model.object import identity_key, value_default
from ..model.registry import define, generic_interfaces, reference
from ..model.types import DotNetType, Value
from .dictionaries import case_counts, fold_key
from .lists import sort_key


class HashSet:
    """A set of .NET values, in the order in which they were added."""

    __slots__ = ("_items", "comparer", "dotnet_type", "normalize", "version")

    def __init__(self, dotnet_type: DotNetType, items: Iterable[Value] = (), comparer: Value = None) -> None:
        self.dotnet_type = dotnet_type
        self.comparer = comparer
        self.normalize = identity_key if case_counts(comparer) else fold_key
        self._items: dict[Value, Value] = {}
        self.version = 0
        for item in not_null(items, "collection"):
            self.add(item)

    def __iter__(self) -> Iterator[Value]:
        version = self.version
        for item in self._ordered():
            if version != self.version:
                raise collection_changed()
            yield item

    def _ordered(self) -> Iterable[Value]:
        return list(self._items.values())

    def __len__(self) -> int:
        return len(self._items)

    def __bool__(self) -> bool:
        return True

    def __contains__(self, item: Value) -> bool:
        return self.normalize(item) in self._items

    def add(self, item: Value) -> bool:
        normal = self.normalize(item)
        if normal in self._items:
            return False
        self._items[normal] = item
        self.version += 1
        return True

    def remove(self, item: Value) -> bool:
        normal = self.normalize(item)
        if normal not in self._items:
            return False
        del self._items[normal]
        self.version += 1
        return True

    def clear(self) -> None:
        self._items.clear()
        self.version += 1

    def union_with(self, other: Iterable[Value]) -> None:
        for item in list(not_null(other, "other")):
            self.add(item)

    def except_with(self, other: Iterable[Value]) -> None:
        for item in list(not_null(other, "other")):
            self.remove(item)

    def intersect_with(self, other: Iterable[Value]) -> None:
        kept = self.like(other)
        for item in list(self):
            if item not in kept:
                self.remove(item)

    def symmetric_except_with(self, other: Iterable[Value]) -> None:
        for item in self.like(other):
            if not self.remove(item):
                self.add(item)

    def remove_where(self, matches: Callable[[Value], Value]) -> int:
        gone = [item for item in self if matches(item)]
        self.except_with(gone)
        return len(gone)

    def is_subset_of(self, other: Iterable[Value]) -> bool:
        outer = self.like(other)
        return all(item in outer for item in self)

    def is_superset_of(self, other: Iterable[Value]) -> bool:
        return all(item in self for item in not_null(other, "other"))

    def set_equals(self, other: Iterable[Value]) -> bool:
        same = self.like(other)
        return len(same) == len(self) and self.is_subset_of(same)

    def overlaps(self, other: Iterable[Value]) -> bool:
        return any(item in self for item in not_null(other, "other"))

    def like(self, items: Iterable[Value]) -> HashSet:
        """Another set with the same type and comparer."""
        return self.__class__(self.dotnet_type, items, self.comparer)

    def stored(self, item: Value) -> Value:
        """The item in the set that is equal to this one."""
        return self._items[self.normalize(item)]


class SortedSet(HashSet):
    __slots__ = ()

    def _ordered(self) -> Iterable[Value]:
        return sorted(self._items.values(), key=sort_key(self.comparer))


def _try_get_value(items: HashSet, item: Value, out: Ref) -> bool:
    found = item in items
    out.value = items.stored(item) if found else value_default(items.dotnet_type.arguments[0])
    return found


def _declare_set(type_: DotNetType, arguments: tuple[DotNetType, ...], cls: type[HashSet]) -> None:
    (element,) = arguments
    item = reference(element)
    many = f"System.Collections.Generic.IEnumerable[{item}]"
    names = "ISet ICollection IEnumerable IReadOnlyCollection"
    type_.interfaces = ("System.Collections.IEnumerable", *generic_interfaces(names, element))
    type_.prop("Count", "int")(len)
    type_.method("Add", item, returns="bool")(HashSet.add)
    type_.method("Remove", item, returns="bool")(HashSet.remove)
    type_.method("RemoveWhere", f"System.Predicate[{item}]", returns="int")(HashSet.remove_where)
    type_.method("Clear", returns="void")(HashSet.clear)
    type_.method("Contains", item, returns="bool")(HashSet.__contains__)
    type_.method("TryGetValue", item, "ref", returns="bool")(_try_get_value)
    type_.method("UnionWith", many, returns="void")(HashSet.union_with)
    type_.method("ExceptWith", many, returns="void")(HashSet.except_with)
    type_.method("IntersectWith", many, returns="void")(HashSet.intersect_with)
    type_.method("SymmetricExceptWith", many, returns="void")(HashSet.symmetric_except_with)
    type_.method("IsSubsetOf", many, returns="bool")(HashSet.is_subset_of)
    type_.method("IsSupersetOf", many, returns="bool")(HashSet.is_superset_of)
    type_.method("IsProperSubsetOf", many, returns="bool")(
        lambda items, other: items.is_subset_of(other) and not items.set_equals(other)
    )
    type_.method("IsProperSupersetOf", many, returns="bool")(
        lambda items, other: items.is_superset_of(other) and not items.set_equals(other)
    )
    type_.method("SetEquals", many, returns="bool")(HashSet.set_equals)
    type_.method("Overlaps", many, returns="bool")(HashSet.overlaps)
    type_.method("CopyTo", item + "[]", returns="void")(copy_to)
    type_.method("CopyTo", item + "[]", "int", returns="void")(copy_to)
    type_.method("GetEnumerator")(Enumerator)
    type_.constructor()(lambda: cls(type_))
    type_.constructor(many)(lambda items: cls(type_, items))
    type_.constructor("System.Collections.IEqualityComparer")(lambda comparer: cls(type_, (), comparer))
    type_.constructor(many, "System.Collections.IEqualityComparer")(lambda items, comparer: cls(type_, items, comparer))


@define("System.Collections.Generic.HashSet", 1)
def _hash_set(type_: DotNetType, arguments: tuple[DotNetType, ...]) -> None:
    _declare_set(type_, arguments, HashSet)


@define("System.Collections.Generic.SortedSet", 1)
def _sorted_set(type_: DotNetType, arguments: tuple[DotNetType, ...]) -> None:
    _declare_set(type_, arguments, SortedSet)
    type_.prop("Min")(lambda items: next(iter(items), None))
    type_.prop("Max")(lambda items: list(items)[-1] if len(items) else None)
