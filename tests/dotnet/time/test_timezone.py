from __future__ import annotations

import pytest

from psopenai_py.errors import NetException

from ..calling import call, cast, constant, new, read, static


@pytest.mark.parametrize("name", ["America/New_York", "Eastern Standard Time"])
def test_a_zone_is_found_by_either_name(name: str) -> None:
    zone = static("timezoneinfo", "FindSystemTimeZoneById", name)
    assert read(zone, "Id") == name
    assert str(read(zone, "BaseUtcOffset")) == "-05:00:00"
    assert read(zone, "SupportsDaylightSavingTime") is True
    assert str(call(zone, "GetUtcOffset", cast("datetime", "2024-07-01"))) == "-04:00:00"


def test_conversions() -> None:
    tokyo = static("timezoneinfo", "FindSystemTimeZoneById", "Asia/Tokyo")
    utc = new("datetime", 2024, 1, 2, 20, 0, 0, constant("System.DateTimeKind", "Utc"))
    assert static("timezoneinfo", "ConvertTimeFromUtc", utc, tokyo).format("s") == "2024-01-03T05:00:00"
    assert static("timezoneinfo", "ConvertTime", utc, tokyo).format("s") == "2024-01-03T05:00:00"
    back = static("timezoneinfo", "ConvertTimeToUtc", cast("datetime", "2024-01-03 05:00"), tokyo)
    assert back.format("o") == "2024-01-02T20:00:00.0000000Z"
    by_id = static("timezoneinfo", "ConvertTimeBySystemTimeZoneId", utc, "Tokyo Standard Time")
    assert by_id.format("s") == "2024-01-03T05:00:00"
    offset = static("timezoneinfo", "ConvertTime", cast("datetimeoffset", "2024-01-02T20:00:00Z"), tokyo)
    assert offset.format("o") == "2024-01-03T05:00:00.0000000+09:00"


def test_utc() -> None:
    assert read(constant("timezoneinfo", "Utc"), "DisplayName") == "(UTC) Coordinated Universal Time"
    assert static("timezoneinfo", "FindSystemTimeZoneById", "UTC") == constant("timezoneinfo", "Utc")


def test_an_unknown_zone_is_refused() -> None:
    with pytest.raises(NetException) as raised:
        static("timezoneinfo", "FindSystemTimeZoneById", "Mars/Olympus")
    assert raised.value.type_name == "System.TimeZoneNotFoundException"
