"""Hashtables and ordered dictionaries."""

from __future__ import annotations

import pytest

from psopenai_py.dotnet.collections.dictionaries import Hashtable, OrderedDictionary
from psopenai_py.dotnet.model.carriers import Char, Int64
from psopenai_py.dotnet.model.registry import type_of
from psopenai_py.errors import NetException

from ...language.running import output as script_output
from ..calling import call, new, read


def test_string_keys_ignore_case_and_keep_their_first_spelling() -> None:
    table = Hashtable({"Name": 1})
    table["NAME"] = 2
    assert table["name"] == 2
    assert list(table) == ["Name"]


def test_the_constructor_s_own_table_tells_case_apart() -> None:
    table = new("hashtable")
    table["a"], table["A"] = 1, 2
    assert len(table) == 2


def test_a_comparer_can_ignore_case() -> None:
    from psopenai_py.dotnet.system.globalization import StringComparer

    table = new("hashtable", StringComparer(True, True), of=("System.Collections.IEqualityComparer",))
    table["a"] = 1
    assert "A" in table


def test_keys_of_different_types_differ() -> None:
    table = Hashtable()
    for key in (1, Int64(1), 1.0, True, "1", Char("1")):
        table[key] = key
    assert len(table) == 6


def test_overwriting_a_value_while_enumerating_is_an_error() -> None:
    table = Hashtable({"a": 1, "b": 2})
    with pytest.raises(NetException) as error:
        for key in table.keys():  # noqa: SIM118  (the view is what is tested)
            table[key] = 0
    assert error.value.type_name == "System.InvalidOperationException"


def test_adding_a_key_twice_is_an_error() -> None:
    with pytest.raises(NetException) as error:
        call(Hashtable({"a": 1}), "Add", "A", 2)
    assert error.value.type_name == "System.ArgumentException"


def test_a_null_key_is_an_error() -> None:
    with pytest.raises(NetException) as error:
        Hashtable()[None] = 1
    assert error.value.type_name == "System.ArgumentNullException"


def test_members_of_a_hashtable() -> None:
    table = Hashtable({"a": 1, "b": 2})
    assert call(table, "ContainsKey", "A")
    assert call(table, "ContainsValue", 2)
    assert read(table, "Count") == 2
    assert list(read(table, "Keys")) == ["a", "b"]
    assert list(read(table, "Values")) == [1, 2]
    assert [(entry.key, entry.value) for entry in call(table, "GetEnumerator")] == [("a", 1), ("b", 2)]
    call(table, "Remove", "a")
    assert list(table) == ["b"]


def test_a_clone_is_a_table_of_its_own() -> None:
    table = Hashtable({"a": 1})
    clone = call(table, "Clone")
    clone["a"] = 2
    assert table["A"] == 1
    assert type_of(clone) is type_of(table)


def test_an_ordered_dictionary_is_read_by_position_and_by_key() -> None:
    table = OrderedDictionary({"b": 1, "a": 2})
    call(table, "Insert", 0, "z", 0)
    assert list(table) == ["z", "b", "a"]
    assert (table.index_get(0), table.index_get("A")) == (0, 2)
    table.index_set(1, "new")
    assert table["b"] == "new"
    call(table, "RemoveAt", 0)
    assert list(table) == ["b", "a"]
    with pytest.raises(NetException):
        table.at(5)


def test_the_enumerator_can_be_moved_by_hand() -> None:
    enumerator = call(Hashtable({"a": 1}), "GetEnumerator")
    assert call(enumerator, "MoveNext")
    assert (read(enumerator, "Key"), read(enumerator, "Value")) == ("a", 1)
    assert not call(enumerator, "MoveNext")


def test_a_sorted_list_is_read_by_key_and_by_position() -> None:
    made = "$s = [System.Collections.SortedList]::new(); $s.Add('b', 1); $s['a'] = 2; $s.Add('c', 3); "
    assert script_output(made + "$s.Keys; $s.Values; $s.GetByIndex(0); $s.GetKey(2)") == [
        "a",
        "b",
        "c",
        2,
        1,
        3,
        2,
        "c",
    ]
    assert script_output(made + "$s.RemoveAt(0); $s.Count; $s.ContainsKey('a'); $s.ContainsValue(3)") == [
        2,
        False,
        True,
    ]
    assert script_output("([System.Collections.SortedList]@{ z = 1; y = 2 }).GetEnumerator() | ForEach-Object Key") == [
        "y",
        "z",
    ]


def test_a_shared_dictionary_adds_or_updates() -> None:
    made = "$d = [System.Collections.Concurrent.ConcurrentDictionary[string, int]]::new(); "
    update = "$d.AddOrUpdate('k', 1, { param($key, $old) $old + 10 }); "
    assert script_output(made + update + update + "$d['k']") == [1, 11, 11]
