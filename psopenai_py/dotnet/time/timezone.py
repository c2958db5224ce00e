"""``[TimeZoneInfo]``, on Python's zoneinfo."""

from __future__ import annotations

import os
import time
import zoneinfo
from collections.abc import Callable
from datetime import datetime, timedelta, timezone

from ...errors import NetException
from ..model.core import OBJECT
from ..model.enumerables import make_array
from ..model.registry import register
from ..model.types import DotNetType
from . import ticks as tk
from .date_format import LOCAL, UNSPECIFIED, UTC
from .datetime import DateTime
from .datetimeoffset import DateTimeOffset
from .timespan import TimeSpan

#: the IANA names of the Windows zones that scripts use most
_WINDOWS_NAMES = {
    "utc": "UTC",
    "gmt standard time": "Europe/London",
    "greenwich standard time": "Atlantic/Reykjavik",
    "w. europe standard time": "Europe/Berlin",
    "romance standard time": "Europe/Paris",
    "central europe standard time": "Europe/Budapest",
    "central european standard time": "Europe/Warsaw",
    "e. europe standard time": "Europe/Chisinau",
    "fle standard time": "Europe/Kiev",
    "gtb standard time": "Europe/Bucharest",
    "russian standard time": "Europe/Moscow",
    "turkey standard time": "Europe/Istanbul",
    "israel standard time": "Asia/Jerusalem",
    "arabian standard time": "Asia/Dubai",
    "arab standard time": "Asia/Riyadh",
    "south africa standard time": "Africa/Johannesburg",
    "egypt standard time": "Africa/Cairo",
    "pakistan standard time": "Asia/Karachi",
    "india standard time": "Asia/Kolkata",
    "se asia standard time": "Asia/Bangkok",
    "china standard time": "Asia/Shanghai",
    "singapore standard time": "Asia/Singapore",
    "taipei standard time": "Asia/Taipei",
    "tokyo standard time": "Asia/Tokyo",
    "korea standard time": "Asia/Seoul",
    "aus eastern standard time": "Australia/Sydney",
    "e. australia standard time": "Australia/Brisbane",
    "w. australia standard time": "Australia/Perth",
    "new zealand standard time": "Pacific/Auckland",
    "eastern standard time": "America/New_York",
    "central standard time": "America/Chicago",
    "mountain standard time": "America/Denver",
    "us mountain standard time": "America/Phoenix",
    "pacific standard time": "America/Los_Angeles",
    "alaskan standard time": "America/Anchorage",
    "hawaiian standard time": "Pacific/Honolulu",
    "atlantic standard time": "America/Halifax",
    "newfoundland standard time": "America/St_Johns",
    "sa eastern standard time": "America/Cayenne",
    "e. south america standard time": "America/Sao_Paulo",
    "argentina standard time": "America/Buenos_Aires",
}


class TimeZone:
    """A time zone: its id, and its offset from UTC at an instant (in ticks)."""

    __slots__ = ("id", "offset_at")

    def __init__(self, name: str, offset_at: Callable[[int], int]) -> None:
        self.id = name
        self.offset_at = offset_at

    def offset_of(self, wall: int) -> int:
        """The offset at the zone's local time ``wall``."""
        return tk.offset_of_wall_clock(wall, self.offset_at)

    @property
    def base_offset(self) -> int:
        """The offset of standard time: the smaller of this year's winter and summer offsets."""
        return min(self._offsets())

    @property
    def has_summer_time(self) -> bool:
        return len(set(self._offsets())) > 1

    def _offsets(self) -> tuple[int, int]:
        year = tk.to_date(tk.now_utc()).year
        return self.offset_at(tk.from_date(year, 1, 1)), self.offset_at(tk.from_date(year, 7, 1))

    @property
    def display_name(self) -> str:
        if self.id == "UTC":
            return "(UTC) Coordinated Universal Time"
        hours, minutes = divmod(abs(self.base_offset) // tk.PER_MINUTE, 60)
        return f"(UTC{'-' if self.base_offset < 0 else '+'}{hours:02d}:{minutes:02d}) {self.id}"

    def __eq__(self, other: object) -> bool:
        return self.id == other.id if isinstance(other, TimeZone) else NotImplemented

    def __hash__(self) -> int:
        return hash(self.id)

    def __str__(self) -> str:
        return self.display_name


UTC_ZONE = TimeZone("UTC", lambda utc: 0)


def local_zone() -> TimeZone:
    """The local time zone; with its IANA name if the system has one."""
    if time.timezone == 0 and not time.daylight:
        return TimeZone("UTC", tk.local_offset_at)
    name = os.environ.get("TZ", "").lstrip(":")
    if not name:
        target = os.path.realpath("/etc/localtime")
        name = target.partition("zoneinfo/")[2]
    return TimeZone(name or time.tzname[0], tk.local_offset_at)


def find_zone(name: str) -> TimeZone:
    """The zone with an IANA name or a common Windows name."""
    known = _WINDOWS_NAMES.get(name.lower(), name)
    if known.upper() == "UTC":
        return UTC_ZONE
    try:
        zone = zoneinfo.ZoneInfo(known)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        raise NetException(
            "System.TimeZoneNotFoundException", f"The time zone ID '{name}' was not found on the local computer."
        ) from None
    epoch = datetime(1970, 1, 1, tzinfo=timezone.utc)

    def offset_at(utc: int) -> int:
        seconds = (utc - tk.UNIX_EPOCH) // tk.PER_SECOND
        try:
            offset = (epoch + timedelta(seconds=seconds)).astimezone(zone).utcoffset()
        except OverflowError:  # at either end of the calendar
            offset = None
        return int(offset.total_seconds()) * tk.PER_SECOND if offset is not None else 0

    return TimeZone(name, offset_at)


TIME_ZONE_INFO = register(DotNetType("System.TimeZoneInfo", python=TimeZone, base=OBJECT), "timezoneinfo")
_ZONE = TIME_ZONE_INFO.full_name

TIME_ZONE_INFO.prop("Id", "string")(lambda zone: zone.id)
TIME_ZONE_INFO.prop("HasIanaId", "bool")(lambda zone: zone.id.lower() not in _WINDOWS_NAMES or zone.id == "UTC")
TIME_ZONE_INFO.prop("DisplayName", "string")(lambda zone: zone.display_name)
TIME_ZONE_INFO.prop("StandardName", "string")(lambda zone: zone.id)
TIME_ZONE_INFO.prop("DaylightName", "string")(lambda zone: zone.id)
TIME_ZONE_INFO.prop("BaseUtcOffset", "timespan")(lambda zone: TimeSpan(zone.base_offset))
TIME_ZONE_INFO.prop("SupportsDaylightSavingTime", "bool")(lambda zone: zone.has_summer_time)
TIME_ZONE_INFO.static_prop("Utc", _ZONE)(lambda: UTC_ZONE)
TIME_ZONE_INFO.static_prop("Local", _ZONE)(local_zone)
TIME_ZONE_INFO.static("FindSystemTimeZoneById", "string", returns=_ZONE)(find_zone)
TIME_ZONE_INFO.method("ToString", returns="string")(str)
TIME_ZONE_INFO.static("GetSystemTimeZones")(
    lambda: make_array([find_zone(name) for name in sorted(zoneinfo.available_timezones())], TIME_ZONE_INFO)
)


def _zone_of(value: DateTime) -> TimeZone:
    """The zone of a date's kind."""
    return UTC_ZONE if value.kind == UTC else TimeZone("Local", tk.local_offset_at)


def _utc_ticks(value: DateTime, zone: TimeZone) -> int:
    """The instant of a date, in the zone of its kind, or in ``zone`` if the kind is unspecified."""
    source = zone if value.kind == UNSPECIFIED else _zone_of(value)
    return value.ticks - source.offset_of(value.ticks)


@TIME_ZONE_INFO.method("GetUtcOffset", "datetime", returns="timespan")
def _utc_offset(zone: TimeZone, value: DateTime) -> TimeSpan:
    if value.kind == UNSPECIFIED:
        return TimeSpan(zone.offset_of(value.ticks))
    return TimeSpan(zone.offset_at(_utc_ticks(value, zone)))


TIME_ZONE_INFO.method("GetUtcOffset", "datetimeoffset", returns="timespan")(
    lambda zone, value: TimeSpan(zone.offset_at(value.utc_ticks))
)
TIME_ZONE_INFO.method("IsDaylightSavingTime", "datetime", returns="bool")(
    lambda zone, value: _utc_offset(zone, value).ticks > zone.base_offset
)


def _shown_in(utc: int, zone: TimeZone) -> DateTime:
    kind = UTC if zone.id == "UTC" else LOCAL if zone.offset_at is tk.local_offset_at else UNSPECIFIED
    return DateTime(utc + zone.offset_at(utc), kind)


@TIME_ZONE_INFO.static("ConvertTime", "datetime", _ZONE, returns="datetime")
def _convert(value: DateTime, target: TimeZone) -> DateTime:
    return _shown_in(_utc_ticks(value, _zone_of(value)), target)


@TIME_ZONE_INFO.static("ConvertTime", "datetimeoffset", _ZONE, returns="datetimeoffset")
def _convert_offset(value: DateTimeOffset, target: TimeZone) -> DateTimeOffset:
    return value.at_offset(target.offset_at(value.utc_ticks))


@TIME_ZONE_INFO.static("ConvertTime", "datetime", _ZONE, _ZONE, returns="datetime")
def _convert_between(value: DateTime, source: TimeZone, target: TimeZone) -> DateTime:
    return _shown_in(_utc_ticks(value, source), target)


@TIME_ZONE_INFO.static("ConvertTimeFromUtc", "datetime", _ZONE, returns="datetime")
def _convert_from_utc(value: DateTime, target: TimeZone) -> DateTime:
    if value.kind == LOCAL:
        raise NetException("System.ArgumentException", "A local date cannot be converted from UTC.")
    return _shown_in(value.ticks, target)


TIME_ZONE_INFO.static("ConvertTimeToUtc", "datetime", returns="datetime")(DateTime.to_utc)
TIME_ZONE_INFO.static("ConvertTimeToUtc", "datetime", _ZONE, returns="datetime")(
    lambda value, source: DateTime(_utc_ticks(value, source), UTC)
)


@TIME_ZONE_INFO.static("ConvertTimeBySystemTimeZoneId", "datetime", "string", returns="datetime")
def _convert_by_id(value: DateTime, target: str) -> DateTime:
    return _convert(value, find_zone(target))


@TIME_ZONE_INFO.static("ConvertTimeBySystemTimeZoneId", "datetimeoffset", "string", returns="datetimeoffset")
def _convert_offset_by_id(value: DateTimeOffset, target: str) -> DateTimeOffset:
    return _convert_offset(value, find_zone(target))


@TIME_ZONE_INFO.static("ConvertTimeBySystemTimeZoneId", "datetime", "string", "string", returns="datetime")
def _convert_between_ids(value: DateTime, source: str, target: str) -> DateTime:
    return _convert_between(value, find_zone(source), find_zone(target))
