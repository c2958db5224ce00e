"""Instants and durations as .NET counts them (ticks of 100 ns since 0001-01-01), and the local time zone."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date
from functools import lru_cache

PER_MICROSECOND = 10
PER_MILLISECOND = 10_000
PER_SECOND = 10_000_000
PER_MINUTE = 60 * PER_SECOND
PER_HOUR = 60 * PER_MINUTE
PER_DAY = 24 * PER_HOUR

#: the units of `TimeSpan.FromX` and `DateTime.AddX`
UNITS = {
    "Days": PER_DAY,
    "Hours": PER_HOUR,
    "Minutes": PER_MINUTE,
    "Seconds": PER_SECOND,
    "Milliseconds": PER_MILLISECOND,
    "Microseconds": PER_MICROSECOND,
}

MAX = date.max.toordinal() * PER_DAY - 1  # the last tick of the year 9999
UNIX_EPOCH = (date(1970, 1, 1).toordinal() - 1) * PER_DAY
FILE_EPOCH = (date(1601, 1, 1).toordinal() - 1) * PER_DAY  # where Windows' file times start


def from_date(year: int, month: int, day: int) -> int:
    """The ticks at the start of a day; ValueError if there is no such day."""
    return (date(year, month, day).toordinal() - 1) * PER_DAY


def to_date(ticks: int) -> date:
    return date.fromordinal(ticks // PER_DAY + 1)


def local_offset_at(utc: int) -> int:
    """The offset of local time from UTC at an instant, in ticks."""
    return offset_at_unix_time((utc - UNIX_EPOCH) // PER_SECOND)


def offset_at_unix_time(seconds: int) -> int:
    """The same at a Unix time."""
    if seconds >= _EVEN:
        seconds -= seconds % _QUARTER
    return _offset_in(seconds, time.tzname)


_QUARTER = 15 * 60  # seconds; clocks change at quarters of an hour of UTC, in all zones since 1973
_EVEN = 3 * 366 * 86400


@lru_cache(maxsize=256)
def _offset_in(seconds: int, zone: tuple[str, str]) -> int:
    """The offset at a Unix time. ``zone`` tells the zones apart that a process was set to."""
    try:
        return time.localtime(seconds).tm_gmtoff * PER_SECOND
    except (OSError, OverflowError, ValueError):  # the platform has no local time before 1970
        return -time.timezone * PER_SECOND


def iso_text(ticks: int, zone: int | None) -> str:
    """A date as in JSON: the fraction without trailing zeros; ``zone`` is the offset from UTC, if it is to be told."""
    days, rest = divmod(ticks, PER_DAY)
    seconds, fraction = divmod(rest, PER_SECOND)
    minutes, second = divmod(seconds, 60)
    hour, minute = divmod(minutes, 60)
    text = f"{_day_text(days)}T{hour:02d}:{minute:02d}:{second:02d}"
    if fraction:
        text += f".{fraction:07d}".rstrip("0")
    if zone is None:
        return text
    hours, minutes = divmod(abs(zone) // PER_MINUTE, 60)
    return f"{text}{'-' if zone < 0 else '+'}{hours:02d}:{minutes:02d}"


@lru_cache(maxsize=256)
def _day_text(days: int) -> str:
    return date.fromordinal(days + 1).isoformat()


def is_daylight(utc: int) -> bool:
    """Whether it is daylight saving time at an instant."""
    return time.localtime((utc - UNIX_EPOCH) // PER_SECOND).tm_isdst > 0


def offset_of_wall_clock(wall: int, offset_at: Callable[[int], int] = local_offset_at) -> int:
    """The offset from UTC at the local time ``wall``.

    A time that is skipped in spring or occurs twice in autumn counts as standard time, as in .NET.
    """
    before, after = offset_at(wall - PER_DAY), offset_at(wall + PER_DAY)
    if before == after:
        return before
    valid = [offset for offset in (before, after) if offset_at(wall - offset) == offset]
    return min(valid or (before, after))


def now_utc() -> int:
    return UNIX_EPOCH + time.time_ns() // 100
