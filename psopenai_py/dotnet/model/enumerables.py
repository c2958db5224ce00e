"""What all collections share: typed arrays, byte arrays, entries of dictionaries, enumerators.

In a pipeline the engine enumerates all of them except dictionaries, which it passes on as one object.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Any

from ...errors import NetException
from ..culture.compare import compare_text
from .carriers import Byte
from .core import BYTE, OBJECT
from .exceptions import not_null, range_error
from .object import compare_numbers, identity_key, value_default
from .registry import array_of, get_type, register, type_of
from .types import DotNetType, Value

_NUMBERS = (int, float, Decimal)


class TypedArray(list[Any]):
    """An array of any type but object: ``[int[]]``, ``[string[]]``. Its elements already have that type."""

    __slots__ = ("element_type",)

    def __init__(self, items: Iterable[Value], element_type: DotNetType) -> None:
        super().__init__(items)
        self.element_type = element_type

    @property
    def dotnet_type(self) -> DotNetType:
        return array_of(self.element_type)

    def __reduce__(self) -> tuple[Any, ...]:  # types do not travel to another process
        return list, (list(self),)


class ByteArray(bytearray):
    """``[byte[]]``; iterating and indexing give ``[byte]`` values."""

    __slots__ = ()
    element_type = BYTE

    def __iter__(self) -> Iterator[Byte]:
        return map(Byte, super().__iter__())

    def __getitem__(self, index: Any) -> Any:
        found = super().__getitem__(index)
        return Byte(found) if isinstance(found, int) else ByteArray(found)

    def __hash__(self) -> int:  # type: ignore[override]
        return id(self)  # as a dictionary key, an array is equal only to itself

    @property
    def dotnet_type(self) -> DotNetType:
        return array_of(BYTE)


array_of(BYTE).python = ByteArray
register(array_of(BYTE))


def make_array(items: Iterable[Value], element_type: DotNetType) -> Value:
    """An array of that element type, in the class that carries it."""
    if element_type is OBJECT:
        return list(items)
    if element_type is BYTE:
        return ByteArray(items)
    return TypedArray(items, element_type)


#: in elements. Of .NET it is 2,147,483,591; a place takes 8 bytes here, and an object beside it
LONGEST_ARRAY = 1 << 27
_MOST_BYTES = 0x7FFFFFC7  # of a byte array, as in .NET


def checked_length(length: int, element_type: DotNetType) -> int:
    """The length of a new array; OutOfMemoryException if it is longer than there can be."""
    if length > (_MOST_BYTES if element_type is BYTE else LONGEST_ARRAY):
        text = f"An array of {length:,} elements is too long."
        raise NetException("System.OutOfMemoryException", text)
    return length


def checked_range(items: Sequence[Value], index: int, count: int) -> slice:
    """A part of an array or list as a slice; an exception of .NET if the part is not within it."""
    if index < 0 or count < 0:
        raise range_error("index" if index < 0 else "count", "Non-negative number required.")
    if index + count > len(items):
        raise NetException("System.ArgumentException", "The range reaches beyond the end.")
    return slice(index, index + count)


def new_array(element_type: DotNetType, length: int) -> Value:
    """An array of that length, filled with the element type's default."""
    if length < 0:
        raise range_error("length", "Non-negative number required.")
    checked_length(length, element_type)
    if element_type is BYTE:
        return ByteArray(length)
    return make_array([value_default(element_type)] * length, element_type)


def is_array(value: Value) -> bool:
    """Whether a value is a .NET array (fixed size), not one of the growing lists."""
    cls = value.__class__
    return cls is list or cls is TypedArray or cls is ByteArray


def element_type(array: Value) -> DotNetType:
    """The element type of an array."""
    own: DotNetType = getattr(array, "element_type", OBJECT)
    return own


def collection_changed() -> NetException:
    return NetException(
        "System.InvalidOperationException",
        "The collection was changed while it was being enumerated; enumeration cannot go on.",
    )


class Entry:
    """A key and its value: a DictionaryEntry, or with ``pair_type`` a KeyValuePair."""

    __slots__ = ("dotnet_type", "key", "value")

    def __init__(self, key: Value, value: Value, pair_type: DotNetType | None = None) -> None:
        self.key = key
        self.value = value
        self.dotnet_type = pair_type or DICTIONARY_ENTRY

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Entry):
            return NotImplemented
        return self.dotnet_type is other.dotnet_type and identity_pair(self) == identity_pair(other)

    def __hash__(self) -> int:
        return hash(identity_pair(self))

    def __str__(self) -> str:
        return f"[{self.key}, {'' if self.value is None else self.value}]"

    def __repr__(self) -> str:
        return f"<Entry {self.key!r}: {self.value!r}>"


def identity_pair(entry: Entry) -> tuple[Value, Value]:
    return identity_key(entry.key), identity_key(entry.value)


class Enumerator:
    """What ``GetEnumerator()`` returns: advanced by ``MoveNext()``, or enumerated from its position on."""

    __slots__ = ("_iterator", "current", "dotnet_type", "source")

    def __init__(self, source: Iterable[Value], type_: DotNetType | None = None) -> None:
        self.source = source
        self._iterator = iter(source)
        self.current: Value = None
        self.dotnet_type = type_ or ENUMERATOR

    def move_next(self) -> bool:
        try:
            self.current = next(self._iterator)
        except StopIteration:
            self.current = None
            return False
        return True

    def reset(self) -> None:
        self._iterator = iter(self.source)
        self.current = None

    def __iter__(self) -> Iterator[Value]:
        while self.move_next():
            yield self.current


ENUMERATOR = register(
    DotNetType("System.Collections.Enumerator", base=OBJECT, interfaces=("System.Collections.IEnumerator",))
)
ENUMERATOR.prop("Current")(lambda it: it.current)
ENUMERATOR.method("MoveNext", returns="bool")(Enumerator.move_next)
ENUMERATOR.method("Reset", returns="void")(Enumerator.reset)
ENUMERATOR.method("Dispose", returns="void")(lambda it: None)

#: the enumerator of a non-generic dictionary, which also has the current entry's Key and Value
DICTIONARY_ENUMERATOR = register(
    DotNetType(
        "System.Collections.Hashtable+HashtableEnumerator",
        base=ENUMERATOR,
        interfaces=("System.Collections.IDictionaryEnumerator", "System.Collections.IEnumerator"),
    )
)


def _current_entry(enumerator: Enumerator) -> Entry:
    if enumerator.current is None:
        raise NetException(
            "System.InvalidOperationException", "Enumeration has either not started or has already finished."
        )
    entry: Entry = enumerator.current
    return entry


DICTIONARY_ENUMERATOR.prop("Key")(lambda it: _current_entry(it).key)
DICTIONARY_ENUMERATOR.prop("Value")(lambda it: _current_entry(it).value)
DICTIONARY_ENUMERATOR.prop("Entry", "System.Collections.DictionaryEntry")(_current_entry)

DICTIONARY_ENTRY = register(
    DotNetType("System.Collections.DictionaryEntry", base=get_type("System.ValueType"), value_type=True)
)


def declare_entry(type_: DotNetType) -> None:
    """Declare the members of DictionaryEntry or of a KeyValuePair type."""

    def set_key(entry: Entry, new: Value) -> None:
        entry.key = new

    def set_value(entry: Entry, new: Value) -> None:
        entry.value = new

    type_.prop("Key")(lambda entry: entry.key)
    type_.prop("Value")(lambda entry: entry.value)
    if type_.full_name == "System.Collections.DictionaryEntry":  # a KeyValuePair cannot be changed
        type_.prop("Name")(lambda entry: entry.key)
        type_.own_addition("Name", "AliasProperty", "Name = Key")
        type_.setter("Key")(set_key)
        type_.setter("Value")(set_value)


declare_entry(DICTIONARY_ENTRY)
DICTIONARY_ENTRY.constructor("object", "object")(Entry)


def copy_to(source: Iterable[Value], target: Value, index: int = 0) -> None:
    """``CopyTo``: write the items of a collection into an array, from an index on."""
    items = list(source)
    not_null(target, "array")
    if index < 0 or index + len(items) > len(target):
        raise NetException("System.ArgumentException", "The target array is too short for the items.")
    target[index : index + len(items)] = items


def declare_collection(type_: DotNetType) -> None:
    """The members that every collection has, whatever it holds."""
    type_.prop("Count", "int")(len)
    type_.method("CopyTo", "array", "int", returns="void")(copy_to)
    type_.method("GetEnumerator")(Enumerator)


def copy_range(source: Sequence[Value], start: int, target: Value, target_start: int, count: int) -> None:
    """``Array.Copy``: copy ``count`` items into another array or into the same one."""
    not_null(target, "destinationArray")
    if min(start, target_start, count) < 0:
        raise NetException("System.ArgumentOutOfRangeException", "Positions and counts must not be negative.")
    if start + count > len(source) or target_start + count > len(target):
        raise NetException("System.ArgumentException", "An array is too short for the items to be copied.")
    target[target_start : target_start + count] = source[start : start + count]


def default_compare(left: Value, right: Value) -> int:
    """``Comparer<T>.Default``: null comes first, other values are compared by the left one's ``CompareTo``."""
    if left is None or right is None:
        return (left is not None) - (right is not None)
    if isinstance(left, str) and isinstance(right, str):
        return compare_text(left, right, ignore_case=False)
    if isinstance(left, _NUMBERS) and isinstance(right, _NUMBERS):
        return compare_numbers(left, right)
    type_ = type_of(left)
    overloads = type_.find_methods("compareto")
    if not overloads:
        raise NetException("System.ArgumentException", "At least one object must implement IComparable.")
    for_any = next((each for each in overloads if each.parameters == ("object",)), None)
    if for_any is None and type_of(right) is not type_:
        raise NetException("System.ArgumentException", f"Object must be of type {type_.name}.")
    return int((for_any or overloads[0]).call(left, right))
