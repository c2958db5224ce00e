"""The members of strings and characters."""

from __future__ import annotations

from typing import Any

import pytest

from psopenai_py.dotnet.model.carriers import Char
from psopenai_py.dotnet.model.enums import EnumValue
from psopenai_py.dotnet.model.registry import get_type, type_of
from psopenai_py.errors import NetException

from ...language.running import output
from ..calling import call, new, static

IGNORE_CASE = EnumValue(get_type("System.StringComparison"), 5)


def options(number: int) -> EnumValue:
    return EnumValue(get_type("System.StringSplitOptions"), number)


@pytest.mark.parametrize(
    ("args", "of", "pieces"),
    [
        ((",",), ("string",), ["a", "b", "", "c"]),
        ((",", 2), ("string", "int"), ["a", "b,,c"]),
        ((",", options(1)), ("string", "System.StringSplitOptions"), ["a", "b", "c"]),
        ((",", 3, options(1)), ("string", "int", "System.StringSplitOptions"), ["a", "b", "c"]),
        (([",", "b"], options(1)), ("string[]", "System.StringSplitOptions"), ["a", "c"]),
        (("",), ("string",), ["a,b,,c"]),
        (("x",), ("string",), ["a,b,,c"]),
    ],
)
def test_split(args: tuple[Any, ...], of: tuple[str, ...], pieces: list[str]) -> None:
    assert list(call("a,b,,c", "Split", *args, of=of)) == pieces


def test_split_without_separator_cuts_at_white_space() -> None:
    assert list(call("a b\tc", "Split", of=("char[]",))) == ["a", "b", "c"]


def test_split_can_trim_the_pieces() -> None:
    of = ("string", "System.StringSplitOptions")
    assert list(call(" a , ,b ", "Split", ",", options(3), of=of)) == ["a", "b"]


def test_parts_of_a_string() -> None:
    assert call("hello", "Substring", 1, 3) == "ell"
    assert call("hello", "Insert", 5, "!") == "hello!"
    assert call("hello", "Remove", 2) == "he"
    assert type_of(call("hello", "ToCharArray")) is get_type("char[]")


@pytest.mark.parametrize(
    ("name", "args"), [("Substring", (2, 5)), ("Substring", (-1,)), ("Remove", (9,)), ("PadLeft", (-1,))]
)
def test_places_outside_are_out_of_range(name: str, args: tuple[int, ...]) -> None:
    with pytest.raises(NetException) as error:
        call("abc", name, *args)
    assert error.value.type_name == "System.ArgumentOutOfRangeException"


def test_replacing_tells_case_apart_unless_asked_not_to() -> None:
    assert call("Hello", "Replace", "L", "x") == "Hello"
    assert call("Hello", "Replace", "L", "x", IGNORE_CASE) == "Hexxo"


def test_searching() -> None:
    assert call("banana", "IndexOf", "an", 2, of=("string", "int")) == 3
    assert call("banana", "LastIndexOf", "an") == 3
    assert call("banana", "LastIndexOf", "a", 4, of=("string", "int")) == 3
    assert call("Banana", "StartsWith", "ban", IGNORE_CASE, of=("string", "System.StringComparison"))
    assert call("Banana", "IndexOf", "NAN", IGNORE_CASE, of=("string", "System.StringComparison")) == 2
    assert call("banana", "IndexOfAny", ["n", "x"]) == 2
    assert not call("banana", "Contains", "X")


def test_trimming_and_padding() -> None:
    assert call("  x ", "Trim", of=()) == "x"
    assert call("xxaxx", "TrimEnd", "x", of=("char[]",)) == "xxa"
    assert call("5", "PadLeft", 3, "0") == "005"


def test_changing_case_keeps_the_length() -> None:
    assert call("straße", "ToUpper") == "STRAßE"


def test_comparing() -> None:
    assert call("b", "CompareTo", "a", of=("string",)) == 1
    assert call("a", "Equals", "A", IGNORE_CASE, of=("string", "System.StringComparison"))
    assert static("string", "Compare", "a", "B", True, of=("string", "string", "bool")) == -1
    assert static("string", "CompareOrdinal", "a", "B") > 0


def test_building_strings() -> None:
    assert static("string", "Join", "-", 1, None, "c", of=("string", "object[]")) == "1--c"
    assert static("string", "Concat", 1, "b", 2.5, of=("object[]",)) == "1b2.5"
    assert static("string", "Format", "{0:N1} {1}", 2.25, "x", of=("string", "object[]")) == "2.2 x"
    assert new("string", Char("="), 3, of=("char", "int")) == "==="


def test_null_or_white_space() -> None:
    assert [static("string", "IsNullOrWhiteSpace", text) for text in (None, " \t", "x")] == [True, True, False]
    assert [static("string", "IsNullOrEmpty", text) for text in (None, "", " ")] == [True, True, False]


def test_characters_know_their_kind() -> None:
    assert static("char", "IsDigit", Char("5"))
    assert static("char", "IsPunctuation", Char("!"))
    assert not static("char", "IsLetter", Char("5"))
    assert static("char", "ToUpper", Char("ß")) == "ß"


def test_replace_takes_case_and_culture() -> None:
    assert call("aBc", "Replace", "b", "x", True, None) == "axc"
    assert call("aBc", "Replace", "b", "x", False, None) == "aBc"


def test_marks_are_told_from_letters() -> None:
    script = "-join ('Ünïcode'.Normalize('FormD').ToCharArray() | Where-Object { "
    script += "[Globalization.CharUnicodeInfo]::GetUnicodeCategory($_) -ne 'NonSpacingMark' }); "
    assert output(script + "[Globalization.CharUnicodeInfo]::GetNumericValue('7')") == ["Unicode", 7]
