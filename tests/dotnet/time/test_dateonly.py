"""Days, and times of day."""

from __future__ import annotations

import pytest

from psopenai_py.errors import NetException

from ..calling import call, cast, new, read, static


def test_days_and_times_of_day() -> None:
    day = cast("DateOnly", "2024-02-28")
    assert str(call(day, "AddDays", 2)) == "03/01/2024"
    assert call(day, "ToString") == "2/28/2024"
    assert call(call(day, "ToDateTime", cast("TimeOnly", "10:30")), "ToString", "s") == "2024-02-28T10:30:00"
    assert str(call(new("TimeOnly", 23, 30), "AddHours", 1)) == "00:30"
    assert read(static("DateOnly", "FromDateTime", cast("datetime", "2024-01-02 03:04")), "DayNumber") == 738886
    with pytest.raises(NetException):
        static("DateOnly", "Parse", "2024-01-02 10:00")
