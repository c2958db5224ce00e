"""Members, methods and indexes."""

from __future__ import annotations

from typing import Any

import pytest

from psopenai_py.declare.sentinel import MISSING
from psopenai_py.dotnet.collections.dictionaries import Hashtable, OrderedDictionary
from psopenai_py.dotnet.model.carriers import Char
from psopenai_py.dotnet.model.enumerables import TypedArray
from psopenai_py.dotnet.model.registry import get_type
from psopenai_py.engine.members.indexing import get_index, set_index
from psopenai_py.engine.members.invocation import invoke
from psopenai_py.engine.members.member_info import members_of
from psopenai_py.engine.members.members import get_member, get_static, property_or_missing, set_member
from psopenai_py.engine.members.methods import construct, invoke_static
from psopenai_py.engine.values.extended import extend
from psopenai_py.engine.values.objects import AliasProperty, PSObject, ScriptMethod, ScriptProperty
from psopenai_py.errors import terminating

from ..support import Block, error_id


def test_properties_of_custom_objects_in_any_case() -> None:
    thing = PSObject(
        {"Name": "n", "Twice": ScriptProperty(lambda owner: owner["Name"] * 2), "N": AliasProperty("Name")}
    )
    assert get_member(thing, "name") == "n"
    assert get_member(thing, "Twice") == "nn"
    assert get_member(thing, "n") == "n"
    assert get_member(thing, "other") is None
    assert error_id(get_member, thing, "other", True) == "PropertyNotFoundStrict"


def test_keys_hide_a_dictionarys_own_properties() -> None:
    table = OrderedDictionary({"Count": 99})
    assert get_member(table, "count") == 99
    assert get_member(get_member(table, "psbase"), "Count") == 1
    set_member(table, "new", 1)
    assert table["NEW"] == 1


def test_scalars_and_nothing_have_a_count() -> None:
    assert get_member(5, "Count") == 1
    assert get_member(None, "Count") == 0
    assert get_member([1, 2], "Count") == 2
    assert get_member("abc", "Length") == 3


def test_a_collections_items_are_asked_in_its_place() -> None:
    objects = [PSObject({"n": 1}), PSObject({"n": [2, 3]}), PSObject({"m": 4})]
    assert get_member(objects, "n") == [1, 2, 3, None]
    assert get_member([OrderedDictionary({"id": 1}), Hashtable()], "id") == 1
    assert error_id(set_member, objects, "n", 5) == "PropertyAssignmentException"
    assert invoke(["a", "b"], "ToUpper", []) == ["A", "B"]


def test_members_that_cannot_be_written() -> None:
    assert error_id(set_member, PSObject(), "x", 1) == "ExceptionWhenSetting"
    assert error_id(set_member, [1], "x", 1) == "PropertyAssignmentException"
    assert error_id(set_member, "abc", "Length", 1) == "PropertyAssignmentException"
    assert error_id(set_member, None, "x", 1) == "PropertyNotFound"

    def refuse(owner: Any, new: Any) -> None:
        raise terminating("No", "not that")

    owner = PSObject({"P": ScriptProperty(lambda owner: 1, refuse)})
    assert error_id(set_member, owner, "P", 2) == "ExceptionWhenSetting"


def test_members_added_to_a_dictionary_are_no_keys() -> None:
    table = Hashtable()
    extend(table)._put("Extra", "p")
    assert get_member(table, "extra") == "p"
    assert "Extra" not in table


def test_methods_choose_their_overload_by_the_arguments() -> None:
    assert invoke("abc", "Substring", ["1"]) == "bc"
    assert invoke("abcdef", "substring", [1.6]) == "cdef"
    assert invoke("a,b,c", "Split", [",", 2]) == ["a", "b,c"]
    assert invoke_static(get_type("string"), "Join", ["-", 1, 2, "c"]) == "1-2-c"
    assert invoke_static(get_type("string"), "Join", [",", [1, 2, 3]]) == "1,2,3"


def test_what_goes_wrong_with_methods() -> None:
    assert error_id(invoke, None, "x", []) == "InvokeMethodOnNull"
    assert error_id(invoke, "abc", "Nope", []) == "MethodNotFound"
    assert error_id(invoke, "abc", "Substring", []) == "MethodCountCouldNotFindBest"
    assert error_id(invoke, "abc", "Substring", ["x"]) == "MethodArgumentConversionInvalidCastArgument"
    assert error_id(invoke, "abc", "Substring", [2, 5]) == "ArgumentOutOfRangeException"
    assert error_id(invoke_static, get_type("int"), "Parse", ["x"]) == "FormatException"


def test_script_methods_and_what_they_throw() -> None:
    def fail(owner: Any) -> None:
        raise terminating("boom", "boom")

    thing = PSObject({"N": 3, "Times": ScriptMethod(lambda owner, k: owner["N"] * k), "Fail": ScriptMethod(fail)})
    assert invoke(thing, "times", [2]) == 6
    assert error_id(invoke, thing, "Fail", []) == "ScriptMethodRuntimeException"


def test_for_each_and_where_work_on_every_value() -> None:
    assert list(invoke([1, 2, 3], "ForEach", [Block(lambda item: item * 10)])) == [10, 20, 30]
    assert list(invoke(["1", "2"], "ForEach", [get_type("int")])) == [1, 2]
    assert list(invoke(["a"], "ForEach", ["ToUpper"])) == ["A"]
    big = Block(lambda item: item > 1)
    assert list(invoke([1, 2, 3], "Where", [big])) == [2, 3]
    assert list(invoke([1, 2, 3], "Where", [big, "First", 1])) == [2]
    assert list(invoke([1, 2, 3], "Where", [big, "Last"])) == [3]
    assert [list(part) for part in invoke([1, 2, 3], "Where", [big, "Split"])] == [[2, 3], [1]]
    assert list(invoke([1, 2, 1], "Where", [big, "Until"])) == [1]
    assert list(invoke(5, "Where", [big])) == [5]


def test_setting_a_member_of_each_item_stops_at_one_that_lacks_it() -> None:
    items = [PSObject({"n": 1}), PSObject({"m": 3})]
    assert error_id(invoke, items, "ForEach", ["n", 9]) == "ForEachNonexistentMemberReference"
    assert items[0]["n"] == 9


def test_construction() -> None:
    assert construct(get_type("int[]"), [3]) == [0, 0, 0]
    assert error_id(construct, get_type("int"), [1]) == "MethodCountCouldNotFindBest"
    assert isinstance(construct(get_type("pscustomobject"), []), PSObject)


def test_static_members() -> None:
    assert get_static(get_type("int"), "maxvalue") == 2147483647
    assert get_static(get_type("int"), "nope") is None
    assert error_id(get_static, get_type("int"), "nope", True) == "PropertyNotFoundStrict"


@pytest.mark.parametrize(
    ("value", "index", "found"),
    [
        ([1, 2, 3], -1, 3),
        ([1, 2, 3], 5, None),
        ([1, 2, 3], [0, -1, 9], [1, 3]),
        ([1, 2, 3], "1", 2),
        ("abc", 0, "a"),
        ("abc", [2, 0], ["c", "a"]),
        (5, 0, 5),
        (5, 1, None),
    ],
)
def test_indexes(value: Any, index: Any, found: Any) -> None:
    assert get_index(value, index) == found


def test_indexes_of_text_and_dictionaries() -> None:
    assert isinstance(get_index("abc", 1), Char)
    table = OrderedDictionary({"a": 1, "b": 2})
    assert get_index(table, ["b", "zz"]) == [2, None]
    assert get_index(table, 1) == 2
    assert error_id(get_index, table, None) == "NullArrayIndex"


def test_what_has_no_index() -> None:
    assert error_id(get_index, None, 0) == "NullArray"
    assert get_index(None, 0, True) is None
    single = PSObject({"a": 1})
    assert get_index(single, 0) is get_index(single, -1) is single
    assert get_index(single, 1) is None
    assert get_index(single, "a") is None
    assert error_id(get_index, single, "a", False, 2) == "CannotIndex"


def test_storing_at_an_index() -> None:
    typed = TypedArray([1, 2], get_type("int"))
    set_index(typed, -1, "7")
    assert typed == [1, 7]
    assert error_id(set_index, typed, 0, "bad") == "InvalidCastFromStringToInteger"
    assert error_id(set_index, [1], 3, 1) == "System.IndexOutOfRangeException"
    assert error_id(set_index, [1, 2], [0, 1], 9) == "ArraySliceAssignmentFailed"
    assert error_id(set_index, None, 0, 1) == "NullArray"


def test_psobject_shows_and_changes_members() -> None:
    thing = PSObject({"A": 1, "B": 2})
    view = get_member(thing, "psobject")
    properties = get_member(view, "Properties")
    assert get_member(properties, "Name") == ["A", "B"]
    set_member(get_index(properties, "a"), "Value", 5)
    assert thing["A"] == 5
    invoke(properties, "Remove", ["B"])
    invoke(properties, "Add", [construct(get_type("psnoteproperty"), ["C", 3])])
    assert list(thing) == ["A", "C"]


def test_type_names_are_living() -> None:
    thing = PSObject()
    invoke(get_member(get_member(thing, "psobject"), "TypeNames"), "Insert", [0, "My.Thing"])
    assert thing._types[0] == "My.Thing"


def test_members_are_described() -> None:
    described = {member.name: member for member in members_of(PSObject({"A": 1}))}
    assert (described["A"].kind, described["A"].definition) == ("NoteProperty", "int A=1")
    assert described["ToString"].kind == "Method"


def test_missing_is_told_from_nothing() -> None:
    assert property_or_missing(PSObject({"a": None}), "a") is None
    assert property_or_missing(PSObject(), "a") is MISSING
