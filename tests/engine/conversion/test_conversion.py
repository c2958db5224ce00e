"""Conversion between types."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from psopenai_py.declare.sentinel import MISSING
from psopenai_py.dotnet.collections.dictionaries import Hashtable, OrderedDictionary
from psopenai_py.dotnet.model.carriers import Byte, Char
from psopenai_py.dotnet.model.core import Switch
from psopenai_py.dotnet.model.registry import get_type, type_of
from psopenai_py.engine.conversion.conversion import convert, is_exact, is_instance, try_convert
from psopenai_py.engine.conversion.overloads import rank
from psopenai_py.engine.values.objects import PSObject
from psopenai_py.errors import NetException

from ...language.running import error_ids, texts
from ..support import Block, error_id


def to(type_name: str, value: Any) -> Any:
    return convert(value, get_type(type_name))


@pytest.mark.parametrize(
    ("text", "number"),
    [("42", 42), (" 12 ", 12), ("0x1F", 31), ("1kb", 1024), ("1e3", 1000), ("5,5", 55), ("0x", 0), ("5L", 5), ("", 0),
     ("1d", 1), ("0b101", 5), ("2.5", 2), ("3.5", 4)],
)  # fmt: skip
def test_text_becomes_a_whole_number(text: str, number: int) -> None:
    assert to("int", text) == number


@pytest.mark.parametrize("text", ["abc", "1e", "--1", "٣", "1.2.3"])
def test_other_text_is_no_number(text: str) -> None:
    assert error_id(to, "int", text) == "InvalidCastFromStringToInteger"


@pytest.mark.parametrize(
    ("value", "whole"), [(2.5, 2), (3.5, 4), (-2.5, -2), (Decimal("2.5"), 2), (True, 1), (Char("a"), 97)]
)
def test_numbers_are_rounded_to_the_even_one(value: object, whole: int) -> None:
    assert to("int", value) == whole


def test_a_number_that_does_not_fit_is_an_error() -> None:
    assert error_id(to, "byte", 256) == "InvalidCastIConvertible"
    assert error_id(to, "byte", "256") == "InvalidCastFromStringToInteger"
    assert error_id(to, "int", float("nan")) == "InvalidCastIConvertible"


def test_real_numbers_and_decimals() -> None:
    assert to("double", "NaN") != to("double", "NaN")
    assert to("double", "1,000.5") == 1000.5
    assert to("decimal", "1e2") == Decimal(100)
    assert to("decimal", 0.1) == Decimal("0.1")
    assert error_id(to, "decimal", "x") == "InvalidCastFromStringToDecimal"
    assert error_id(to, "double", "1.2.3") == "InvalidCastFromStringToDoubleOrSingle"


def test_nothing_becomes_the_default_or_an_error() -> None:
    assert to("int", None) == 0
    assert to("string", None) == ""
    assert to("bool", None) is False
    assert to("int[]", None) is None
    assert error_id(to, "datetime", None) == "nullToObjectInvalidCast"


def test_a_single_value_becomes_an_array_of_one_and_a_list_is_converted_item_by_item() -> None:
    assert to("int[]", "5") == [5]
    assert to("int[]", ["1", 2.6]) == [1, 3]
    assert to("char[]", "ab") == ["a", "b"]
    assert type_of(to("byte[]", [1, "2"])) is get_type("byte[]")
    assert error_id(to, "int", [1]) == "ConvertToFinalInvalidCastException"


def test_enums_take_names_beginnings_lists_and_numbers() -> None:
    assert str(to("System.DayOfWeek", "fri")) == "Friday"
    assert str(to("System.StringSplitOptions", "TrimEntries, RemoveEmptyEntries")) == "RemoveEmptyEntries, TrimEntries"
    assert str(to("System.StringSplitOptions", 3)) == "RemoveEmptyEntries, TrimEntries"
    assert to("int", to("System.DayOfWeek", "Friday")) == 5


def test_an_unknown_name_or_number_is_no_enum_value() -> None:
    assert error_id(to, "System.DayOfWeek", "Someday") == "SubstringDisambiguationEnumParseThrewAnException"
    assert error_id(to, "System.ConsoleColor", "dark") == "SubstringDisambiguationEnumParseThrewAnException"
    assert error_id(to, "System.DayOfWeek", 9) == "UndefinedIntegerToEnum"
    assert error_id(to, "System.DayOfWeek", None) == "nullToEnumInvalidCast"


def test_classes_tell_in_their_own_way_why_text_is_not_theirs() -> None:
    assert error_id(to, "datetime", "someday") == "InvalidCastParseTargetInvocationWithFormatProvider"
    assert error_id(to, "regex", "(") == "InvalidCastFromStringToRegex"
    assert error_id(to, "type", "No.Such") == "InvalidCastFromStringToType"
    assert error_id(to, "scriptblock", "1") == "ConvertToFinalInvalidCastException"


def test_a_dictionary_becomes_a_custom_object() -> None:
    made = to("pscustomobject", OrderedDictionary({"PSTypeName": "My.Thing", "b": 1, "A": 2}))
    assert isinstance(made, PSObject)
    assert list(made) == ["b", "A"]
    assert made._types[0] == "My.Thing"
    assert error_id(to, "pscustomobject", OrderedDictionary({"": 1})) == "InvalidCastConstructorException"


def test_a_number_is_no_dictionary_but_makes_a_list() -> None:
    assert error_id(to, "hashtable", 5) == "ConvertToFinalInvalidCastException"
    assert error_id(to, "hashtable", PSObject({"x": 1})) == "ConvertToFinalInvalidCastException"
    assert list(to("System.Collections.ArrayList", 5)) == [5]
    assert list(to("System.Collections.Generic.List[int]", ["3", 1])) == [3, 1]


def test_a_script_block_becomes_a_delegate_that_converts_its_answer() -> None:
    test = to("System.Predicate[int]", Block(lambda _, number: "yes" if number > 2 else ""))
    assert test(3) is True
    assert test(1) is False


def test_switches_take_what_counts_as_yes_or_no() -> None:
    assert to("switch", True) == Switch(True)
    assert error_id(to, "switch", "yes") == "ConvertToFinalInvalidCastException"


def test_a_failed_attempt_can_be_silent() -> None:
    assert try_convert("x", get_type("int")) is MISSING
    assert try_convert("7", get_type("int")) == 7


def test_wrapped_values_count_as_what_they_wrap() -> None:
    assert to("int", PSObject(base="5")) == 5
    assert is_instance(PSObject(base="5"), get_type("string"))


def test_what_needs_no_coercion() -> None:
    assert is_exact("a", get_type("string"))
    assert not is_exact(1, get_type("string"))
    assert is_exact(None, get_type("string"))
    assert not is_exact(None, get_type("int"))
    assert is_exact([1], get_type("array"))


def test_an_exact_match_ranks_above_a_conversion() -> None:
    exact, wider, text = (rank(1, get_type(name)) for name in ("int", "double", "string"))
    assert exact is not None and wider is not None and text is not None
    assert exact > wider > text
    assert rank(Hashtable(), get_type("int")) is None


def test_a_byte_is_told_from_an_int() -> None:
    assert isinstance(to("byte", 5), Byte)
    assert not is_instance(5, get_type("byte"))


def test_secrets_are_not_shown_when_a_conversion_fails() -> None:
    class SecureString:
        dotnet_type = get_type("System.Object")

        def __str__(self) -> str:
            return "sk-secret"

    with pytest.raises(Exception, match="Cannot convert") as caught:
        to("int", SecureString())
    assert "sk-secret" not in str(caught.value)
    assert not isinstance(caught.value, NetException)


def test_a_text_that_is_no_date_is_not_taken_as_a_number_of_ticks() -> None:
    for text in ("[datetime]''", "[datetime]'5'", "[timespan]''", "[datetimeoffset]' '"):
        assert error_ids(text) == ["InvalidCastParseTargetInvocationWithFormatProvider"], text


def test_a_table_sets_the_properties_of_a_new_object() -> None:
    alias = "Update-TypeData -TypeName System.UriBuilder -MemberType AliasProperty -MemberName Where -Value Host;"
    assert texts(alias + "([uribuilder]@{ Where = 'x.org' }).Host; ([uribuilder]@{ Port = '81' }).Port") == [
        "x.org",
        "81",
    ]
    assert error_ids("[uribuilder]@{ Nowhere = 1 }") == ["ObjectCreationError"]
