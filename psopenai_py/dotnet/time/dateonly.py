"""``[DateOnly]`` and ``[TimeOnly]``."""

from __future__ import annotations

import functools

from ...errors import NetException
from ..culture.dates import EN_US, INVARIANT, culture_of
from ..model.carriers import Int64
from ..model.core import VALUE_TYPE
from ..model.registry import register
from ..model.types import DotNetType, Value
from ..model.values import compare, declare_operators
from . import ticks as tk
from .date_format import UNSPECIFIED, format_date
from .date_parse import bad_date, parse_date_exact
from .datetime import NO_CURRENT_DATE, DateTime, day_of_week, months_later, parse_datetime, ticks_of, ticks_of_parts
from .timespan import TimeSpan


@functools.total_ordering
class _Clock:
    """The base of both: ticks since midnight or since the first day, shown by two of a culture's patterns."""

    __slots__ = ("ticks",)
    default_format = ""

    def __init__(self, ticks: int) -> None:
        self.ticks = ticks

    def format(self, fmt: str | None = None, provider: Value = None) -> str:
        return format_date(self.ticks, UNSPECIFIED, fmt or self.default_format, culture_of(provider))

    def __eq__(self, other: object) -> bool:
        return self.ticks == other.ticks if isinstance(other, type(self)) else NotImplemented

    def __lt__(self, other: _Clock) -> bool:
        return self.ticks < other.ticks if isinstance(other, type(self)) else NotImplemented

    def __hash__(self) -> int:
        return hash(self.ticks)

    def __str__(self) -> str:
        return format_date(self.ticks, UNSPECIFIED, self.default_format, INVARIANT)

    def __repr__(self) -> str:
        return f"<{self.__class__.__name__} {self}>"


class DateOnly(_Clock):
    __slots__ = ()
    default_format = "d"


class TimeOnly(_Clock):
    __slots__ = ()
    default_format = "t"


def _day(value: DateTime) -> DateOnly:
    return DateOnly(value.ticks - value.ticks % tk.PER_DAY)


def _time(value: DateTime) -> TimeOnly:
    return TimeOnly(value.ticks % tk.PER_DAY)


def _convert_day(value: Value) -> DateOnly:
    if isinstance(value, DateOnly):
        return value
    if isinstance(value, str):
        return _parse_day(value, INVARIANT)
    raise TypeError("not a date")


def _convert_time(value: Value) -> TimeOnly:
    if isinstance(value, TimeOnly):
        return value
    if isinstance(value, str):
        return _parse_time(value, INVARIANT)
    raise TypeError("not a time of day")


_INTERFACES = ("System.IComparable", "System.IFormattable")
DATE_ONLY = register(
    DotNetType(
        "System.DateOnly",
        python=DateOnly,
        base=VALUE_TYPE,
        value_type=True,
        interfaces=_INTERFACES,
        default=lambda: DateOnly(0),
        convert=_convert_day,
    )
)
TIME_ONLY = register(
    DotNetType(
        "System.TimeOnly",
        python=TimeOnly,
        base=VALUE_TYPE,
        value_type=True,
        interfaces=_INTERFACES,
        default=lambda: TimeOnly(0),
        convert=_convert_time,
    )
)


def _declare_common(type_: DotNetType) -> None:
    name = type_.full_name
    type_.method("ToString", returns="string")(_Clock.format)
    type_.method("ToString", "string", returns="string")(_Clock.format)
    type_.method("ToString", "System.IFormatProvider", returns="string")(
        lambda value, provider: value.format("", provider)
    )
    type_.method("ToString", "string", "System.IFormatProvider", returns="string")(_Clock.format)
    type_.method("CompareTo", name, returns="int")(compare)
    type_.method("Equals", "object", returns="bool")(lambda a, b: a == b)
    declare_operators(type_, name, name)


_declare_common(DATE_ONLY)
_declare_common(TIME_ONLY)

DATE_ONLY.prop("Year", "int")(lambda value: tk.to_date(value.ticks).year)
DATE_ONLY.prop("Month", "int")(lambda value: tk.to_date(value.ticks).month)
DATE_ONLY.prop("Day", "int")(lambda value: tk.to_date(value.ticks).day)
DATE_ONLY.prop("DayOfWeek", "System.DayOfWeek")(lambda value: day_of_week(value.ticks))
DATE_ONLY.prop("DayOfYear", "int")(lambda value: tk.to_date(value.ticks).timetuple().tm_yday)
DATE_ONLY.prop("DayNumber", "int")(lambda value: value.ticks // tk.PER_DAY)
DATE_ONLY.static_prop("MinValue", DATE_ONLY.full_name)(lambda: DateOnly(0))
DATE_ONLY.static_prop("MaxValue", DATE_ONLY.full_name)(lambda: DateOnly(tk.MAX - tk.MAX % tk.PER_DAY))
DATE_ONLY.constructor("int", "int", "int")(lambda year, month, day: DateOnly(ticks_of_parts(year, month, day)))
DATE_ONLY.static("FromDateTime", "datetime", returns=DATE_ONLY.full_name)(_day)
DATE_ONLY.method("AddDays", "int", returns=DATE_ONLY.full_name)(
    lambda value, days: _day(DateTime(value.ticks + days * tk.PER_DAY))
)
DATE_ONLY.method("AddMonths", "int", returns=DATE_ONLY.full_name)(
    lambda value, months: DateOnly(months_later(value.ticks, months))
)
DATE_ONLY.method("AddYears", "int", returns=DATE_ONLY.full_name)(
    lambda value, years: DateOnly(months_later(value.ticks, years * 12))
)
DATE_ONLY.method("ToDateTime", TIME_ONLY.full_name, returns="datetime")(
    lambda value, time: DateTime(value.ticks + time.ticks)
)


@DATE_ONLY.static("Parse", "string", returns=DATE_ONLY.full_name)
@DATE_ONLY.static("Parse", "string", "System.IFormatProvider", returns=DATE_ONLY.full_name)
def _parse_day(text: str, provider: Value = None) -> DateOnly:
    parsed = parse_datetime(text, culture_of(provider), 0)
    if parsed.ticks % tk.PER_DAY:
        raise bad_date(text)
    return DateOnly(parsed.ticks)


@DATE_ONLY.static("ParseExact", "string", "string", returns=DATE_ONLY.full_name)
def _parse_day_exact(text: str, fmt: str) -> DateOnly:
    return DateOnly(parse_date_exact(text, [fmt], EN_US).ticks)


TIME_ONLY.prop("Hour", "int")(lambda value: value.ticks // tk.PER_HOUR)
TIME_ONLY.prop("Minute", "int")(lambda value: value.ticks // tk.PER_MINUTE % 60)
TIME_ONLY.prop("Second", "int")(lambda value: value.ticks // tk.PER_SECOND % 60)
TIME_ONLY.prop("Millisecond", "int")(lambda value: value.ticks // tk.PER_MILLISECOND % 1000)
TIME_ONLY.prop("Microsecond", "int")(lambda value: value.ticks // tk.PER_MICROSECOND % 1000)
TIME_ONLY.prop("Nanosecond", "int")(lambda value: value.ticks % 10 * 100)
TIME_ONLY.prop("Ticks", "long")(lambda value: Int64(value.ticks))
TIME_ONLY.static_prop("MinValue", TIME_ONLY.full_name)(lambda: TimeOnly(0))
TIME_ONLY.static_prop("MaxValue", TIME_ONLY.full_name)(lambda: TimeOnly(tk.PER_DAY - 1))


@TIME_ONLY.constructor("int", "int")
@TIME_ONLY.constructor("int", "int", "int")
@TIME_ONLY.constructor("int", "int", "int", "int")
def _time_of_parts(hour: int, minute: int, second: int = 0, millisecond: int = 0) -> TimeOnly:
    return TimeOnly(ticks_of_parts(1, 1, 1, hour, minute, second, millisecond))


@TIME_ONLY.static("FromTimeSpan", "timespan", returns=TIME_ONLY.full_name)
def _from_span(span: TimeSpan) -> TimeOnly:
    if not 0 <= span.ticks < tk.PER_DAY:
        raise NetException("System.ArgumentOutOfRangeException", "A time of day must be less than one day.")
    return TimeOnly(span.ticks)


def _later(value: TimeOnly, ticks: int) -> TimeOnly:
    """Times of day wrap around at midnight."""
    return TimeOnly((value.ticks + ticks) % tk.PER_DAY)


TIME_ONLY.static("FromDateTime", "datetime", returns=TIME_ONLY.full_name)(_time)
TIME_ONLY.method("ToTimeSpan", returns="timespan")(lambda value: TimeSpan(value.ticks))
TIME_ONLY.method("Add", "timespan", returns=TIME_ONLY.full_name)(lambda value, span: _later(value, span.ticks))
TIME_ONLY.method("AddHours", "double", returns=TIME_ONLY.full_name)(
    lambda value, hours: _later(value, ticks_of(hours, tk.PER_HOUR))
)
TIME_ONLY.method("AddMinutes", "double", returns=TIME_ONLY.full_name)(
    lambda value, minutes: _later(value, ticks_of(minutes, tk.PER_MINUTE))
)
TIME_ONLY.static("op_Subtraction", TIME_ONLY.full_name, TIME_ONLY.full_name, returns="timespan")(
    lambda a, b: TimeSpan((a.ticks - b.ticks) % tk.PER_DAY)
)


@TIME_ONLY.static("Parse", "string", returns=TIME_ONLY.full_name)
@TIME_ONLY.static("Parse", "string", "System.IFormatProvider", returns=TIME_ONLY.full_name)
def _parse_time(text: str, provider: Value = None) -> TimeOnly:
    if not any(mark in text.lower() for mark in (":", "am", "pm")):
        raise bad_date(text)
    return _time(parse_datetime(text, culture_of(provider), NO_CURRENT_DATE))
