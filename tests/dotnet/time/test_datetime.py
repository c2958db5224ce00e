from __future__ import annotations

import time
from collections.abc import Iterator

import pytest

from psopenai_py.dotnet.time.datetime import DateTime, unix_to_datetime
from psopenai_py.errors import NetException

from ..calling import call, cast, constant, new, read, static

NARROW = "\u202f"  # stands before AM and PM


@pytest.fixture(autouse=True)
def in_utc(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("TZ", "UTC")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


def in_zone(monkeypatch: pytest.MonkeyPatch, zone: str) -> None:
    monkeypatch.setenv("TZ", zone)
    time.tzset()


DAY = "2024-01-02 03:04:05"


@pytest.mark.parametrize(
    ("fmt", "expected"),
    [
        ("d", "1/2/2024"),
        ("D", "Tuesday, January 2, 2024"),
        ("f", f"Tuesday, January 2, 2024 3:04{NARROW}AM"),
        ("F", f"Tuesday, January 2, 2024 3:04:05{NARROW}AM"),
        ("g", f"1/2/2024 3:04{NARROW}AM"),
        ("G", f"1/2/2024 3:04:05{NARROW}AM"),
        ("", f"1/2/2024 3:04:05{NARROW}AM"),
        ("m", "January 2"),
        ("o", "2024-01-02T03:04:05.0000000"),
        ("R", "Tue, 02 Jan 2024 03:04:05 GMT"),
        ("s", "2024-01-02T03:04:05"),
        ("t", f"3:04{NARROW}AM"),
        ("u", "2024-01-02 03:04:05Z"),
        ("Y", "January 2024"),
        ("yyyy-MM-dd HH:mm:ss.fff", "2024-01-02 03:04:05.000"),
        ("yyyy'y'MM\"m\"dd\\d", "2024y01m02d"),
        ("%d", "2"),
        ("h:mm tt", "3:04 AM"),
        ("ddd d MMM yy", "Tue 2 Jan 24"),
        ("H:m:s.FFF", "3:4:5"),
        ("yyyy-MM-ddTHH:mm:ssK", "2024-01-02T03:04:05"),
        ("zzz", "+00:00"),
    ],
)
def test_a_date_is_written_in_a_format(fmt: str, expected: str) -> None:
    assert call(cast("datetime", DAY), "ToString", fmt) == expected


@pytest.mark.parametrize("fmt", ["K", "x", "'open", "yyyy\\", "ffffffff", "%"])
def test_a_faulty_format_is_refused(fmt: str) -> None:
    with pytest.raises(NetException) as raised:
        cast("datetime", DAY).format(fmt)
    assert raised.value.type_name == "System.FormatException"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024-03-04T05:06:07+09:00", "2024-03-03T20:06:07.0000000+00:00"),
        ("2025-03-14T10:00:00.1234567Z", "2025-03-14T10:00:00.1234567+00:00"),
        ("2024-05-06 10:00:00 -05:00", "2024-05-06T15:00:00.0000000+00:00"),
        ("Tue, 03 Jun 2008 11:05:30 GMT", "2008-06-03T11:05:30.0000000+00:00"),
        ("3/14/2025", "2025-03-14T00:00:00.0000000"),
        ("1/2/24 5:06 PM", "2024-01-02T17:06:00.0000000"),
        ("12/31/1999 11:59:59 pm", "1999-12-31T23:59:59.0000000"),
        ("March 14, 2025 3:30 PM", "2025-03-14T15:30:00.0000000"),
        ("14 Mar 2025", "2025-03-14T00:00:00.0000000"),
        ("Friday, March 14, 2025", "2025-03-14T00:00:00.0000000"),
        ("2024/05/06 07:08:09", "2024-05-06T07:08:09.0000000"),
        ("Mar 2025", "2025-03-01T00:00:00.0000000"),
        ("2024-1-5", "2024-01-05T00:00:00.0000000"),
        (f"1/2/2024 3:04:05{NARROW}AM", "2024-01-02T03:04:05.0000000"),
    ],
)
def test_a_text_is_read_as_a_date(text: str, expected: str) -> None:
    assert static("datetime", "Parse", text).format("o") == expected


def test_a_time_alone_means_today() -> None:
    read = static("datetime", "Parse", "10:30")
    assert read.ticks // 864_000_000_000 == constant("datetime", "Today").ticks // 864_000_000_000
    assert read.format("HH:mm") == "10:30"


@pytest.mark.parametrize(
    "text", ["", "bad", "20240102", "2024", "2024-02-30", "13/45/2024", "25:00", "Monday, March 14, 2025"]
)
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(NetException) as raised:
        static("datetime", "Parse", text)
    assert raised.value.type_name == "System.FormatException"


@pytest.mark.parametrize(
    ("text", "fmt", "expected"),
    [
        ("20240102", "yyyyMMdd", "2024-01-02T00:00:00.0000000"),
        ("05/06/2024 07:08", "dd/MM/yyyy HH:mm", "2024-06-05T07:08:00.0000000"),
        ("May 6, 2024 3:04 PM", "MMM d, yyyy h:mm tt", "2024-05-06T15:04:00.0000000"),
        ("2024-05-06T07:08:09+02:00", "yyyy-MM-ddTHH:mm:sszzz", "2024-05-06T05:08:09.0000000+00:00"),
        ("10:11:12 2024", "HH:mm:ss.FFF yyyy", "2024-01-01T10:11:12.0000000"),
    ],
)
def test_a_text_is_read_by_a_given_format(text: str, fmt: str, expected: str) -> None:
    assert static("datetime", "ParseExact", text, fmt, None).format("o") == expected


def test_a_text_that_leaves_the_format_is_refused() -> None:
    with pytest.raises(NetException):
        static("datetime", "ParseExact", "2024-1-2", "yyyy-MM-dd", None)


def test_try_parse_answers_and_writes_the_date() -> None:
    ref = new("ref", None)
    assert static("datetime", "TryParse", "2024-01-02", ref) is True
    assert str(ref.value) == "01/02/2024 00:00:00"
    assert static("datetime", "TryParse", "bad", ref) is False
    assert ref.value.ticks == 0


def test_the_invariant_text_is_what_strings_show() -> None:
    assert str(cast("datetime", DAY)) == "01/02/2024 03:04:05"


def test_months_end_where_they_end() -> None:
    leap = cast("datetime", "2024-02-29")
    assert call(leap, "AddYears", 1).format("s") == "2025-02-28T00:00:00"
    assert call(call(cast("datetime", "2024-01-31"), "AddMonths", 1), "AddMonths", 1).format("s")[:10] == "2024-03-29"
    assert read(cast("datetime", "2024-12-31"), "DayOfYear") == 366
    assert static("datetime", "DaysInMonth", 2023, 2) == 28


def test_sums_and_differences() -> None:
    date = cast("datetime", "2024-03-10")
    assert str(call(date, "AddDays", 1.5)) == "03/11/2024 12:00:00"
    assert str(static("datetime", "op_Addition", date, cast("timespan", "1.00:00"))) == "03/11/2024 00:00:00"
    difference = static("datetime", "op_Subtraction", date, cast("datetime", "2024-03-01"))
    assert read(difference, "TotalDays") == 9.0
    with pytest.raises(NetException) as raised:
        call(constant("datetime", "MaxValue"), "AddDays", 1)
    assert raised.value.type_name == "System.ArgumentOutOfRangeException"


def test_parts() -> None:
    date = new("datetime", 2024, 3, 7, 8, 9, 10, 123)
    assert [read(date, n) for n in ("Year", "Month", "Day", "Hour", "Minute", "Second", "Millisecond")] == [
        2024, 3, 7, 8, 9, 10, 123,
    ]  # fmt: skip
    assert str(read(date, "DayOfWeek")) == "Thursday"
    assert str(read(date, "TimeOfDay")) == "08:09:10.1230000"
    assert str(read(date, "Kind")) == "Unspecified"
    assert read(date, "DateTime") == f"Thursday, March 7, 2024 8:09:10{NARROW}AM"
    with pytest.raises(NetException):
        new("datetime", 2024, 2, 30)


def test_kinds_and_zones(monkeypatch: pytest.MonkeyPatch) -> None:
    in_zone(monkeypatch, "America/New_York")
    local = cast("datetime", "2024-07-01T12:00:00Z")
    assert local.format("o") == "2024-07-01T08:00:00.0000000-04:00"
    assert call(local, "ToUniversalTime").format("o") == "2024-07-01T12:00:00.0000000Z"
    assert call(cast("datetime", "2024-01-01"), "ToUniversalTime").format("o") == "2024-01-01T05:00:00.0000000Z"
    assert call(local, "IsDaylightSavingTime") is True
    gap = call(cast("datetime", "2024-03-10 02:30"), "ToUniversalTime")
    assert gap.format("o") == "2024-03-10T07:30:00.0000000Z"  # a time that clocks skip is taken as standard time
    specified = static("datetime", "SpecifyKind", cast("datetime", "2024-01-01"), "Utc")
    assert str(read(specified, "Kind")) == "Utc"


def test_unix_times_become_local_dates(monkeypatch: pytest.MonkeyPatch) -> None:
    in_zone(monkeypatch, "Asia/Tokyo")
    date = unix_to_datetime(1700000000)
    assert date.format("o") == "2023-11-15T07:13:20.0000000+09:00"
    assert date.to_python().isoformat() == "2023-11-15T07:13:20+09:00"


def test_equality_looks_at_the_clock_only() -> None:
    assert DateTime(5, 1) == DateTime(5, 2)
    assert hash(DateTime(5, 1)) == hash(DateTime(5, 2))
    assert DateTime(4) < DateTime(5)
    assert call(DateTime(4), "CompareTo", DateTime(5)) == -1


def test_cultures() -> None:
    date = cast("datetime", DAY)

    class Culture:
        def __init__(self, name: str) -> None:
            self.name = name

    assert date.format("d", Culture("")) == "01/02/2024"
    assert date.format("d", Culture("de-DE")) == "02.01.2024"
    assert date.format("G", Culture("en-GB")) == "02/01/2024 03:04:05"


def test_file_times() -> None:
    utc = cast("datetime", "2024-01-02T00:00:00Z")
    number = call(utc, "ToFileTimeUtc")
    assert number == 133486272000000000
    assert static("datetime", "FromFileTimeUtc", number).format("s") == "2024-01-02T00:00:00"
