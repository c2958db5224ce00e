"""The growing lists: ArrayList, List<T>, Collection<T>, StringCollection."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from ..model.core import OBJECT
from ..model.enumerables import Enumerator, collection_changed, make_array
from ..model.registry import register
from ..model.types import DotNetType, Value
from .dictionaries import copy_to
from .list_actions import (
    add_counted,
    binary_search,
    contains,
    get_range,
    index_of,
    insert,
    insert_range,
    item_at,
    last_index_of,
    remove_at,
    remove_quietly,
    remove_range,
    reverse,
    set_item_at,
    sort,
)


class GrowingList(list[Any]):
    """A list that notices changes while it is enumerated. It is a Python list, but no .NET array."""

    __slots__ = ("version",)

    def __init__(self, items: Iterable[Value] = ()) -> None:
        super().__init__(items)
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
        super().extend(list(items))
        self.version += 1

    def replace_all(self, items: Iterable[Value]) -> None:
        """Put other items in place of all that are there."""
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


# -- declaring them ---------------------------------------------------------------------------------------------------

LIST_INTERFACES = ("System.Collections.IList", "System.Collections.ICollection", "System.Collections.IEnumerable")


def declare_list(type_: DotNetType, item: str) -> None:
    """The members that all growing lists share, for items of the named type."""
    type_.prop("Count", "int")(len)
    type_.prop("IsReadOnly", "bool")(lambda items: False)
    type_.prop("IsFixedSize", "bool")(lambda items: False)
    type_.prop("IsSynchronized", "bool")(lambda items: False)
    type_.prop("SyncRoot")(lambda items: items)
    type_.method("Clear", returns="void")(lambda items: items.replace_all(()))
    type_.method("Contains", item, returns="bool")(contains)
    type_.method("IndexOf", item, returns="int")(index_of)
    type_.method("Insert", "int", item, returns="void")(insert)
    type_.method("RemoveAt", "int", returns="void")(remove_at)
    type_.method("CopyTo", "array", "int", returns="void")(copy_to)
    type_.method("CopyTo", "array", returns="void")(copy_to)
    type_.method("GetEnumerator")(Enumerator)
    type_.method("get_Item", "int", returns=item)(item_at)
    type_.method("Item", "int", returns=item)(item_at)
    type_.method("set_Item", "int", item, returns="void")(set_item_at)


def declare_ranges(type_: DotNetType, item: str, make: Callable[[Iterable[Value]], Value]) -> None:
    """The members of ArrayList and ``List<T>`` alone; ``make`` builds a list of the same type."""
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
