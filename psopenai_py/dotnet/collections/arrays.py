"""The members of arrays, and ``[array]::``."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from ...errors import NetException
from ..model.carriers import Int64
from ..model.core import ARRAY
from ..model.enumerables import (
    ENUMERATOR,
    Enumerator,
    checked_length,
    checked_range,
    copy_range,
    copy_to,
    element_type,
    is_array,
    make_array,
    new_array,
)
from ..model.exceptions import argument_error, not_null, range_error
from ..model.object import value_default
from ..model.registry import register
from ..model.types import DotNetType, Value
from .lists import (
    binary_search,
    contains,
    find,
    find_all,
    find_index,
    find_last,
    find_last_index,
    for_each,
    index_of,
    last_index_of,
    result_type,
    sort_key,
    true_for_all,
)


def like(array: Value, items: Iterable[Value]) -> Value:
    """A new array of the same element type."""
    return make_array(items, element_type(array))


def _checked(array: Value, index: int) -> int:
    if not 0 <= index < len(array):
        raise NetException("System.IndexOutOfRangeException", "Index was outside the bounds of the array.")
    return index


def _get_value(array: Value, index: int) -> Value:
    return array[_checked(array, index)]


def _set_value(array: Value, value: Value, index: int) -> None:
    array[_checked(array, index)] = value


def _check_dimension(dimension: int) -> None:
    if dimension != 0:
        raise NetException("System.IndexOutOfRangeException", "Array does not have that many dimensions.")


def _lower_bound(array: Value, dimension: int) -> int:
    _check_dimension(dimension)
    return 0


def _length_of(array: Value, dimension: int) -> int:
    _check_dimension(dimension)
    return len(array)


def _refuse(*_: Value) -> None:
    raise NetException("System.NotSupportedException", "Collection was of a fixed size.")


def _sort(array: Any, comparer: Value = None) -> None:
    array[:] = sorted(array, key=sort_key(comparer))


def _sort_pairs(keys: Any, items: Any, comparer: Value = None) -> None:
    """Sort the keys, and put the items into the same order."""
    key = sort_key(comparer)
    if len(items) < len(keys):
        raise argument_error("There must be an item for each key.", "items")
    order = sorted(range(len(keys)), key=lambda at: key(keys[at]))
    keys[:], items[: len(order)] = [keys[at] for at in order], [items[at] for at in order]


def _sort_range(array: Any, index: int, length: int) -> None:
    part = checked_range(array, index, length)
    array[part] = sorted(array[part], key=sort_key(None))


def _reverse(array: Any, index: int = 0, length: int | None = None) -> None:
    part = checked_range(array, index, len(array) if length is None else length)
    array[part] = list(array[part])[::-1]


def _clear(array: Any, index: int = 0, length: int | None = None) -> None:
    count = len(array) if length is None else length
    if index < 0 or count < 0 or index + count > len(array):
        raise NetException("System.IndexOutOfRangeException", "Index was outside the bounds of the array.")
    array[index : index + count] = [value_default(element_type(array))] * count


def _fill(array: Any, value: Value) -> None:
    array[:] = [value] * len(array)


def _resize(reference: Any, size: int) -> None:
    old = [] if reference.value is None else reference.value
    if not is_array(old):
        raise argument_error("The reference must hold an array.", "array")
    if size < 0:
        raise range_error("newSize", "Non-negative number required.")
    type_ = element_type(old)
    checked_length(size, type_)
    reference.value = make_array([*list(old)[:size], *[value_default(type_)] * (size - len(old))], type_)


def _convert_all(array: Iterable[Value], convert: Callable[[Value], Value]) -> Value:
    return make_array([convert(item) for item in array], result_type(convert))


def _or_default(search: Callable[..., Value]) -> Callable[..., Value]:
    return lambda array, test: search(array, test, value_default(element_type(array)))


ARRAY.prop("Length", "int")(len)
ARRAY.prop("LongLength", "long")(lambda array: Int64(len(array)))
ARRAY.prop("Rank", "int")(lambda array: 1)
ARRAY.prop("SyncRoot")(lambda array: array)
ARRAY.prop("IsReadOnly", "bool")(lambda array: False)
ARRAY.prop("IsFixedSize", "bool")(lambda array: True)
ARRAY.prop("IsSynchronized", "bool")(lambda array: False)
ARRAY.prop("Count", "int")(len)
ARRAY_ENUMERATOR = register(DotNetType("System.ArrayEnumerator", base=ENUMERATOR, interfaces=ENUMERATOR.interfaces))
ARRAY.method("GetEnumerator")(lambda array: Enumerator(array, ARRAY_ENUMERATOR))
ARRAY.method("GetValue", "int")(_get_value)
ARRAY.method("Get", "int")(_get_value)
ARRAY.method("get_Item", "int")(_get_value)
ARRAY.method("SetValue", "object", "int", returns="void")(_set_value)
ARRAY.method("Set", "int", "object", returns="void")(lambda array, index, value: _set_value(array, value, index))
ARRAY.method("set_Item", "int", "object", returns="void")(lambda array, index, value: _set_value(array, value, index))
ARRAY.method("GetLength", "int", returns="int")(_length_of)
ARRAY.method("GetLongLength", "int", returns="long")(lambda array, at: Int64(_length_of(array, at)))
ARRAY.method("GetLowerBound", "int", returns="int")(_lower_bound)
ARRAY.method("GetUpperBound", "int", returns="int")(lambda array, at: _length_of(array, at) - 1)
ARRAY.method("Clone")(lambda array: like(array, array))
ARRAY.method("CopyTo", "array", "int", returns="void")(copy_to)
ARRAY.method("Contains", "object", returns="bool")(contains)
ARRAY.method("IndexOf", "object", returns="int")(index_of)
ARRAY.method("Initialize", returns="void")(lambda array: None)
ARRAY.method("Clear", returns="void")(_clear)
ARRAY.method("Add", "object", returns="int")(_refuse)
ARRAY.method("Insert", "int", "object", returns="void")(_refuse)
ARRAY.method("Remove", "object", returns="void")(_refuse)
ARRAY.method("RemoveAt", "int", returns="void")(_refuse)

_COMPARER = "System.Collections.IComparer"
_NULLABLE = ("object", "ref", _COMPARER)


def _static(name: str, *parameters: str, returns: str = "object") -> Callable[[Callable[..., Value]], None]:
    """Declare a static method whose arrays and delegates must not be null."""

    def declare(call: Callable[..., Value]) -> None:
        def checked(*arguments: Value) -> Value:
            for parameter, argument in zip(parameters, arguments, strict=True):
                if parameter not in _NULLABLE:
                    not_null(argument, "array" if parameter == "array" else "match")
            return call(*arguments)

        ARRAY.static(name, *parameters, returns=returns)(checked)

    return declare


_static("Sort", "array", returns="void")(_sort)
_static("Sort", "array", _COMPARER, returns="void")(_sort)
_static("Sort", "array", "array", returns="void")(_sort_pairs)
_static("Sort", "array", "array", _COMPARER, returns="void")(_sort_pairs)
_static("Sort", "array", "int", "int", returns="void")(_sort_range)
_static("Reverse", "array", returns="void")(_reverse)
_static("Reverse", "array", "int", "int", returns="void")(_reverse)
_static("IndexOf", "array", "object", returns="int")(index_of)
_static("IndexOf", "array", "object", "int", returns="int")(index_of)
_static("IndexOf", "array", "object", "int", "int", returns="int")(index_of)
_static("LastIndexOf", "array", "object", returns="int")(last_index_of)
_static("BinarySearch", "array", "object", returns="int")(binary_search)
_static("BinarySearch", "array", "object", _COMPARER, returns="int")(binary_search)
_static("Copy", "array", "array", "int", returns="void")(
    lambda source, target, count: copy_range(source, 0, target, 0, count)
)
_static("Copy", "array", "int", "array", "int", "int", returns="void")(copy_range)
_static("Clear", "array", returns="void")(_clear)
_static("Clear", "array", "int", "int", returns="void")(_clear)
_static("Fill", "array", "object", returns="void")(_fill)
_static("Resize", "ref", "int", returns="void")(_resize)
_static("CreateInstance", "type", "int")(new_array)
_static("Empty")(list)
_static("AsReadOnly", "array")(lambda array: array)
# In .NET these are generic methods: a delegate of any element type fits.
for _delegate in ("System.Predicate[object]", "System.Delegate"):
    _two = ("array", _delegate)
    _static("Find", *_two)(_or_default(find))
    _static("FindLast", *_two)(_or_default(find_last))
    _static("FindAll", *_two)(lambda array, test: like(array, find_all(array, test)))
    _static("FindIndex", *_two, returns="int")(find_index)
    _static("FindLastIndex", *_two, returns="int")(find_last_index)
    _static("Exists", *_two, returns="bool")(lambda array, test: find_index(array, test) >= 0)
    _static("TrueForAll", *_two, returns="bool")(true_for_all)
for _name, _kind, _action, _returns in (
    ("Sort", "System.Comparison[object]", _sort, "void"),
    ("ForEach", "System.Action[object]", for_each, "void"),
    ("ConvertAll", "System.Converter[object,object]", _convert_all, "object"),
):
    _static(_name, "array", _kind, returns=_returns)(_action)
    _static(_name, "array", "System.Delegate", returns=_returns)(_action)
