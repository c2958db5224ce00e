from __future__ import annotations

import pytest

from psopenai_py.dotnet.model.registry import get_type
from psopenai_py.dotnet.model.types import DotNetType
from psopenai_py.errors import NetException

from ..calling import call, cast, new, read, static

TEXT = "2024-01-02T03:04:05+02:00"


def test_the_offset_of_the_text_stays() -> None:
    value = cast("datetimeoffset", TEXT)
    assert str(value) == "01/02/2024 03:04:05 +02:00"
    assert value.format() == "1/2/2024 3:04:05\u202fAM +02:00"
    assert value.format("o") == "2024-01-02T03:04:05.0000000+02:00"
    assert value.format("r") == "Tue, 02 Jan 2024 01:04:05 GMT"
    assert read(value, "UtcDateTime").format("o") == "2024-01-02T01:04:05.0000000Z"
    assert read(read(value, "Offset"), "TotalHours") == 2


def test_equality_is_of_instants() -> None:
    assert cast("datetimeoffset", "2024-01-02T00:00:00Z") == cast("datetimeoffset", "2024-01-02T02:00:00+02:00")
    assert not call(cast("datetimeoffset", "2024-01-02T00:00:00Z"), "EqualsExact", cast("datetimeoffset", TEXT))


def test_unix_times() -> None:
    assert call(cast("datetimeoffset", TEXT), "ToUnixTimeSeconds") == 1704157445
    value = static("datetimeoffset", "FromUnixTimeSeconds", 1700000000)
    assert call(read(value, "UtcDateTime"), "ToString", "yyyy-MM-dd HH:mm:ss") == "2023-11-14 22:13:20"
    assert call(static("datetimeoffset", "FromUnixTimeMilliseconds", 1500), "ToUnixTimeMilliseconds") == 1500


def test_other_offsets() -> None:
    value = static("datetimeoffset", "Parse", "2024-01-02T03:04:05-05:00")
    assert call(value, "ToOffset", cast("timespan", "1:00")).format("yyyy-MM-dd HH:mm zzz") == "2024-01-02 09:04 +01:00"


def test_impossible_offsets_are_refused() -> None:
    with pytest.raises(NetException):
        new("datetimeoffset", 2024, 1, 2, 3, 4, 5, cast("timespan", "15:00"))
    utc = cast("datetimeoffset", "2024-01-02T00:00:00Z")
    with pytest.raises(NetException):
        new("datetimeoffset", read(utc, "UtcDateTime"), cast("timespan", "1:00"))


def test_properties_come_in_their_order() -> None:
    type_: DotNetType = get_type("datetimeoffset")
    assert [p.name for p in type_.properties.values()][:5] == [
        "DateTime",
        "UtcDateTime",
        "LocalDateTime",
        "Date",
        "Day",
    ]
