"""Cultures and comparers."""

from __future__ import annotations

import datetime

import pytest

from psopenai_py.dotnet.model.registry import get_type
from psopenai_py.dotnet.system.globalization import CultureInfo, title_case, week_of_year
from psopenai_py.errors import NetException

from ...language.running import texts
from ..calling import call, constant, new, read


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


@pytest.mark.parametrize(
    ("culture", "number", "money", "share"),
    [
        ("en-US", "-1,234.5", "$1,234.50", "12.5%"),
        ("en-GB", "-1,234.5", "£1,234.50", "12.5%"),
        ("de-DE", "-1.234,5", "1.234,50 €", "12,5 %"),
        ("fr-FR", "-1\u202f234,5", "1\u202f234,50 €", "12,5 %"),
        ("sv-SE", "\u22121\xa0234,5", "1\xa0234,50 kr", "12,5 %"),
    ],
)
def test_numbers_are_written_as_the_culture_writes_them(culture: str, number: str, money: str, share: str) -> None:
    made = f"$c = [cultureinfo]'{culture}'; "
    assert texts(made + "(-1234.5).ToString('N1', $c)") == [number]
    assert texts(made + "(-1234.5).ToString('#,##0.0', $c)") == [number]
    assert texts(made + "(1234.5d).ToString('C', $c); [string]::Format($c, '{0:P1}', 0.125)") == [money, share]
    assert texts(made + f"[double]::Parse('{number}', $c)") == ["-1234.5"]


def test_dates_have_the_names_of_the_culture() -> None:
    day = "([datetime]'2024-03-05').ToString({}, [cultureinfo]'{}')"
    assert texts(day.format("'D'", "de-DE")) == ["Dienstag, 5. März 2024"]
    assert texts(day.format("'ddd d MMM'", "fr-FR")) == ["mar. 5 mars"]
    assert texts(day.format("'D'", "ja-JP")) == ["2024年3月5日火曜日"]
    assert texts(day.format("'MMM'", "de-DE") + "; " + day.format("'d MMM'", "de-DE")) == ["Mär", "5 März"]
    parsed = "[datetime]::ParseExact('{}', 'd MMMM yyyy', [cultureinfo]'{}').ToString('yyyy-MM-dd')"
    assert texts(parsed.format("5 mars 2024", "fr-FR")) == ["2024-03-05"]
    assert texts("[cultureinfo]::new('sv-SE').DateTimeFormat.GetMonthName(5)") == ["maj"]


def test_a_script_sets_the_current_culture() -> None:
    script = """[cultureinfo]::CurrentCulture = 'de-DE'; (1234.5).ToString('N2'); '{0:N1}' -f 1.5; "$(1.5)"
    ([datetime]'2020-01-02').ToString('d')
    [System.Threading.Thread]::CurrentThread.CurrentCulture = 'en-US'; (1.5).ToString()
    [cultureinfo]::CurrentCulture.Name"""
    assert texts(script) == ["1.234,50", "1,5", "1.5", "02.01.2020", "1.5", "en-US"]


def test_a_calendar_reads_and_moves_dates() -> None:
    calendar = new("System.Globalization.GregorianCalendar")
    date = new("System.DateTime", 2002, 4, 3, calendar)
    names = ("Year", "Month", "DayOfMonth", "DayOfYear", "DayOfWeek", "Era")
    assert [str(call(calendar, "Get" + name, date)) for name in names] == ["2002", "4", "3", "93", "Wednesday", "1"]
    moved = call(calendar, "AddWeeks", call(calendar, "AddMonths", call(calendar, "AddYears", date, 5), 5), 5)
    assert (read(moved, "Year"), read(moved, "Month"), read(moved, "Day")) == (2007, 10, 8)
    assert call(calendar, "IsLeapYear", 2024) and call(calendar, "GetDaysInYear", 2023) == 365
    dates = read(constant("cultureinfo", "InvariantCulture"), "DateTimeFormat")
    assert call(read(dates, "Calendar"), "GetDaysInMonth", 2024, 2) == 29
