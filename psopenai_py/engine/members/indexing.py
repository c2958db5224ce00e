"""``value[index]`` and ``value[index] = new``."""

from __future__ import annotations

from ...dotnet.collections.dictionaries import Hashtable, NetDictionary, OrderedDictionary
from ...dotnet.collections.grids import Grid
from ...dotnet.model.carriers import Char
from ...dotnet.model.enumerables import ByteArray, TypedArray
from ...dotnet.model.registry import type_of
from ...dotnet.model.types import Value
from ...dotnet.text.utf16 import units
from ...errors import NetException, TerminatingError, terminating
from ..conversion.conversion import convert, convert_to_int
from ..values.enumeration import enumerate_value
from ..values.numeric import code_of
from ..values.objects import unwrap
from .methods import call_method

_ARRAYS = (list, TypedArray, ByteArray)


def get_index(value: Value, index: Value, null_conditional: bool = False, strict: float = 0) -> Value:
    """The item at an index or key; an array of indexes gives an array of the items that are there.

    An item that is not there is null. In strict mode it is an error: from version 2 on for a value that has no index,
    from version 3 on always.
    """
    cls = value.__class__
    if cls is list and index.__class__ is int:
        return value[index] if -len(value) <= index < len(value) else _not_there(strict)
    if value is None:
        if null_conditional:
            return None
        raise terminating("NullArray", "There is nothing to index into: the value is null.", "InvalidOperation")
    value = unwrap(value)
    if isinstance(value, NetDictionary):
        return _from_dictionary(value, index)
    if isinstance(value, Grid):
        return _from_grid(value, index, strict)
    if isinstance(value, str):
        value = units(value)
    if isinstance(value, (list, str, bytearray)):
        return _from_sequence(value, index, strict)
    return _from_object(value, index, strict)


def _not_there(strict: float, error: NetException | None = None) -> None:
    if strict >= 3:
        raise _out_of_range() if error is None else raw_error(error)


def _from_grid(grid: Grid, index: Value, strict: float) -> Value:
    """The element of an array of several dimensions."""
    try:
        return grid[grid.place(_grid_indexes(grid, index))]
    except NetException as error:
        return _not_there(strict, error)


def _grid_indexes(grid: Grid, index: Value) -> list[int]:
    indexes = enumerate_value(index)
    found = [_position(each) for each in ((index,) if indexes is None else indexes)]
    if len(found) != len(grid.lengths):
        text = f"The array has {len(grid.lengths)} dimensions; give an index for each: [0, 0]."
        raise terminating("NeedMultidimensionalIndex", text, "InvalidOperation", index)
    return found


def _from_dictionary(table: NetDictionary, index: Value) -> Value:
    if index.__class__ is list:
        return [_entry(table, unwrap(key)) for key in index]
    return _entry(table, unwrap(index))


def _entry(table: NetDictionary, key: Value) -> Value:
    if key is None:
        raise terminating("NullArrayIndex", "The key is null.", "InvalidOperation")
    try:
        return table.index_get(key)
    except NetException as error:
        raise raw_error(error) from error


def _from_sequence(value: Value, index: Value, strict: float) -> Value:
    if isinstance(unwrap(index), str) or code_of(unwrap(index)):
        return _item(value, index, strict)
    if index is None:
        raise terminating("NullArrayIndex", "The index is null.", "InvalidOperation")
    indexes = enumerate_value(index)
    if indexes is None:
        return _item(value, index, strict)
    picked = [_position(each) for each in indexes]
    length = len(value)
    return [_at(value, at) for at in picked if -length <= at < length]


def _item(value: Value, index: Value, strict: float) -> Value:
    at = _position(index)
    if -len(value) <= at < len(value):
        return _at(value, at)
    if isinstance(value, str) or value.__class__ in _ARRAYS:
        return _not_there(strict)
    return _not_there(strict, NetException("System.ArgumentOutOfRangeException", "The index lies outside the list."))


def _at(value: Value, at: int) -> Value:
    found = value[at]
    return Char(found) if isinstance(value, str) else found


def _position(index: Value) -> int:
    if index.__class__ is int:
        return index
    return convert_to_int(index)


def _from_object(value: Value, index: Value, strict: float) -> Value:
    getters = type_of(value).find_methods("get_item") or type_of(value).find_methods("item")
    if getters:
        try:
            return call_method(getters, value, [index], "get_Item")
        except TerminatingError as error:
            inner = error.record.exception.inner
            if inner is not None and error.record.error_id in _NOT_THERE:
                return _not_there(strict, inner)
            raise
    items = enumerate_value(value)
    if items is not None:
        return _from_sequence(list(items), index, strict)
    if code_of(unwrap(index)) and _position(index) in (0, -1):  # a scalar counts as an array of one item
        return value
    if strict < 2:
        return None
    raise cannot_index(value)


_NOT_THERE = ("ArgumentOutOfRangeException", "KeyNotFoundException", "IndexOutOfRangeException")


def cannot_index(value: Value) -> TerminatingError:
    """The error of indexing into a value that has no index."""
    text = f'An object of type "{type_of(value).full_name}" has no index.'
    return terminating("CannotIndex", text, "InvalidOperation", value)


def raw_error(error: NetException) -> TerminatingError:
    """The error for a .NET exception that PowerShell's index operator does not wrap: its id is the full type name."""
    return terminating(error.type_name, error.message, "OperationStopped", None, error.type_name, error.inner)


def set_index(value: Value, index: Value, new: Value) -> None:
    """Store an item, converted to the element type of a typed array or list."""
    if value.__class__ is list and index.__class__ is int:
        if -len(value) <= index < len(value):
            value[index] = new
            return
        raise _out_of_range()
    if value is None:
        raise terminating("NullArray", "There is nothing to index into: the value is null.", "InvalidOperation")
    value = unwrap(value)
    if isinstance(value, NetDictionary):
        _set_entry(value, unwrap(index), new)
    elif value.__class__ in _ARRAYS:
        _set_element(value, index, new)
    elif isinstance(value, Grid):
        try:
            value[value.place(_grid_indexes(value, index))] = convert(new, value.element_type)
        except NetException as error:
            raise raw_error(error) from error
    else:
        _set_by_type(value, index, new)


def _set_entry(table: NetDictionary, key: Value, new: Value) -> None:
    if key is None:
        raise terminating("NullArrayIndex", "The index is null.", "InvalidOperation")
    try:
        if isinstance(table, (Hashtable, OrderedDictionary)):
            table.index_set(key, new)
        else:
            _set_by_type(table, key, new)
    except NetException as error:
        raise raw_error(error) from error


def _set_element(array: Value, index: Value, new: Value) -> None:
    if index.__class__ is list and len(index) != 1:
        text = "Several elements cannot be assigned at once."
        raise terminating("ArraySliceAssignmentFailed", text, "InvalidOperation", index)
    if index is None:
        raise terminating("NullArrayIndex", "The index is null.", "InvalidOperation")
    at = _position(index[0] if index.__class__ is list else index)
    if not -len(array) <= at < len(array):
        raise _out_of_range()
    if array.__class__ is not list:
        new = convert(new, array.element_type)
    array[at] = new


def _out_of_range() -> TerminatingError:
    return raw_error(NetException("System.IndexOutOfRangeException", "The index lies outside the array."))


def _set_by_type(value: Value, index: Value, new: Value) -> None:
    setters = type_of(value).find_methods("set_item")
    if not setters:
        raise cannot_index(value)
    if isinstance(value, list) and isinstance(index, int) and index < 0:
        index = len(value) + index
    try:
        call_method(setters, value, [index, new], "set_Item")
    except TerminatingError as error:
        inner = error.record.exception.inner
        if inner is not None and error.record.error_id == inner.type_name.rpartition(".")[2]:
            raise raw_error(inner) from error
        raise
