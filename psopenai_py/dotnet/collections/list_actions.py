"""What the members of lists (and ``[array]::``) do."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cmp_to_key
from typing import TYPE_CHECKING, Any

from ...errors import NetException
from ..model.enumerables import default_compare
from ..model.object import net_equals
from ..model.types import Value

if TYPE_CHECKING:
    from .lists import GrowingList


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
    """``ArrayList.Add``: answers the new item's position."""
    items.append(item)
    return len(items) - 1


def insert(items: GrowingList, index: int, item: Value) -> None:
    insert_range(items, index, (item,))


def insert_range(items: GrowingList, index: int, more: Iterable[Value]) -> None:
    if not 0 <= index <= len(items):
        raise out_of_range()
    items[index:index] = list(more)


def index_of(items: Iterable[Value], item: Value, start: int = 0, count: int | None = None) -> int:
    """The position of the first equal item, or -1."""
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


def _checked_range(items: list[Value], index: int, count: int) -> slice:
    if index < 0 or count < 0:
        raise out_of_range("index" if index < 0 else "count")
    if index + count > len(items):
        raise NetException("System.ArgumentException", "The range reaches beyond the end of the list.")
    return slice(index, index + count)


def remove_range(items: GrowingList, index: int, count: int) -> None:
    items[_checked_range(items, index, count)] = []


def get_range(items: list[Value], index: int, count: int) -> list[Value]:
    return list(items[_checked_range(items, index, count)])


def reverse(items: GrowingList, index: int = 0, count: int | None = None) -> None:
    at = _checked_range(items, index, len(items) - index if count is None else count)
    items[at] = list(items[at])[::-1]


def sort_key(comparer: Value) -> Callable[[Value], Any]:
    """A key for Python's sort from a comparer object, a comparison delegate, or None for the default."""
    compare: Any = default_compare if comparer is None else getattr(comparer, "compare", comparer)
    return cmp_to_key(lambda left, right: int(compare(left, right)))


def sort(items: GrowingList, comparer: Value = None) -> None:
    items.replace_all(sorted(items, key=sort_key(comparer)))


def remove_all(items: GrowingList, matches: Callable[[Value], Value]) -> int:
    kept = [item for item in items if not matches(item)]
    removed = len(items) - len(kept)
    if removed:
        items.replace_all(kept)
    return removed


def for_each(items: Iterable[Value], action: Callable[[Value], Value]) -> None:
    for item in items:
        action(item)


def find(items: Iterable[Value], matches: Callable[[Value], Value], default: Value = None) -> Value:
    return next((item for item in items if matches(item)), default)


def find_index(items: Iterable[Value], matches: Callable[[Value], Value]) -> int:
    return next((i for i, item in enumerate(items) if matches(item)), -1)


def find_last(items: Iterable[Value], matches: Callable[[Value], Value], default: Value = None) -> Value:
    return find(list(items)[::-1], matches, default)


def find_last_index(items: Iterable[Value], matches: Callable[[Value], Value]) -> int:
    every = list(items)
    return next((i for i in range(len(every) - 1, -1, -1) if matches(every[i])), -1)


def binary_search(items: Iterable[Value], item: Value, comparer: Value = None) -> int:
    """The position in a sorted list, or the complement of where the item belongs."""
    every, key = list(items), sort_key(comparer)
    low, high = 0, len(every)
    while low < high:
        middle = (low + high) // 2
        if key(every[middle]) < key(item):
            low = middle + 1
        else:
            high = middle
    return low if low < len(every) and not key(item) < key(every[low]) else ~low
