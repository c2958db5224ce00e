"""Custom number formats."""

from __future__ import annotations

from typing import Any

import pytest

from psopenai_py.dotnet.numbers.format import format_number


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
