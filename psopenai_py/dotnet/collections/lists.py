"""Lists: ArrayList, ``List<T>``, ``Collection<T>``, StringCollection, and operations that arrays share with them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cmp_to_key, partial
from typing import Any

from ...errors import NetException
from ..model.core import OBJECT
from ..model.enumerables import (
    checked_range,
    collection_changed,
    copy_to,
    declare_collection,
    default_compare,
    make_array,
)
from ..model.exceptions import argument_error, not_null
from ..model.object import net_equals, value_default
from ..model.registry import construct_from, define, generic_interfaces, reference, register, type_of
from ..model.types import DotNetType, Value


class GrowingList(list[Any]):
    """A list that detects changes during enumeration. It is a Python list, but not a .NET array."""

    __slots__ = ("version",)

    def __init__(self, items: Iterable[Value] = ()) -> None:
        super().__init__(not_null(items, "collection"))
        self.version = 0

    def __iter__(self) -> Iterator[Value]:
        version = self.version
        for item in super().__iter__():
            if version != self.version:
                raise collection_changed()
            yield item
        if version != self.version:
            raise collection_changed()

    def __setitem__(self, index: Any, value: Any) -> None:
        super().__setitem__(index, value)
        self.version += 1

    def append(self, item: Value) -> None:
        super().append(item)
        self.version += 1

    def extend(self, items: Iterable[Value]) -> None:
        super().extend(list(not_null(items, "collection")))
        self.version += 1

    def replace_all(self, items: Iterable[Value]) -> None:
        """Replace all items."""
        super().__setitem__(slice(None), list(items))
        self.version += 1

    def __hash__(self) -> int:  # type: ignore[override]
        return id(self)

    def __eq__(self, other: object) -> bool:
        return self is other


class ArrayList(GrowingList):
    __slots__ = ()


class StringCollection(GrowingList):
    __slots__ = ()


class GenericList(GrowingList):
    """``List<T>``, and by its ``dotnet_type`` also ``Collection<T>`` and ``ReadOnlyCollection<T>``."""

    __slots__ = ("dotnet_type",)

    def __init__(self, dotnet_type: DotNetType, items: Iterable[Value] = ()) -> None:
        super().__init__(items)
        self.dotnet_type = dotnet_type

    @property
    def element_type(self) -> DotNetType:
        return self.dotnet_type.arguments[0]


# -- operations, also for arrays --------------------------------------------------------------------------------------


def out_of_range(parameter: str = "index") -> NetException:
    return NetException(
        "System.ArgumentOutOfRangeException",
        "The index must not be negative and must be smaller than the size of the collection. "
        f"(Parameter '{parameter}')",
    )


def item_at(items: list[Value], index: int) -> Value:
    if not 0 <= index < len(items):
        raise out_of_range()
    return items[index]


def set_item_at(items: list[Value], index: int, value: Value) -> None:
    if not 0 <= index < len(items):
        raise out_of_range()
    items[index] = value


def add_counted(items: GrowingList, item: Value) -> int:
    """``ArrayList.Add``: returns the index of the new item."""
    items.append(item)
    return len(items) - 1


def insert(items: GrowingList, index: int, item: Value) -> None:
    insert_range(items, index, (item,))


def insert_range(items: GrowingList, index: int, more: Iterable[Value]) -> None:
    if not 0 <= index <= len(items):
        raise out_of_range()
    items[index:index] = list(not_null(more, "collection"))


def index_of(items: Iterable[Value], item: Value, start: int = 0, count: int | None = None) -> int:
    """The index of the first equal item, or -1."""
    every = list(items)
    end = len(every) if count is None else start + count
    if not 0 <= start <= len(every) or end > len(every):
        raise out_of_range("startIndex")
    return next((i for i in range(start, end) if net_equals(every[i], item)), -1)


def last_index_of(items: Iterable[Value], item: Value) -> int:
    every = list(items)
    return next((i for i in range(len(every) - 1, -1, -1) if net_equals(every[i], item)), -1)


def contains(items: Iterable[Value], item: Value) -> bool:
    return index_of(items, item) >= 0


def remove(items: GrowingList, item: Value) -> bool:
    found = index_of(items, item)
    if found >= 0:
        items[found : found + 1] = []
    return found >= 0


def remove_quietly(items: GrowingList, item: Value) -> None:
    remove(items, item)


def remove_at(items: GrowingList, index: int) -> None:
    item_at(items, index)
    items[index : index + 1] = []


def remove_range(items: GrowingList, index: int, count: int) -> None:
    items[checked_range(items, index, count)] = []


def get_range(items: list[Value], index: int, count: int) -> list[Value]:
    return list(items[checked_range(items, index, count)])


def reverse(items: GrowingList, index: int = 0, count: int | None = None) -> None:
    at = checked_range(items, index, len(items) - index if count is None else count)
    items[at] = list(items[at])[::-1]


def sort_key(comparer: Value) -> Callable[[Value], Any]:
    """The key for Python's sort that a comparer, a comparison delegate or None (the default order) stands for."""
    compare: Any = default_compare if comparer is None else getattr(comparer, "compare", comparer)
    if not callable(compare):  # an object of a script's class
        methods = type_of(comparer).find_methods("compare")
        if not methods:
            raise argument_error(f"[{type_of(comparer).full_name}] does not compare values.", "comparer")
        compare = partial(methods[0].call, comparer)

    def order(left: Value, right: Value) -> int:
        found = compare(left, right)
        if not isinstance(found, int):
            raise NetException("System.InvalidOperationException", "The comparison must return a whole number.")
        return found

    return cmp_to_key(order)


def sort(items: GrowingList, comparer: Value = None) -> None:
    items.replace_all(sorted(items, key=sort_key(comparer)))


def remove_all(items: GrowingList, matches: Callable[[Value], Value]) -> int:
    not_null(matches, "match")
    kept = [item for item in items if not matches(item)]
    removed = len(items) - len(kept)
    if removed:
        items.replace_all(kept)
    return removed


def for_each(items: Iterable[Value], action: Callable[[Value], Value]) -> None:
    not_null(action, "action")
    for item in items:
        action(item)


def find(items: Iterable[Value], matches: Callable[[Value], Value], default: Value = None) -> Value:
    not_null(matches, "match")
    return next((item for item in items if matches(item)), default)


def find_index(items: Iterable[Value], matches: Callable[[Value], Value]) -> int:
    not_null(matches, "match")
    return next((i for i, item in enumerate(items) if matches(item)), -1)


def find_last(items: Iterable[Value], matches: Callable[[Value], Value], default: Value = None) -> Value:
    return find(list(items)[::-1], matches, default)


def find_last_index(items: Iterable[Value], matches: Callable[[Value], Value]) -> int:
    not_null(matches, "match")
    every = list(items)
    return next((i for i in range(len(every) - 1, -1, -1) if matches(every[i])), -1)


def find_all(items: Iterable[Value], matches: Callable[[Value], Value]) -> list[Value]:
    not_null(matches, "match")
    return [item for item in items if matches(item)]


def true_for_all(items: Iterable[Value], matches: Callable[[Value], Value]) -> bool:
    not_null(matches, "match")
    return all(matches(item) for item in items)


def binary_search(items: Iterable[Value], item: Value, comparer: Value = None) -> int:
    """The index in a sorted list, or the bitwise complement of the index where the item would be inserted."""
    every, key = list(items), sort_key(comparer)
    low, high = 0, len(every)
    while low < high:
        middle = (low + high) // 2
        if key(every[middle]) < key(item):
            low = middle + 1
        else:
            high = middle
    return low if low < len(every) and not key(item) < key(every[low]) else ~low


# -- ArrayList and StringCollection -----------------------------------------------------------------------------------

LIST_INTERFACES = ("System.Collections.IList", "System.Collections.ICollection", "System.Collections.IEnumerable")


def declare_list(type_: DotNetType, item: str) -> None:
    """Declare the members that all lists have, for items of the named type."""
    declare_collection(type_)
    type_.prop("IsReadOnly", "bool")(lambda items: False)
    type_.prop("IsFixedSize", "bool")(lambda items: False)
    type_.prop("IsSynchronized", "bool")(lambda items: False)
    type_.prop("SyncRoot")(lambda items: items)
    type_.method("Clear", returns="void")(lambda items: items.replace_all(()))
    type_.method("Contains", item, returns="bool")(contains)
    type_.method("IndexOf", item, returns="int")(index_of)
    type_.method("Insert", "int", item, returns="void")(insert)
    type_.method("RemoveAt", "int", returns="void")(remove_at)
    type_.method("CopyTo", "array", returns="void")(copy_to)
    type_.method("get_Item", "int", returns=item)(item_at)
    type_.method("Item", "int", returns=item)(item_at)
    type_.method("set_Item", "int", item, returns="void")(set_item_at)


def declare_ranges(type_: DotNetType, item: str, make: Callable[[Iterable[Value]], Value]) -> None:
    """Declare the members that only ArrayList and ``List<T>`` have; ``make`` creates a list of the same type."""
    many = "System.Collections.IEnumerable"
    type_.method("AddRange", many, returns="void")(GrowingList.extend)
    type_.method("InsertRange", "int", many, returns="void")(insert_range)
    type_.method("RemoveRange", "int", "int", returns="void")(remove_range)
    type_.method("GetRange", "int", "int")(lambda items, index, count: make(get_range(items, index, count)))
    type_.method("IndexOf", item, "int", returns="int")(index_of)
    type_.method("IndexOf", item, "int", "int", returns="int")(index_of)
    type_.method("LastIndexOf", item, returns="int")(last_index_of)
    type_.method("Reverse", returns="void")(reverse)
    type_.method("Reverse", "int", "int", returns="void")(reverse)
    type_.method("Sort", returns="void")(sort)
    type_.method("Sort", "System.Collections.IComparer", returns="void")(sort)
    type_.method("BinarySearch", item, returns="int")(binary_search)
    type_.method("BinarySearch", item, "System.Collections.IComparer", returns="int")(binary_search)
    type_.prop("Capacity", "int")(lambda items: max(4, len(items)) if items else 0)


ARRAY_LIST = register(
    DotNetType(
        "System.Collections.ArrayList",
        python=ArrayList,
        base=OBJECT,
        interfaces=(*LIST_INTERFACES, "System.ICloneable"),
    )
)
declare_list(ARRAY_LIST, "object")
declare_ranges(ARRAY_LIST, "object", ArrayList)
ARRAY_LIST.method("Add", "object", returns="int")(add_counted)
ARRAY_LIST.method("Remove", "object", returns="void")(remove_quietly)
ARRAY_LIST.method("Clone")(lambda items: ArrayList(items))
ARRAY_LIST.method("ToArray")(lambda items: list(items))
ARRAY_LIST.method("ToArray", "type")(lambda items, type_: make_array(items, type_))
ARRAY_LIST.constructor()(ArrayList)
ARRAY_LIST.constructor("int")(lambda capacity: ArrayList())
ARRAY_LIST.constructor("System.Collections.ICollection")(ArrayList)

STRING_COLLECTION = register(
    DotNetType(
        "System.Collections.Specialized.StringCollection",
        python=StringCollection,
        base=OBJECT,
        interfaces=LIST_INTERFACES,
    )
)
declare_list(STRING_COLLECTION, "string")
STRING_COLLECTION.method("Add", "string", returns="int")(add_counted)
STRING_COLLECTION.method("AddRange", "string[]", returns="void")(GrowingList.extend)
STRING_COLLECTION.method("Remove", "string", returns="void")(remove_quietly)
STRING_COLLECTION.constructor()(StringCollection)


# -- the generic lists ------------------------------------------------------------------------------------------------


def _list_interfaces(element: DotNetType) -> tuple[str, ...]:
    names = "IList ICollection IEnumerable IReadOnlyList IReadOnlyCollection"
    return (*LIST_INTERFACES, *generic_interfaces(names, element))


@define("System.Collections.Generic.List", 1)
def _list(type_: DotNetType, arguments: tuple[DotNetType, ...]) -> None:
    (element,) = arguments
    item = reference(element)
    predicate = f"System.Predicate[{item}]"

    def make(items: Iterable[Value] = ()) -> GenericList:
        return GenericList(type_, items)

    type_.interfaces = _list_interfaces(element)
    declare_list(type_, item)
    declare_ranges(type_, item, make)
    type_.methods["addrange"].clear()
    many = f"System.Collections.Generic.IEnumerable[{item}]"
    type_.method("AddRange", many, returns="void")(GrowingList.extend)
    type_.method("Add", item, returns="void")(GrowingList.append)
    type_.method("Remove", item, returns="bool")(remove)
    type_.method("RemoveAll", predicate, returns="int")(remove_all)
    type_.method("Find", predicate, returns=item)(lambda items, test: find(items, test, value_default(element)))
    type_.method("FindLast", predicate, returns=item)(
        lambda items, test: find_last(items, test, value_default(element))
    )
    type_.method("FindAll", predicate)(lambda items, test: make(find_all(items, test)))
    type_.method("FindIndex", predicate, returns="int")(find_index)
    type_.method("FindLastIndex", predicate, returns="int")(find_last_index)
    type_.method("Exists", predicate, returns="bool")(lambda items, test: find_index(items, test) >= 0)
    type_.method("TrueForAll", predicate, returns="bool")(true_for_all)
    type_.method("ForEach", f"System.Action[{item}]", returns="void")(for_each)
    type_.method("Sort", f"System.Comparison[{item}]", returns="void")(sort)
    type_.method("Sort", f"System.Collections.Generic.IComparer[{item}]", returns="void")(sort)
    type_.method("ConvertAll", f"System.Converter[{item},object]")(convert_all)
    type_.method("ConvertAll", "System.Delegate")(convert_all)  # a delegate that was cast has its own result type
    type_.method("ToArray", returns=item + "[]")(lambda items: make_array(items, element))
    type_.method("AsReadOnly")(lambda items: _read_only_of(element, items))
    type_.method("TrimExcess", returns="void")(lambda items: None)
    type_.method("EnsureCapacity", "int", returns="int")(lambda items, count: max(count, len(items)))
    type_.constructor()(make)
    type_.constructor("int")(lambda capacity: make())
    type_.constructor(many)(make)


def result_type(convert: Callable[[Value], Value]) -> DotNetType:
    """What a converter returns: the last type argument of a delegate, object for anything else."""
    arguments = type_of(not_null(convert, "converter")).arguments
    return arguments[-1] if arguments else OBJECT


def convert_all(items: Iterable[Value], convert: Callable[[Value], Value]) -> GenericList:
    """``ConvertAll``: the element type of the new list is the result type of the delegate, if it has one."""
    element = result_type(convert)
    converted = [convert(item) for item in items]
    list_type = construct_from("System.Collections.Generic.List", (element,))
    assert list_type is not None
    return GenericList(list_type, converted)


@define("System.Collections.ObjectModel.Collection", 1)
def _collection(type_: DotNetType, arguments: tuple[DotNetType, ...]) -> None:
    (element,) = arguments
    item = reference(element)
    type_.interfaces = _list_interfaces(element)
    declare_list(type_, item)
    type_.method("Add", item, returns="void")(GrowingList.append)
    type_.method("Remove", item, returns="bool")(remove)
    type_.constructor()(lambda: GenericList(type_))
    type_.constructor(f"System.Collections.Generic.IList[{item}]")(lambda items: GenericList(type_, items))


@define("System.Collections.ObjectModel.ObservableCollection", 1)
def _observable(type_: DotNetType, arguments: tuple[DotNetType, ...]) -> None:
    _collection(type_, arguments)


class ReadOnlyList(GenericList):
    """``ReadOnlyCollection<T>``."""

    __slots__ = ()

    def __setitem__(self, index: object, value: Value) -> None:
        raise _read_only()


def _read_only() -> NetException:
    return NetException("System.NotSupportedException", "The collection is read-only.")


def _refuse(*_: Value) -> None:
    raise _read_only()


def _read_only_of(element: DotNetType, items: Iterable[Value]) -> ReadOnlyList:
    type_ = construct_from("System.Collections.ObjectModel.ReadOnlyCollection", (element,))
    assert type_ is not None
    return ReadOnlyList(type_, items)


@define("System.Collections.ObjectModel.ReadOnlyCollection", 1)
def _read_only_collection(type_: DotNetType, arguments: tuple[DotNetType, ...]) -> None:
    (element,) = arguments
    item = reference(element)
    type_.interfaces = _list_interfaces(element)
    declare_list(type_, item)
    type_.prop("IsReadOnly", "bool")(lambda items: True)
    for name, parameters in {
        "Insert": ("int", item),
        "RemoveAt": ("int",),
        "Clear": (),
        "set_Item": ("int", item),
    }.items():
        type_.methods.pop(name.lower(), None)
        type_.method(name, *parameters, returns="void")(_refuse)
    type_.constructor(f"System.Collections.Generic.IList[{item}]")(lambda items: ReadOnlyList(type_, items))
