"""``[datetime]``."""

from __future__ import annotations

import datetime as python
import functools
import math
from collections.abc import Callable
from typing import Any

from ...errors import NetException
from ..culture.dates import EN_US, INVARIANT, DateCulture, culture_of
from ..model.carriers import Int64
from ..model.core import VALUE_TYPE, Ref
from ..model.enums import EnumValue, make_enum
from ..model.registry import get_type, register
from ..model.types import DotNetType, Value
from ..model.values import compare, declare_compare_to, declare_operators, try_into
from . import ticks as tk
from .date_format import LOCAL, UNSPECIFIED, UTC, format_date
from .date_parse import ParsedDate, local_today, parse_date, parse_date_exact
from .timespan import TimeSpan

DATE_TIME_KIND = make_enum("System.DateTimeKind", {"Unspecified": UNSPECIFIED, "Utc": UTC, "Local": LOCAL})
DATE_TIME_STYLES = make_enum(
    "System.Globalization.DateTimeStyles",
    {
        "None": 0,
        "AllowLeadingWhite": 1,
        "AllowTrailingWhite": 2,
        "AllowInnerWhite": 4,
        "AllowWhiteSpaces": 7,
        "NoCurrentDateDefault": 8,
        "AdjustToUniversal": 16,
        "AssumeLocal": 32,
        "AssumeUniversal": 64,
        "RoundtripKind": 128,
    },
    flags=True,
)
LOOSE_SPACE, NO_CURRENT_DATE, TO_UTC, ASSUME_LOCAL, ASSUME_UTC, ROUNDTRIP = 7, 8, 16, 32, 64, 128


def out_of_range(what: str) -> NetException:
    return NetException("System.ArgumentOutOfRangeException", f"{what} (years 1 to 9999 can be represented).")


@functools.total_ordering
class DateTime:
    """A date and time of day; ``kind`` says whether it is local, UTC or unspecified. Immutable.

    Comparisons ignore the kind, as in .NET.
    """

    __slots__ = ("kind", "ticks")

    def __init__(self, ticks: int, kind: int = UNSPECIFIED) -> None:
        if not 0 <= ticks <= tk.MAX:
            raise out_of_range("The date is out of range")
        self.ticks = ticks
        self.kind = kind

    def to_local(self) -> DateTime:
        """The same instant in local time; an unspecified kind counts as UTC."""
        if self.kind == LOCAL:
            return self
        return DateTime(_clamped(self.ticks + tk.local_offset_at(self.ticks)), LOCAL)

    def to_utc(self) -> DateTime:
        """The same instant in UTC; an unspecified kind counts as local."""
        if self.kind == UTC:
            return self
        return DateTime(_clamped(self.ticks - tk.offset_of_wall_clock(self.ticks)), UTC)

    def plus(self, ticks: int) -> DateTime:
        return DateTime(self.ticks + ticks, self.kind)

    def to_python(self) -> python.datetime:
        """The same as Python's datetime, with an offset unless the kind is unspecified."""
        made = python.datetime(1, 1, 1) + python.timedelta(microseconds=self.ticks // 10)
        if self.kind == UNSPECIFIED:
            return made
        offset = 0 if self.kind == UTC else tk.offset_of_wall_clock(self.ticks)
        return made.replace(tzinfo=python.timezone(python.timedelta(seconds=offset // tk.PER_SECOND)))

    def format(self, fmt: str | None = None, provider: Value = None) -> str:
        """The text in a .NET format, in the provider's culture (en-US without one)."""
        return format_date(self.ticks, self.kind, fmt, culture_of(provider))

    def iso_text(self) -> str:
        """The text in JSON: with the offset of a local date, and the Z of one in UTC."""
        if self.kind == LOCAL:
            return tk.iso_text(self.ticks, tk.offset_of_wall_clock(self.ticks))
        return tk.iso_text(self.ticks, None) + ("Z" if self.kind == UTC else "")

    def __eq__(self, other: object) -> bool:
        return self.ticks == other.ticks if isinstance(other, DateTime) else NotImplemented

    def __lt__(self, other: DateTime) -> bool:
        return self.ticks < other.ticks if isinstance(other, DateTime) else NotImplemented

    def __hash__(self) -> int:
        return hash(self.ticks)

    def __str__(self) -> str:
        return format_date(self.ticks, self.kind, "G", INVARIANT)

    def __repr__(self) -> str:
        return f"<DateTime {self.format('o')}>"


def _clamped(ticks: int) -> int:
    return min(max(ticks, 0), tk.MAX)


def unix_to_datetime(seconds: int) -> DateTime:
    """A Unix time (a timestamp of the service) as a local date."""
    ticks = tk.UNIX_EPOCH + seconds * tk.PER_SECOND
    if not 0 <= ticks <= tk.MAX:
        raise out_of_range("The date is out of range")
    return DateTime(_clamped(ticks + tk.offset_at_unix_time(seconds)), LOCAL)


def utc_now() -> DateTime:
    return DateTime(tk.now_utc(), UTC)


def now() -> DateTime:
    return utc_now().to_local()


def from_parsed(parsed: ParsedDate, styles: int = 0) -> DateTime:
    """The result of `Parse` for a parsed text: in local time if the text has an offset."""
    if parsed.offset is not None:
        if parsed.utc and styles & ROUNDTRIP:
            return DateTime(parsed.ticks, UTC)
        utc = DateTime(parsed.ticks - parsed.offset, UTC)
        return utc if styles & TO_UTC else utc.to_local()
    if styles & ASSUME_UTC:
        utc = DateTime(parsed.ticks, UTC)
        return utc if styles & TO_UTC else utc.to_local()
    if styles & ASSUME_LOCAL:
        local = DateTime(parsed.ticks, LOCAL)
        return local.to_utc() if styles & TO_UTC else local
    return DateTime(parsed.ticks)


def parse_datetime(text: str, culture: DateCulture = EN_US, styles: int = 0) -> DateTime:
    today = 0 if styles & NO_CURRENT_DATE else None
    return from_parsed(parse_date(text, culture, today), styles)


def _convert(value: Value) -> DateTime:
    if isinstance(value, DateTime):
        return value
    if isinstance(value, str):
        return parse_datetime(value, INVARIANT)
    if isinstance(value, (int, float)) and math.isfinite(value):
        return DateTime(int(value))
    raise TypeError("not a date")


DATETIME = register(
    DotNetType(
        "System.DateTime",
        "datetime",
        python=DateTime,
        base=VALUE_TYPE,
        value_type=True,
        interfaces=("System.IComparable", "System.IConvertible", "System.IFormattable"),
        default=lambda: DateTime(0),
        convert=_convert,
    )
)

# -- the parts --------------------------------------------------------------------------------------------------------


Part = tuple[str, Callable[[Any], Value]]  # the type of a property, and its getter

_CLOCK: dict[str, Part] = {
    "Day": ("int", lambda value: tk.to_date(value.ticks).day),
    "DayOfWeek": ("System.DayOfWeek", lambda value: day_of_week(value.ticks)),
    "DayOfYear": ("int", lambda value: tk.to_date(value.ticks).timetuple().tm_yday),
    "Hour": ("int", lambda value: value.ticks // tk.PER_HOUR % 24),
    "Millisecond": ("int", lambda value: value.ticks // tk.PER_MILLISECOND % 1000),
    "Microsecond": ("int", lambda value: value.ticks // tk.PER_MICROSECOND % 1000),
    "Nanosecond": ("int", lambda value: value.ticks % 10 * 100),
    "Minute": ("int", lambda value: value.ticks // tk.PER_MINUTE % 60),
    "Month": ("int", lambda value: tk.to_date(value.ticks).month),
    "Second": ("int", lambda value: value.ticks // tk.PER_SECOND % 60),
    "Ticks": ("long", lambda value: Int64(value.ticks)),
    "TimeOfDay": ("timespan", lambda value: TimeSpan(value.ticks % tk.PER_DAY)),
    "Year": ("int", lambda value: tk.to_date(value.ticks).year),
}


def declare_parts(type_: DotNetType, order: str, own: dict[str, Part]) -> None:
    """Declare properties in .NET's order: the type's own ones, and those shared by all types with a date and time."""
    parts = _CLOCK | own
    for name in order.split():
        type_name, get = parts[name]
        type_.prop(name, type_name)(get)


def day_of_week(ticks: int) -> EnumValue:
    return EnumValue(get_type("System.DayOfWeek"), (ticks // tk.PER_DAY + 1) % 7)


declare_parts(
    DATETIME,
    "Date Day DayOfWeek DayOfYear Hour Kind Millisecond Microsecond Nanosecond Minute Month Second Ticks "
    "TimeOfDay Year DateTime",
    {
        "Date": ("datetime", lambda value: value.plus(-(value.ticks % tk.PER_DAY))),
        "Kind": ("System.DateTimeKind", lambda value: EnumValue(DATE_TIME_KIND, value.kind)),
        "DateTime": ("string", lambda value: f"{value.format('D')} {value.format('T')}"),
    },
)
DATETIME.own_addition(
    "DateTime",
    "ScriptProperty",
    "System.Object DateTime {get=$this.ToLongDateString() + ' ' + $this.ToLongTimeString();}",
)

# -- constructors -----------------------------------------------------------------------------------------------------


@DATETIME.constructor("int", "int", "int")
@DATETIME.constructor("int", "int", "int", "int", "int", "int")
@DATETIME.constructor("int", "int", "int", "int", "int", "int", "int")
def from_parts(
    year: int, month: int, day: int, hour: int = 0, minute: int = 0, second: int = 0, millisecond: int = 0
) -> DateTime:
    return DateTime(ticks_of_parts(year, month, day, hour, minute, second, millisecond))


def ticks_of_parts(
    year: int, month: int, day: int, hour: int = 0, minute: int = 0, second: int = 0, millisecond: int = 0
) -> int:
    """The ticks of a date and time; ArgumentOutOfRangeException if there is no such date or time."""
    try:
        ticks = tk.from_date(year, month, day)
    except (ValueError, OverflowError):
        raise out_of_range("The year, month and day are not a date") from None
    if not (0 <= hour < 24 and 0 <= minute < 60 and 0 <= second < 60 and 0 <= millisecond < 1000):
        raise out_of_range("The hour, minute and second are not a time of day")
    in_day = (hour * 60 + minute) * tk.PER_MINUTE + second * tk.PER_SECOND + millisecond * tk.PER_MILLISECOND
    return ticks + in_day


@DATETIME.constructor("int", "int", "int", "int", "int", "int", "System.DateTimeKind")
def _from_parts_of_kind(
    year: int, month: int, day: int, hour: int, minute: int, second: int, kind: EnumValue
) -> DateTime:
    return DateTime(ticks_of_parts(year, month, day, hour, minute, second), int(kind))


@DATETIME.constructor("int", "int", "int", "int", "int", "int", "int", "System.DateTimeKind")
def _from_milliseconds_of_kind(
    year: int, month: int, day: int, hour: int, minute: int, second: int, millisecond: int, kind: EnumValue
) -> DateTime:
    return DateTime(ticks_of_parts(year, month, day, hour, minute, second, millisecond), int(kind))


DATETIME.constructor("long")(DateTime)
DATETIME.constructor("long", "System.DateTimeKind")(lambda ticks, kind: DateTime(ticks, int(kind)))
DATETIME.constructor()(lambda: DateTime(0))

_OLE_EPOCH: int = tk.from_date(1899, 12, 30)

# -- arithmetic -------------------------------------------------------------------------------------------------------


def ticks_of(amount: float, unit: int) -> int:
    """An amount of a unit in ticks; fractions of a tick are cut off."""
    if not abs(amount) * unit <= 2 * tk.MAX:  # NaN fails this too
        raise out_of_range("The amount of time to add is too large")
    fraction, whole = math.modf(amount)
    return int(whole) * unit + int(fraction * unit)


def months_later(ticks: int, months: int) -> int:
    """The same time and day in another month, or the last day if that month is shorter."""
    day = tk.to_date(ticks)
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not 1 <= year <= 9999:
        raise out_of_range("The result of adding the months or years is out of range")
    last = days_in_month(year, month + 1)
    return tk.from_date(year, month + 1, min(day.day, last)) + ticks % tk.PER_DAY


@DATETIME.static("DaysInMonth", "int", "int", returns="int")
def days_in_month(year: int, month: int) -> int:
    if not (1 <= year <= 9999 and 1 <= month <= 12):
        raise out_of_range("There is no such month")
    return 29 if month == 2 and _is_leap_year(year) else (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)[month - 1]


@DATETIME.static("IsLeapYear", "int", returns="bool")
def _is_leap_year(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


for _name, _unit in tk.UNITS.items():
    DATETIME.method(f"Add{_name}", "double", returns="datetime")(
        lambda value, amount, unit=_unit: value.plus(ticks_of(amount, unit))
    )


@DATETIME.method("AddMonths", "int", returns="datetime")
def _add_months(value: DateTime, months: int) -> DateTime:
    return DateTime(months_later(value.ticks, months), value.kind)


def _add(value: DateTime, span: TimeSpan) -> DateTime:
    return value.plus(span.ticks)


def _subtract(value: DateTime, span: TimeSpan) -> DateTime:
    return value.plus(-span.ticks)


def _difference(value: DateTime, other: DateTime) -> TimeSpan:
    return TimeSpan(value.ticks - other.ticks)


DATETIME.method("AddYears", "int", returns="datetime")(lambda value, years: _add_months(value, years * 12))
DATETIME.method("AddTicks", "long", returns="datetime")(DateTime.plus)
DATETIME.method("Add", "timespan", returns="datetime")(_add)
DATETIME.method("Subtract", "datetime", returns="timespan")(_difference)
DATETIME.method("Subtract", "timespan", returns="datetime")(_subtract)
DATETIME.static("op_Addition", "datetime", "timespan", returns="datetime")(_add)
DATETIME.static("op_Subtraction", "datetime", "datetime", returns="timespan")(_difference)
DATETIME.static("op_Subtraction", "datetime", "timespan", returns="datetime")(_subtract)
declare_operators(DATETIME, "datetime", "datetime")


declare_compare_to(DATETIME, DateTime)
DATETIME.method("Equals", "object", returns="bool")(lambda value, other: value == other)
DATETIME.static("Compare", "datetime", "datetime", returns="int")(compare)
DATETIME.static("Equals", "datetime", "datetime", returns="bool")(lambda a, b: a == b)

# -- zones and other calendars of instants ----------------------------------------------------------------------------

DATETIME.method("ToLocalTime", returns="datetime")(DateTime.to_local)
DATETIME.method("ToUniversalTime", returns="datetime")(DateTime.to_utc)
DATETIME.method("IsDaylightSavingTime", returns="bool")(
    lambda value: value.kind != UTC and tk.is_daylight(value.to_utc().ticks)
)
DATETIME.method("ToFileTime", returns="long")(lambda value: Int64(value.to_utc().ticks - tk.FILE_EPOCH))
DATETIME.method("ToFileTimeUtc", returns="long")(
    lambda value: Int64((value.to_utc() if value.kind == LOCAL else value).ticks - tk.FILE_EPOCH)
)
DATETIME.static("FromFileTime", "long", returns="datetime")(
    lambda file_time: DateTime(file_time + tk.FILE_EPOCH, UTC).to_local()
)
DATETIME.static("FromFileTimeUtc", "long", returns="datetime")(
    lambda file_time: DateTime(file_time + tk.FILE_EPOCH, UTC)
)
DATETIME.method("ToOADate", returns="double")(lambda value: (value.ticks - _OLE_EPOCH) / tk.PER_DAY)


@DATETIME.static("FromOADate", "double", returns="datetime")
def _from_ole(days: float) -> DateTime:
    if not -657435 < days < 2958466:  # the years 100 to 9999
        raise NetException("System.ArgumentException", "Not a legal OleAut date.")
    return DateTime(_OLE_EPOCH + round(days * 86_400_000) * tk.PER_MILLISECOND)


DATETIME.static_prop("Now", "datetime")(now)
DATETIME.static_prop("UtcNow", "datetime")(utc_now)
DATETIME.static_prop("Today", "datetime")(lambda: DateTime(local_today(), LOCAL))
DATETIME.static_prop("MinValue", "datetime")(lambda: DateTime(0))
DATETIME.static_prop("MaxValue", "datetime")(lambda: DateTime(tk.MAX))
DATETIME.static_prop("UnixEpoch", "datetime")(lambda: DateTime(tk.UNIX_EPOCH, UTC))


@DATETIME.static("SpecifyKind", "datetime", "System.DateTimeKind", returns="datetime")
def _specify_kind(value: DateTime, kind: EnumValue) -> DateTime:
    return DateTime(value.ticks, int(kind))


# -- text --------------------------------------------------------------------------------------------------------------

_PROVIDER, _STYLES = "System.IFormatProvider", "System.Globalization.DateTimeStyles"

DATETIME.method("ToString", returns="string")(DateTime.format)
DATETIME.method("ToString", "string", returns="string")(DateTime.format)
DATETIME.method("ToString", _PROVIDER, returns="string")(lambda value, provider: value.format("G", provider))
DATETIME.method("ToString", "string", _PROVIDER, returns="string")(DateTime.format)
DATETIME.method("ToShortDateString", returns="string")(lambda value: value.format("d"))
DATETIME.method("ToLongDateString", returns="string")(lambda value: value.format("D"))
DATETIME.method("ToShortTimeString", returns="string")(lambda value: value.format("t"))
DATETIME.method("ToLongTimeString", returns="string")(lambda value: value.format("T"))


@DATETIME.static("Parse", "string", returns="datetime")
@DATETIME.static("Parse", "string", _PROVIDER, returns="datetime")
@DATETIME.static("Parse", "string", _PROVIDER, _STYLES, returns="datetime")
def _parse(text: str, provider: Value = None, styles: EnumValue | int = 0) -> DateTime:
    return parse_datetime(text, culture_of(provider), int(styles))


@DATETIME.static("ParseExact", "string", "string", _PROVIDER, returns="datetime")
@DATETIME.static(
    "ParseExact",
    "string",
    "string",
    _PROVIDER,
    _STYLES,
    returns="datetime",
)
def _parse_exact(text: str, fmt: str, provider: Value = None, styles: EnumValue | int = 0) -> DateTime:
    return _parse_any(text, [fmt], provider, styles)


@DATETIME.static(
    "ParseExact",
    "string",
    "string[]",
    _PROVIDER,
    _STYLES,
    returns="datetime",
)
def _parse_any(text: str, formats: list[str], provider: Value = None, styles: EnumValue | int = 0) -> DateTime:
    flags = int(styles)
    today = 0 if flags & NO_CURRENT_DATE else None
    parsed = parse_date_exact(text, formats, culture_of(provider), bool(flags & LOOSE_SPACE), today)
    return from_parsed(parsed, flags)


@DATETIME.static("TryParse", "string", "ref", returns="bool")
def _try_parse(text: str, out: Ref) -> bool:
    return try_into(out, DateTime(0), _parse, text)


@DATETIME.static("TryParse", "string", _PROVIDER, "ref", returns="bool")
def _try_parse_in(text: str, provider: Value, out: Ref) -> bool:
    return try_into(out, DateTime(0), _parse, text, provider)


@DATETIME.static("TryParse", "string", _PROVIDER, _STYLES, "ref", returns="bool")
def _try_parse_styled(text: str, provider: Value, styles: EnumValue, out: Ref) -> bool:
    return try_into(out, DateTime(0), _parse, text, provider, styles)


@DATETIME.static(
    "TryParseExact",
    "string",
    "string",
    _PROVIDER,
    _STYLES,
    "ref",
    returns="bool",
)
def _try_parse_exact(text: str, fmt: str, provider: Value, styles: EnumValue, out: Ref) -> bool:
    return try_into(out, DateTime(0), _parse_exact, text, fmt, provider, styles)


@DATETIME.static(
    "TryParseExact",
    "string",
    "string[]",
    _PROVIDER,
    _STYLES,
    "ref",
    returns="bool",
)
def _try_parse_any(text: str, formats: list[str], provider: Value, styles: EnumValue, out: Ref) -> bool:
    return try_into(out, DateTime(0), _parse_any, text, formats, provider, styles)
