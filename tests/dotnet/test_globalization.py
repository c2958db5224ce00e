"""Cultures and comparers."""

from __future__ import annotations

import datetime

import pytest

from psopenai_py.dotnet import get_type
from psopenai_py.dotnet.globalization import CultureInfo, title_case, week_of_year
from psopenai_py.errors import NetException

from .support import call, constant


def test_title_case_leaves_words_in_capitals() -> None:
    assert title_case("hello wORLD it's ABC x-ray") == "Hello World It's ABC X-Ray"


@pytest.mark.parametrize(
    ("date", "rule", "first_day", "week"),
    [
        ((2024, 1, 1), 2, 1, 1),
        ((2023, 1, 1), 2, 1, 52),
        ((2024, 12, 31), 0, 0, 53),
        ((2024, 1, 7), 0, 0, 2),
    ],
)
def test_weeks_of_the_year(date: tuple[int, int, int], rule: int, first_day: int, week: int) -> None:
    assert week_of_year(datetime.date(*date), rule, first_day) == week


def test_the_invariant_culture_has_no_name() -> None:
    assert call(constant("cultureinfo", "InvariantCulture"), "ToString") == ""
    assert str(CultureInfo("en-us")) == "en-US"


def test_an_impossible_culture_is_an_error() -> None:
    with pytest.raises(NetException):
        CultureInfo("not a culture")
    convert = get_type("cultureinfo").convert
    assert convert is not None
    with pytest.raises(ValueError, match="not supported"):
        convert("???")


def test_string_comparers() -> None:
    comparer = constant("System.StringComparer", "OrdinalIgnoreCase")
    assert call(comparer, "Equals", "a", "A", of=("string", "string"))
    assert call(comparer, "GetHashCode", "a", of=("string",)) == call(comparer, "GetHashCode", "A", of=("string",))
