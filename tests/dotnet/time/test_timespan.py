from __future__ import annotations

import pytest

from psopenai_py.dotnet.time.timespan import TimeSpan
from psopenai_py.errors import NetException

from ..calling import call, cast, constant, new, read, static


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1:30", "01:30:00"),
        ("1.02:03:04.567", "1.02:03:04.5670000"),
        ("-1:00", "-01:00:00"),
        ("10.0:0:0", "10.00:00:00"),
        ("5", "5.00:00:00"),
        ("2.03:00", "2.03:00:00"),
        ("1:2:3:4.5", "1.02:03:04.5000000"),
    ],
)
def test_a_text_is_read_as_a_duration(text: str, expected: str) -> None:
    assert str(cast("timespan", text)) == expected


@pytest.mark.parametrize(
    ("text", "error"), [("x", "FormatException"), ("25:00", "OverflowException"), ("", "FormatException")]
)
def test_what_is_no_duration_is_refused(text: str, error: str) -> None:
    with pytest.raises(NetException) as raised:
        static("timespan", "Parse", text)
    assert raised.value.type_name == f"System.{error}"


@pytest.mark.parametrize(
    ("fmt", "expected"),
    [
        ("c", "1.02:03:04.0050000"),
        ("g", "1:2:03:04.005"),
        ("G", "1:02:03:04.0050000"),
        (r"d\.hh\:mm", "1.02:03"),
        ("%d", "1"),
        (r"hh\hmm\m", "02h03m"),
        ("hh':'mm':'ss", "02:03:04"),
        ("%s", "4"),
        ("fff", "005"),
        ("%F", ""),
    ],
)
def test_formats(fmt: str, expected: str) -> None:
    assert call(cast("timespan", "1.02:03:04.005"), "ToString", fmt) == expected


@pytest.mark.parametrize("fmt", ["hh:mm", "x", "'open"])
def test_a_faulty_format_is_refused(fmt: str) -> None:
    with pytest.raises(NetException) as raised:
        cast("timespan", "1:00").format(fmt)
    assert raised.value.type_name == "System.FormatException"


def test_exact_reading() -> None:
    assert read(static("timespan", "ParseExact", "07:08", r"mm\:ss", None), "TotalSeconds") == 428
    with pytest.raises(NetException):
        static("timespan", "ParseExact", "7:08", r"mm\:ss", None)


def test_parts_of_a_negative_duration_are_negative() -> None:
    span = cast("timespan", "1:00") - cast("timespan", "2:30:15")
    assert (read(span, "Days"), read(span, "Hours"), read(span, "Minutes"), read(span, "Seconds")) == (0, -1, -30, -15)
    assert read(span, "TotalHours") == pytest.approx(-1.504166666)


def test_reckoning() -> None:
    span = cast("timespan", "1.02:03:04.005")
    assert str(static("timespan", "op_Division", span, 2)) == "13:01:32.0025000"
    assert static("timespan", "op_Division", span, cast("timespan", "1:00:00")) == pytest.approx(26.0511125)
    assert str(static("timespan", "op_Multiply", cast("timespan", "1:30"), 2)) == "03:00:00"
    assert call(span, "Duration") == call(call(span, "Negate"), "Duration")
    assert static("timespan", "FromDays", 1.5) > cast("timespan", "1.11:59")
    assert str(new("timespan", 1, 2, 3)) == "01:02:03"
    assert constant("timespan", "Zero") == TimeSpan(0)


def test_durations_too_long_are_refused() -> None:
    with pytest.raises(NetException) as raised:
        static("timespan", "FromDays", 1e12)
    assert raised.value.type_name == "System.OverflowException"
