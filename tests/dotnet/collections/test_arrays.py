"""Members of arrays."""

from __future__ import annotations

from typing import Any

import pytest

from psopenai_py.dotnet.model.carriers import Byte
from psopenai_py.dotnet.model.enumerables import ByteArray, TypedArray
from psopenai_py.dotnet.model.registry import get_type, type_of
from psopenai_py.errors import NetException

from ..calling import call, read, static


def ints(*items: int) -> TypedArray:
    return TypedArray(items, get_type("int"))


def test_sizes() -> None:
    array = ints(1, 2, 3)
    assert (read(array, "Length"), read(array, "Rank"), call(array, "GetUpperBound", 0)) == (3, 1, 2)
    assert read(array, "IsFixedSize")


def test_sorting_and_reversing_in_place() -> None:
    array = [5, 3, 9, 1]
    static("array", "Sort", array)
    assert array == [1, 3, 5, 9]
    static("array", "Reverse", array)
    assert array == [9, 5, 3, 1]


def test_sorting_pairs() -> None:
    keys, items = [2, 1], ["b", "a"]
    static("array", "Sort", keys, items, of=("array", "array"))
    assert items == ["a", "b"]


def test_searching() -> None:
    test = ("array", "System.Delegate")
    array = [5, 3, 9]
    assert static("array", "IndexOf", array, 9, of=("array", "object")) == 2
    assert static("array", "Find", array, lambda item: item < 4, of=test) == 3
    assert static("array", "Find", ints(5), lambda item: item < 4, of=test) == 0
    assert static("array", "FindAll", array, lambda item: item > 4, of=test) == [5, 9]


def test_a_clone_keeps_the_element_type() -> None:
    clone = call(ints(1), "Clone")
    assert type_of(clone) is get_type("int[]")


def test_copying() -> None:
    target = ints(0, 0)
    static("array", "Copy", [9, 5, 3], target, 2, of=("array", "array", "int"))
    assert list(target) == [9, 5]
    with pytest.raises(NetException):
        static("array", "Copy", [1], target, 2, of=("array", "array", "int"))


def test_places_outside_are_an_error() -> None:
    with pytest.raises(NetException) as error:
        call([1], "GetValue", 1)
    assert error.value.type_name == "System.IndexOutOfRangeException"


@pytest.mark.parametrize(("name", "args"), [("Add", (1,)), ("RemoveAt", (0,)), ("Insert", (0, 1))])
def test_an_array_does_not_grow(name: str, args: tuple[Any, ...]) -> None:
    with pytest.raises(NetException) as error:
        call([1], name, *args)
    assert error.value.type_name == "System.NotSupportedException"


def test_new_arrays_hold_defaults() -> None:
    assert list(static("array", "CreateInstance", get_type("int"), 2)) == [0, 0]
    assert static("array", "CreateInstance", get_type("string"), 1)[0] is None


def test_bytes_come_out_as_bytes() -> None:
    array = ByteArray(b"\x01\x02")
    assert type(array[0]) is Byte
    assert [type(each) for each in array] == [Byte, Byte]
    assert type_of(array) is get_type("byte[]")
