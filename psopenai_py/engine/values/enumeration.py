"""What unrolls in a pipeline, in ``foreach`` and on the left of a comparison."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from ...dotnet.collections.lists import GenericList
from ...dotnet.model.carriers import Byte
from ...dotnet.model.registry import get_type, type_of
from ...dotnet.model.types import Value
from .objects import PSObject

#: classes whose values never unroll (a fast path)
_SCALARS: frozenset[type] = frozenset({str, int, float, bool, type(None), PSObject, Decimal})


def is_enumerable(value: Value) -> bool:
    """Whether the value unrolls: arrays and collections do; text, dictionaries and everything else do not."""
    cls = value.__class__
    if cls in _SCALARS and cls is not PSObject:
        return False
    return enumerate_value(value) is not None


def enumerate_value(value: Value) -> Iterator[Value] | None:
    """An iterator over the items of a value that unrolls, else None."""
    cls = value.__class__
    if cls is list:
        return iter(value)  # type: ignore[no-any-return]
    if cls is PSObject:
        return None if value._base is None else enumerate_value(value._base)
    if cls in _SCALARS:
        return None
    if isinstance(value, list):
        return iter(value)
    if isinstance(value, (str, int, float, dict)):
        return None
    if isinstance(value, (bytearray, bytes)):
        return map(Byte, value)
    if isinstance(value, PSObject):
        return None if value._base is None else enumerate_value(value._base)
    return _by_type(value)


def _by_type(value: Value) -> Iterator[Value] | None:
    """Classes of the .NET layer unroll when Python can iterate them and their type is an IEnumerable or IEnumerator."""
    if not hasattr(value.__class__, "__iter__"):
        return None
    unrolls = False
    for at in type_of(value).lineage():
        if "System.Collections.IDictionary" in at.interfaces:
            return None
        if at.full_name in _UNROLLING or not _UNROLLING.isdisjoint(at.interfaces):
            unrolls = True
    return iter(value) if unrolls or isinstance(value, Iterator) else None


_UNROLLING = frozenset(
    {
        "System.Collections.IEnumerable",
        "System.Collections.ICollection",
        "System.Collections.IList",
        "System.Collections.IEnumerator",
        "System.Collections.IDictionaryEnumerator",
    }
)


def as_list(value: Value) -> list[Value]:
    """The items of a value that unrolls; for any other value a list of that value; for ``$null`` an empty list."""
    if value is None:
        return []
    found = enumerate_value(value)
    return [value] if found is None else list(found)


def result_collection(items: list[Value]) -> GenericList:
    """The Collection<PSObject> that ``.Where()`` and a script block's ``Invoke`` return."""
    return GenericList(get_type("System.Collections.ObjectModel.Collection[psobject]"), items)
