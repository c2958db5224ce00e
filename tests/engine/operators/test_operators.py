"""The operators, called as the evaluator calls them."""

from __future__ import annotations

import math
from decimal import Decimal
from typing import Any

import pytest

from psopenai_py.dotnet.collections.dictionaries import Hashtable, OrderedDictionary
from psopenai_py.dotnet.model.carriers import Byte, Char, Int64, UInt32, UInt64
from psopenai_py.dotnet.model.registry import get_type, type_of
from psopenai_py.engine.conversion.conversion import convert
from psopenai_py.engine.operators.arithmetic import increment
from psopenai_py.engine.operators.matching import match_one
from psopenai_py.engine.operators.operators import BINARY, UNARY
from psopenai_py.engine.values.wildcard import has_wildcards, wildcard_to_regex
from psopenai_py.errors import TerminatingError

from ..support import Block, error_id


def op(left: Any, name: str, right: Any) -> Any:
    return BINARY[name](left, right)


def span(text: str) -> Any:
    return convert(text, get_type("timespan"))


@pytest.mark.parametrize(
    ("left", "name", "right", "type_name"),
    [
        (2147483647, "+", 1, "double"),
        (9223372036854775807, "+", 1, "double"),
        (Int64(5), "*", 2, "long"),
        (UInt32(5), "+", 1, "uint"),
        (UInt32(4294967295), "+", 1, "double"),
        (UInt64(5), "-", 6, "double"),
        (Decimal(1), "+", 1.5, "decimal"),
        (6, "/", 3, "int"),
        (7, "/", 2, "double"),
        (True, "+", True, "int"),
        (Byte(255), "+", Byte(1), "int"),
        (Char("a"), "+", 1, "string"),
    ],
)
def test_the_operands_decide_the_results_type(left: Any, name: str, right: Any, type_name: str) -> None:
    assert type_of(op(left, name, right)) is get_type(type_name)


@pytest.mark.parametrize(
    ("left", "name", "right", "result"),
    [
        ("42", "+", 1, "421"),
        (1, "+", "42", 43),
        (3, "+", "1.5", 4.5),
        ("5", "-", "2", 3),
        (None, "+", 5, 5),
        (5, "+", None, 5),
        (None, "-", 2, -2),
        (None, "*", 3, None),
        (None, "/", 2, 0),
        ("abc", "*", 2.5, "abcabc"),
        ("ab", "*", None, ""),
        ([1], "+", [2, [3]], [1, 2, [3]]),
        ([1], "+", None, [1, None]),
        ([1, 2], "*", 2, [1, 2, 1, 2]),
        (-7, "%", 3, -1),
        (7, "%", -3, 1),
        (-5.5, "%", 2, -1.5),
        (7.0, "/", 0, math.inf),
        ("a", "+", [1, 2], "a1 2"),
    ],
)
def test_arithmetic(left: Any, name: str, right: Any, result: Any) -> None:
    assert op(left, name, right) == result


def test_what_cannot_be_calculated() -> None:
    assert error_id(op, 1, "/", 0) == "RuntimeException"
    assert error_id(op, Decimal(1), "%", 0) == "RuntimeException"
    assert error_id(op, "ab", "-", "a") == "InvalidCastFromStringToInteger"
    assert error_id(op, 2, "*", [1, 2]) == "MethodNotFound"
    assert error_id(op, "ab", "*", -1) == "System.ArgumentOutOfRangeException"
    assert error_id(op, Hashtable(), "+", 1) == "AddHashTableToNonHashTable"


def test_dictionaries_are_merged_in_the_left_ones_kind() -> None:
    merged = op(OrderedDictionary({"z": 1}), "+", OrderedDictionary({"y": 2}))
    assert isinstance(merged, OrderedDictionary)
    assert list(merged) == ["z", "y"]
    assert error_id(op, OrderedDictionary({"z": 1}), "+", OrderedDictionary({"Z": 1})) == "System.ArgumentException"


def test_dates_and_durations_calculate_by_their_own_operators() -> None:
    day = convert("2024-01-02", get_type("datetime"))
    assert str(op(day, "+", span("1:00"))) == "01/02/2024 01:00:00"
    assert op(day, "-", day) == span("0")
    assert UNARY["-"](span("1:00")) == span("-1:00")
    assert op(span("1:00"), "gt", "0:59") is True
    assert op(day, "+", "1.00:00") == convert("2024-01-03", get_type("datetime"))
    assert error_id(op, day, "-", "2024-01-01") == "MethodCountCouldNotFindBest"  # a date or a duration?


def test_counting_up_works_on_numbers_only() -> None:
    assert increment(None) == 1
    assert increment(1.5, -1) == 0.5
    assert error_id(increment, "5") == "OperatorRequiresNumber"


def test_signs() -> None:
    assert UNARY["-"]("5") == -5
    assert UNARY["+"]("0x10") == 16
    assert math.copysign(1, UNARY["-"](0.0)) == -1


@pytest.mark.parametrize(
    ("left", "name", "right", "result"),
    [(12, "band", 10, 8), (1, "bor", "4", 5), (6, "bxor", 3, 5), (1, "shl", 31, -2147483648), (1, "shl", 33, 2),
     (-8, "shr", 1, -4), (Int64(1), "shl", 40, 1 << 40), (None, "bor", 4, 4)],
)  # fmt: skip
def test_bits(left: Any, name: str, right: Any, result: int) -> None:
    assert op(left, name, right) == result


def test_flags_are_combined_by_name() -> None:
    options = convert("TrimEntries", get_type("System.StringSplitOptions"))
    assert str(op(options, "bor", "RemoveEmptyEntries")) == "RemoveEmptyEntries, TrimEntries"
    assert UNARY["bnot"](5) == -6


@pytest.mark.parametrize(
    ("left", "name", "right", "result"),
    [
        ("abc", "eq", "ABC", True),
        ("abc", "ceq", "ABC", False),
        (None, "eq", "", False),
        (True, "eq", "false", True),
        (2, "eq", True, False),
        (1, "eq", "1.0", True),
        (1, "eq", "x", False),
        (1.5, "eq", Decimal("1.5"), True),
        ("10", "gt", 9, False),
        (10, "gt", "9", True),
        (None, "gt", -1, True),
        (None, "lt", 1, True),
        (1, "gt", None, True),
        ("a", "clt", "A", True),
        ("_", "lt", "a", True),
        ([1, 2, 3, 2], "eq", 2, [2, 2]),
        ([10, "9", 5], "gt", "6", [10, "9"]),
        ([1, 2], "eq", "1 2", []),
        ("1 2", "eq", [1, 2], True),
        ([1, 2, 3], "contains", "2", True),
        ([], "contains", None, False),
        ("b", "in", ["A", "B"], True),
        ("b", "cin", ["A", "B"], False),
        (5, "notin", [1, 2], True),
        (float("nan"), "eq", float("nan"), False),
    ],
)
def test_comparison(left: Any, name: str, right: Any, result: Any) -> None:
    assert op(left, name, right) == result


def test_an_enum_equals_its_name() -> None:
    friday = convert("Friday", get_type("System.DayOfWeek"))
    assert op(friday, "eq", "friday") is True
    assert op(friday, "lt", "Saturday") is True


def test_a_number_cannot_be_ordered_against_words() -> None:
    assert error_id(op, 1, "gt", "abc") == "InvalidCastFromStringToInteger"


@pytest.mark.parametrize(
    ("left", "name", "right", "result"),
    [
        ("apple", "like", "A*e", True),
        ("a[1].txt", "like", "a`[?`].txt", True),
        ("abc", "like", "[a-c][!b]c", True),
        ("line1\nline2", "like", "line1*2", True),
        ("x", "like", "", False),
        (["aa", "ab", "Ac"], "clike", "a*", ["aa", "ab"]),
        ("ABC", "cmatch", "[a-z]", False),
        (["x1", "y", "z2"], "match", r"\d", ["x1", "z2"]),
        (["x1", "y"], "notmatch", r"\d", ["y"]),
    ],
)
def test_patterns(left: Any, name: str, right: Any, result: Any) -> None:
    assert op(left, name, right) == result


def test_a_match_tells_its_groups() -> None:
    assert match_one("2024-05", r"(?<y>\d+)-(\d+)") == (True, {0: "2024-05", 1: "05", "y": "2024"})
    assert match_one("x", "q") == (False, None)
    assert match_one(["x1", "y"], r"\d") == (["x1"], None)


@pytest.mark.parametrize(
    ("text", "arguments", "result"),
    [
        ("hello", ["l", "L"], "heLLo"),
        ("hello", "l", "heo"),
        ("2024-05-06", [r"(\d+)-(\d+)-(\d+)", "$3/$2/$1"], "06/05/2024"),
        ("cost", ["cost", "$$5 ${x} $9"], "$5 ${x} $9"),
        ("one two", [r"(?<w>\w+)", "<${w}>"], "<one> <two>"),
        (["a", "b1"], ["[ab]", "<$0>"], ["<a>", "<b>1"]),
        (None, ["a", "b"], ""),
    ],
)
def test_replacing(text: Any, arguments: Any, result: Any) -> None:
    assert op(text, "replace", arguments) == result


def test_replacing_with_a_script() -> None:
    shout = Block(lambda found: found.value.upper() + str(found.index))
    assert op("Hello", "replace", ["l", shout]) == "HeL2L3o"


@pytest.mark.parametrize(
    ("text", "arguments", "pieces"),
    [
        ("a  b", " ", ["a", "", "b"]),
        ("a,b,c,d", [",", 2], ["a", "b,c,d"]),
        ("a,b,c,d", [",", -2], ["a,b,c", "d"]),
        ("aXbxc", ["X", 0, "SimpleMatch, IgnoreCase"], ["a", "b", "c"]),
        (["a,b", "c"], ",", ["a", "b", "c"]),
        ("abc", "", ["", "a", "b", "c", ""]),
        ("a1b", "(\\d)", ["a", "1", "b"]),
    ],
)
def test_splitting(text: Any, arguments: Any, pieces: list[str]) -> None:
    assert op(text, "split", arguments) == pieces


@pytest.mark.parametrize(
    ("arguments", "error_id"),
    [
        (["a", 0, "SimpleMatch, Multiline"], "InvalidSplitOptionCombination"),
        ([Block(lambda char: char == "a"), 0, "IgnoreCase"], "InvalidSplitOptionWithPredicate"),
    ],
)
def test_options_of_split_that_do_not_go_together(arguments: Any, error_id: str) -> None:
    with pytest.raises(TerminatingError) as problem:
        op("banana", "split", arguments)
    assert problem.value.record.error_id == error_id


def test_splitting_by_script_and_at_white_space() -> None:
    assert op("a1b2c", "split", Block(lambda char: char in "12")) == ["a", "b", "c"]
    assert UNARY["split"]("  one two\tthree\n") == ["one", "two", "three"]


def test_joining() -> None:
    assert op([1, None, "x"], "join", ",") == "1,,x"
    assert UNARY["join"](["a", "b"]) == "ab"


def test_faulty_patterns() -> None:
    parse_error = "System.Text.RegularExpressions.RegexParseException"
    assert error_id(op, "x", "match", "[") == parse_error
    assert error_id(op, "x", "split", "(") == parse_error
    assert error_id(op, "x", "replace", ["*", "y"]) == "InvalidRegularExpression"
    assert error_id(op, "x", "like", "[") == "RuntimeException"


def test_formatting() -> None:
    assert op("{0,5}|{1:X}", "f", [1, 255]) == "    1|FF"
    assert error_id(op, "{0} {1}", "f", "only") == "FormatError"


@pytest.mark.parametrize(
    ("left", "right", "items"),
    [(3, 1, [3, 2, 1]), (1, "3", [1, 2, 3]), (1.6, 3.4, [2, 3]), (None, 2, [0, 1, 2]), ("Z", "W", list("ZYXW"))],
)
def test_ranges(left: Any, right: Any, items: list[Any]) -> None:
    assert op(left, "..", right) == items


def test_range_bounds_must_be_numbers_or_characters() -> None:
    assert op("1", "..", "3") == [1, 2, 3]
    assert error_id(op, 1, "..", "x") == "System.FormatException"
    assert error_id(op, 1, "..", 3000000000) == "System.OverflowException"


def test_type_operators() -> None:
    assert op(1, "is", "int") is True
    assert op([1], "is", get_type("object[]")) is True
    assert op("a", "is", get_type("System.Collections.IEnumerable")) is True
    assert op(None, "isnot", get_type("int")) is True
    assert op("12", "as", "int") == 12
    assert op(300, "as", get_type("byte")) is None
    assert error_id(op, 1, "is", "NoSuchType_zz") == "RuntimeException"


def test_ranges_in_wildcards() -> None:
    cases = (("[a-c]x", "bx", True), ("[a`-c]", "b", False), ("[a`-c]", "-", True), ("[-a]", "-", True))
    for pattern, text, fits in cases:
        assert bool(wildcard_to_regex(pattern).match(text)) is fits
    assert error_id(wildcard_to_regex, "[g-f]*") == "RuntimeException"


def test_wildcards_are_recognised() -> None:
    assert has_wildcards("a*")
    assert not has_wildcards("a`*")
    assert wildcard_to_regex("a.b").match("axb") is None


def test_an_enum_on_the_left_stays_an_enum() -> None:
    monday = convert("Monday", get_type("System.DayOfWeek"))
    assert str(BINARY["+"](monday, 1)) == "Tuesday"
    assert BINARY["+"](1, monday) == 2
    assert str(increment(monday)) == "Tuesday"
