"""Constructed types, generic lists and dictionaries."""

from __future__ import annotations

import pytest

from psopenai_py.dotnet.model.core import Ref
from psopenai_py.dotnet.model.delegates import Delegate
from psopenai_py.dotnet.model.registry import find_type, get_type, type_of
from psopenai_py.dotnet.system.globalization import StringComparer
from psopenai_py.errors import NetException

from ..calling import call, new, read

LIST = "System.Collections.Generic.List[int]"
DICTIONARY = "System.Collections.Generic.Dictionary[string,int]"


def test_names_of_a_constructed_type() -> None:
    type_ = get_type(LIST)
    assert type_.name == "List`1"
    assert type_.full_name.startswith("System.Collections.Generic.List`1[[System.Int32, System.Private.CoreLib,")
    assert type_.shown_name == LIST
    assert type_.namespace == "System.Collections.Generic"


def test_the_same_arguments_give_the_same_type() -> None:
    assert get_type("Collections.Generic.List[System.Int32]") is get_type(LIST)
    assert find_type(get_type(LIST).full_name) is get_type(LIST)


def test_arguments_may_be_constructed_themselves() -> None:
    inner = get_type("System.Collections.Generic.Dictionary[string, System.Collections.Generic.List[int]]").arguments[1]
    assert inner is get_type(LIST)


@pytest.mark.parametrize("name", ["System.Collections.Generic.List[nope]", "Nope[int]", "int[", "List[int]x"])
def test_unknown_names_give_nothing(name: str) -> None:
    assert find_type(name) is None


def test_signatures_name_the_arguments() -> None:
    assert get_type(LIST).methods["add"][0].parameters == ("int",)


def test_a_constructed_type_has_generic_interfaces() -> None:
    assert get_type(LIST).is_subtype_of(get_type("System.Collections.Generic.IEnumerable[int]"))
    assert get_type(DICTIONARY).is_subtype_of(get_type("System.Collections.IDictionary"))


def test_a_list_grows_and_is_searched() -> None:
    items = new(LIST, [3, 1, 2], of=("System.Collections.Generic.IEnumerable[int]",))
    call(items, "Add", 7)
    call(items, "Sort")
    assert list(items) == [1, 2, 3, 7]
    assert call(items, "RemoveAll", lambda item: item > 2) == 2
    assert call(items, "Find", lambda item: item == 9) == 0
    assert call(items, "FindIndex", lambda item: item == 2) == 1
    call(items, "Insert", 0, 5)
    call(items, "Reverse")
    assert list(items) == [2, 1, 5]
    assert type_of(call(items, "ToArray")) is get_type("int[]")
    with pytest.raises(NetException) as error:
        call(items, "RemoveAt", 9)
    assert error.value.type_name == "System.ArgumentOutOfRangeException"


def test_a_list_must_not_change_while_it_is_enumerated() -> None:
    items = new(LIST, [1, 2], of=("System.Collections.Generic.IEnumerable[int]",))
    with pytest.raises(NetException) as error:
        for item in items:
            call(items, "Add", item)
    assert error.value.type_name == "System.InvalidOperationException"


def test_convert_all_takes_the_element_type_of_the_delegate() -> None:
    delegate = Delegate(get_type("System.Converter[int,string]"), str)
    items = new(LIST, [1], of=("System.Collections.Generic.IEnumerable[int]",))
    assert type_of(call(items, "ConvertAll", delegate)) is get_type("System.Collections.Generic.List[string]")


def test_a_read_only_list_refuses_changes() -> None:
    items = call(new(LIST), "AsReadOnly")
    with pytest.raises(NetException) as error:
        call(items, "Clear")
    assert error.value.type_name == "System.NotSupportedException"


def test_a_dictionary_tells_case_apart_and_answers_through_references() -> None:
    table, out = new(DICTIONARY), Ref()
    call(table, "Add", "a", 5)
    assert call(table, "TryGetValue", "a", out)
    assert out.value == 5
    assert not call(table, "TryGetValue", "A", out)
    assert out.value == 0
    assert table.index_get("zz") is None
    with pytest.raises(NetException) as error:
        call(table, "get_Item", "zz")
    assert error.value.type_name == "System.Collections.Generic.KeyNotFoundException"


def test_a_dictionary_may_ignore_case() -> None:
    table = new(DICTIONARY, StringComparer(True, True), of=("System.Collections.IEqualityComparer",))
    table["a"] = 1
    assert call(table, "ContainsKey", "A")


def test_entries_of_a_dictionary_are_pairs() -> None:
    table = new(DICTIONARY)
    table["a"] = 1
    (entry,) = call(table, "GetEnumerator")
    assert type_of(entry).name == "KeyValuePair`2"
    assert call(entry, "ToString") == "[a, 1]"


def test_sorted_tables_enumerate_by_key() -> None:
    table = new("System.Collections.Generic.SortedDictionary[string,int]")
    table["b"], table["a"] = 1, 2
    assert list(read(table, "Keys")) == ["a", "b"]


def test_a_tuple_has_items_and_equality() -> None:
    pair = new("System.Tuple[int,string]", 1, "x")
    assert (read(pair, "Item1"), read(pair, "Item2")) == (1, "x")
    assert call(pair, "ToString") == "(1, x)"
    assert call(pair, "Equals", new("System.Tuple[int,string]", 1, "x"))
