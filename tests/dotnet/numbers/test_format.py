"""Numbers as text, in the standard formats and in custom ones."""

from __future__ import annotations

import math
from decimal import Decimal
from typing import Any

import pytest

from psopenai_py.dotnet.culture.numbers import INVARIANT
from psopenai_py.dotnet.model.carriers import BigInteger, Int64, UInt64
from psopenai_py.dotnet.numbers.format import format_number, general_text, shown_double
from psopenai_py.dotnet.numbers.parse import to_single
from psopenai_py.errors import NetException


@pytest.mark.parametrize(
    ("value", "spec", "text"),
    [
        (3.14159, "F", "3.142"),
        (2.5, "F0", "2"),
        (3.5, "F0", "4"),
        (-0.4, "F0", "-0"),
        (5, "F2", "5.00"),
        (0.1 + 0.2, "F20", "0.30000000000000004441"),
        (Decimal("2.5"), "F0", "3"),
        (Decimal("-0.001"), "F2", "0.00"),
        (1234567, "N0", "1,234,567"),
        (-1234.5, "N1", "-1,234.5"),
        (0.5, "P0", "50%"),
        (0.5, "P", "50.000%"),
        (-1234.5, "C", "-$1,234.50"),
        (1234.5, "E2", "1.23E+003"),
        (0, "e1", "0.0e+000"),
        (1234567, "G3", "1.23E+06"),
        (Decimal("1.10"), "G", "1.10"),
        (5, "D4", "0005"),
        (-5, "D4", "-0005"),
        (255, "X", "FF"),
        (255, "x4", "00ff"),
        (-1, "X", "FFFFFFFF"),
        (Int64(-1), "X", "FFFFFFFFFFFFFFFF"),
        (UInt64(2**64 - 1), "X", "FFFFFFFFFFFFFFFF"),
        (BigInteger(255), "X", "0FF"),
        (10, "B8", "00001010"),
    ],
)
def test_standard_formats(value: Any, spec: str, text: str) -> None:
    assert format_number(value, spec) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (1 / 3, "0.3333333333333333"),
        (1.0, "1"),
        (-0.0, "-0"),
        (1e15, "1000000000000000"),
        (1e20, "1E+20"),
        (0.0001, "0.0001"),
        (0.00001, "1E-05"),
        (1.7976931348623157e308, "1.7976931348623157E+308"),
        (5e-324, "5E-324"),
        (to_single(0.1), "0.1"),
        (to_single(1 / 3), "0.33333334"),
        (to_single(3.4028234663852886e38), "3.4028235E+38"),
        (math.inf, "∞"),
        (math.nan, "NaN"),
        (Decimal("1.50"), "1.50"),
        (12345678901234567890, "12345678901234567890"),
    ],
)
def test_plain_text_reads_back_as_the_same_value(value: Any, text: str) -> None:
    assert general_text(value) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [(100 / 3, "33.3333333333333"), (1e14, "100000000000000"), (1e15, "1E+15"), (0.1 + 0.2, "0.3")],
)
def test_powershell_shows_fifteen_digits(value: float, text: str) -> None:
    assert shown_double(value) == text


def test_powershell_shows_seven_digits_of_a_single() -> None:
    assert shown_double(to_single(1 / 3)) == "0.3333333"


def test_the_invariant_culture_has_its_own_defaults() -> None:
    assert format_number(0.5, "P", INVARIANT) == "50.00 %"
    assert format_number(1.5, "F", INVARIANT) == "1.50"
    assert general_text(-math.inf, INVARIANT) == "-Infinity"


@pytest.mark.parametrize(("value", "spec"), [(1.5, "D"), (1, "Z"), (1.5, "X")])
def test_an_unfit_format_is_a_format_error(value: Any, spec: str) -> None:
    with pytest.raises(NetException) as error:
        format_number(value, spec)
    assert error.value.type_name == "System.FormatException"


# -- custom formats ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("spec", "text"),
    [
        ("0", "1235"),
        ("0.0", "1234.6"),
        ("#.##", "1234.57"),
        ("0000000", "0001235"),
        ("#,##0.00", "1,234.57"),
        ("0.00%", "123456.70%"),
        ("0.0‰", "1234567.0‰"),
        ("0.###E+0", "1.235E+3"),
        ("0E0", "1E3"),
        ("$#,##0.00", "$1,234.57"),
        ("0.00;(0.00)", "1234.57"),
        ('"lit" 0', "lit 1235"),
        ("0 'q'", "1235 q"),
        ("\\#0", "#1235"),
        ("#,", "1"),
        ("0,,.00", "0.00"),
        ("[0]", "[1235]"),
    ],
)
def test_a_positive_number(spec: str, text: str) -> None:
    assert format_number(1234.567, spec) == text


@pytest.mark.parametrize(
    ("value", "spec", "text"),
    [
        (-5, "000", "-005"),
        (-5, "0;(0)", "(5)"),
        (0, "0;-0;zero", "zero"),
        (0.001, "0.0;neg;zero", "zero"),
        (-5, "0;", "-5"),
        (0, "#", ""),
        (0.5, "#.00", ".50"),
        (-0.4, "0", "-0"),
        (2.5, "0", "3"),
        (99.99, "0.0", "100.0"),
        (1234567, "##,##,##", "1,234,567"),
        (12, "0#######", "00000012"),
        (5, "+0;-0", "+5"),
    ],
)
def test_sections_signs_and_zeros(value: Any, spec: str, text: str) -> None:
    assert format_number(value, spec) == text
