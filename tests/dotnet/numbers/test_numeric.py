"""Number types and ``[math]``."""

from __future__ import annotations

import math
from decimal import Decimal
from typing import Any

import pytest

from psopenai_py.dotnet.model.carriers import BigInteger, Int64
from psopenai_py.dotnet.model.core import Ref
from psopenai_py.dotnet.model.enums import EnumValue
from psopenai_py.dotnet.model.registry import get_type, type_of
from psopenai_py.dotnet.numbers.literals import parse_number
from psopenai_py.dotnet.numbers.parse import parse_number_text
from psopenai_py.errors import NetException

from ...language.running import output, texts
from ..calling import call, constant, static


@pytest.mark.parametrize(
    ("type_name", "text", "value"),
    [
        ("int", " -42 ", -42),
        ("double", "1.5e3", 1500.0),
        ("double", "1,234.5", 1234.5),
        ("decimal", "1,234.50", Decimal("1234.50")),
        ("double", "-Infinity", -math.inf),
        ("bigint", "99999999999999999999", 99999999999999999999),
    ],
)
def test_parse(type_name: str, text: str, value: Any) -> None:
    found = static(type_name, "Parse", text, of=("string",))
    assert found == value
    assert type_of(found) is get_type(type_name)


@pytest.mark.parametrize(
    ("type_name", "text", "error"),
    [
        ("int", "1.5", "Format"),
        ("int", "1,000", "Format"),
        ("int", "", "Format"),
        ("int", "3000000000", "Overflow"),
        ("byte", "-1", "Overflow"),
        ("double", "abc", "Format"),
    ],
)
def test_parse_tells_what_is_wrong(type_name: str, text: str, error: str) -> None:
    with pytest.raises(NetException) as raised:
        static(type_name, "Parse", text, of=("string",))
    assert raised.value.type_name == f"System.{error}Exception"


def test_hexadecimal_text_wraps_to_negative() -> None:
    assert parse_number_text("ff", get_type("int"), 515) == 255
    assert parse_number_text("FFFFFFFF", get_type("int"), 515) == -1


def test_try_parse_answers_through_the_reference() -> None:
    out = Ref("old")
    assert not static("int", "TryParse", "12x", out)
    assert out.value == 0
    assert static("int", "TryParse", "12", out)
    assert out.value == 12


def test_bounds() -> None:
    assert constant("int", "MaxValue") == 2147483647
    assert type_of(constant("long", "MinValue")) is get_type("long")
    assert math.isnan(constant("double", "NaN"))


def test_numbers_of_another_type_are_not_equal() -> None:
    assert not call(1, "Equals", Int64(1), of=("object",))
    assert call(5, "CompareTo", 7, of=("int",)) == -1


def test_big_integers() -> None:
    assert static("bigint", "Pow", BigInteger(2), 100) == 2**100
    assert static("bigint", "Divide", BigInteger(-7), BigInteger(2)) == -3
    assert static("bigint", "Remainder", BigInteger(-7), BigInteger(2)) == -1


@pytest.mark.parametrize(
    ("value", "mode", "rounded"),
    [(2.5, 0, 2.0), (2.5, 1, 3.0), (-2.5, 1, -3.0), (2.9, 2, 2.0), (-2.1, 3, -3.0), (2.1, 4, 3.0)],
)
def test_rounding_modes(value: float, mode: int, rounded: float) -> None:
    how = EnumValue(get_type("System.MidpointRounding"), mode)
    assert static("math", "Round", value, how, of=("double", "System.MidpointRounding")) == rounded


def test_rounding_to_places() -> None:
    assert static("math", "Round", 3.14159, 2, of=("double", "int")) == 3.14
    assert static("math", "Round", Decimal("2.345"), 2, of=("decimal", "int")) == Decimal("2.34")
    assert str(static("math", "Round", Decimal("1.5"), 4, of=("decimal", "int"))) == "1.5"


def test_math_answers_infinities_and_nan_instead_of_errors() -> None:
    assert math.isnan(static("math", "Sqrt", -1.0))
    assert static("math", "Log", 0.0, of=("double",)) == -math.inf
    assert static("math", "Pow", 10.0, 400.0) == math.inf
    assert static("math", "Pow", 0.0, -1.0) == math.inf
    assert math.isnan(static("math", "Max", math.nan, 1.0, of=("double", "double")))


def test_the_absolute_value_of_the_least_int_overflows() -> None:
    with pytest.raises(NetException) as error:
        static("math", "Abs", -(2**31), of=("int",))
    assert error.value.type_name == "System.OverflowException"


def test_division_with_remainder() -> None:
    out = Ref()
    assert static("math", "DivRem", -7, 2, out, of=("int", "int", "ref")) == -3
    assert out.value == -1


@pytest.mark.parametrize(("text", "value"), [("0x", 0), ("0xu", 0), ("1.5n", 2), ("2.5n", 2), ("0xFFFFFFFF", -1)])
def test_literals_of_odd_forms(text: str, value: int) -> None:
    literal = parse_number(text)
    assert literal is not None
    assert literal.value == value


def test_decimals_round_by_themselves() -> None:
    assert static("decimal", "Round", Decimal("2.675"), 2) == Decimal("2.68")
    assert static("decimal", "Round", Decimal("2.5")) == Decimal(2)


def test_number_types_have_mathematics_of_their_own() -> None:
    assert output("[int]::Clamp(5, 1, 3); [double]::Round(2.567, 1); [double]::Pow(2, 10); [int]::IsPow2(8)") == [
        3,
        2.6,
        1024.0,
        True,
    ]
    assert output("[int]::MaxMagnitude(-5, 3); [long]::Sign(-3); [int]::DivRem(7, 2).Item2") == [-5, -1, 1]
    assert texts("[byte]::Clamp(5, 1, 3).GetType().Name; [float]::Sqrt(9).GetType().Name") == ["Byte", "Single"]
