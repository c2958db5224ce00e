"""``[datetimeoffset]``."""

from __future__ import annotations

import functools

from ...errors import NetException
from ..culture.dates import EN_US, INVARIANT, DateCulture, culture_of
from ..model.carriers import Int64
from ..model.core import VALUE_TYPE, Ref
from ..model.enums import EnumValue
from ..model.registry import register
from ..model.types import DotNetType, Value
from ..model.values import compare, declare_operators, try_into
from . import ticks as tk
from .date_format import LOCAL, UNSPECIFIED, UTC, format_date
from .date_parse import ParsedDate, parse_date, parse_date_exact
from .datetime import ASSUME_UTC, LOOSE_SPACE, TO_UTC, DateTime, declare_parts, months_later, ticks_of, ticks_of_parts
from .timespan import TimeSpan


@functools.total_ordering
class DateTimeOffset:
    """An instant: the local time in ``ticks``, at ``offset`` ticks from UTC. Immutable."""

    __slots__ = ("offset", "ticks")

    def __init__(self, ticks: int, offset: int) -> None:
        if abs(offset) > 14 * tk.PER_HOUR or offset % tk.PER_MINUTE:
            raise NetException(
                "System.ArgumentOutOfRangeException", "An offset must be in whole minutes and at most 14 hours."
            )
        if not 0 <= ticks <= tk.MAX:
            raise NetException("System.ArgumentOutOfRangeException", "The date is out of range.")
        self.ticks = ticks
        self.offset = offset

    @property
    def utc_ticks(self) -> int:
        return self.ticks - self.offset

    def at_offset(self, offset: int) -> DateTimeOffset:
        """The same instant at another offset."""
        return DateTimeOffset(self.utc_ticks + offset, offset)

    def plus(self, ticks: int) -> DateTimeOffset:
        return DateTimeOffset(self.ticks + ticks, self.offset)

    def format(self, fmt: str | None = None, provider: Value = None) -> str:
        """The text in a .NET format, in the provider's culture (en-US without one)."""
        return format_date(self.ticks, UNSPECIFIED, fmt, culture_of(provider), self.offset)

    def iso_text(self) -> str:
        """The text in JSON."""
        return tk.iso_text(self.ticks, self.offset)

    def __eq__(self, other: object) -> bool:
        return self.utc_ticks == other.utc_ticks if isinstance(other, DateTimeOffset) else NotImplemented

    def __lt__(self, other: DateTimeOffset) -> bool:
        return self.utc_ticks < other.utc_ticks if isinstance(other, DateTimeOffset) else NotImplemented

    def __hash__(self) -> int:
        return hash(self.utc_ticks)

    def __str__(self) -> str:
        return format_date(self.ticks, UNSPECIFIED, "", INVARIANT, self.offset)

    def __repr__(self) -> str:
        return f"<DateTimeOffset {self.format('o')}>"


def from_datetime(value: DateTime) -> DateTimeOffset:
    """The instant of a date; an unspecified kind counts as local."""
    return DateTimeOffset(value.ticks, 0 if value.kind == UTC else tk.offset_of_wall_clock(value.ticks))


def from_utc_ticks(ticks: int) -> DateTimeOffset:
    return DateTimeOffset(ticks, 0)


def _from_parsed(parsed: ParsedDate, styles: int = 0) -> DateTimeOffset:
    offset = parsed.offset
    if offset is None:
        offset = 0 if styles & ASSUME_UTC else tk.offset_of_wall_clock(parsed.ticks)
    made = DateTimeOffset(parsed.ticks, offset)
    return made.at_offset(0) if styles & TO_UTC else made


def parse_datetimeoffset(text: str, culture: DateCulture = EN_US, styles: int = 0) -> DateTimeOffset:
    return _from_parsed(parse_date(text, culture), styles)


def _convert(value: Value) -> DateTimeOffset:
    if isinstance(value, DateTimeOffset):
        return value
    if isinstance(value, DateTime):
        return from_datetime(value)
    if isinstance(value, str):
        return parse_datetimeoffset(value, INVARIANT)
    raise TypeError("not a date")


DATETIMEOFFSET = register(
    DotNetType(
        "System.DateTimeOffset",
        "datetimeoffset",
        python=DateTimeOffset,
        base=VALUE_TYPE,
        value_type=True,
        interfaces=("System.IComparable", "System.IFormattable"),
        default=lambda: DateTimeOffset(0, 0),
        convert=_convert,
    )
)
declare_parts(
    DATETIMEOFFSET,
    "DateTime UtcDateTime LocalDateTime Date Day DayOfWeek DayOfYear Hour Millisecond Microsecond Nanosecond Minute "
    "Month Offset TotalOffsetMinutes Second Ticks UtcTicks TimeOfDay Year",
    {
        "DateTime": ("datetime", lambda value: DateTime(value.ticks)),
        "UtcDateTime": ("datetime", lambda value: DateTime(value.utc_ticks, UTC)),
        "LocalDateTime": ("datetime", lambda value: DateTime(value.utc_ticks, UTC).to_local()),
        "Date": ("datetime", lambda value: DateTime(value.ticks - value.ticks % tk.PER_DAY)),
        "Offset": ("timespan", lambda value: TimeSpan(value.offset)),
        "TotalOffsetMinutes": ("int", lambda value: value.offset // tk.PER_MINUTE),
        "UtcTicks": ("long", lambda value: Int64(value.utc_ticks)),
    },
)


@DATETIMEOFFSET.constructor("datetime", "timespan")
def _at(value: DateTime, offset: TimeSpan) -> DateTimeOffset:
    right = {UTC: 0, LOCAL: tk.offset_of_wall_clock(value.ticks)}.get(value.kind, offset.ticks)
    if right != offset.ticks:
        raise NetException("System.ArgumentException", "The offset does not fit the kind of the date.")
    return DateTimeOffset(value.ticks, offset.ticks)


@DATETIMEOFFSET.constructor("int", "int", "int", "int", "int", "int", "timespan")
def _of_parts(year: int, month: int, day: int, hour: int, minute: int, second: int, offset: TimeSpan) -> DateTimeOffset:
    return DateTimeOffset(ticks_of_parts(year, month, day, hour, minute, second), offset.ticks)


@DATETIMEOFFSET.constructor("int", "int", "int", "int", "int", "int", "int", "timespan")
def _of_milliseconds(
    year: int, month: int, day: int, hour: int, minute: int, second: int, millisecond: int, offset: TimeSpan
) -> DateTimeOffset:
    return DateTimeOffset(ticks_of_parts(year, month, day, hour, minute, second, millisecond), offset.ticks)


DATETIMEOFFSET.constructor("datetime")(from_datetime)
DATETIMEOFFSET.constructor("long", "timespan")(lambda ticks, offset: DateTimeOffset(ticks, offset.ticks))
DATETIMEOFFSET.constructor()(lambda: DateTimeOffset(0, 0))


@DATETIMEOFFSET.method("ToLocalTime", returns="datetimeoffset")
def local_clock(value: DateTimeOffset) -> DateTimeOffset:
    """The same instant in local time."""
    return value.at_offset(tk.local_offset_at(value.utc_ticks))


DATETIMEOFFSET.static_prop("Now", "datetimeoffset")(lambda: local_clock(from_utc_ticks(tk.now_utc())))
DATETIMEOFFSET.static_prop("UtcNow", "datetimeoffset")(lambda: from_utc_ticks(tk.now_utc()))
DATETIMEOFFSET.static_prop("MinValue", "datetimeoffset")(lambda: DateTimeOffset(0, 0))
DATETIMEOFFSET.static_prop("MaxValue", "datetimeoffset")(lambda: DateTimeOffset(tk.MAX, 0))
DATETIMEOFFSET.static_prop("UnixEpoch", "datetimeoffset")(lambda: from_utc_ticks(tk.UNIX_EPOCH))


@DATETIMEOFFSET.static("FromUnixTimeSeconds", "long", returns="datetimeoffset")
def _from_unix(seconds: int) -> DateTimeOffset:
    return from_utc_ticks(tk.UNIX_EPOCH + seconds * tk.PER_SECOND)


@DATETIMEOFFSET.static("FromUnixTimeMilliseconds", "long", returns="datetimeoffset")
def _from_unix_milliseconds(milliseconds: int) -> DateTimeOffset:
    return from_utc_ticks(tk.UNIX_EPOCH + milliseconds * tk.PER_MILLISECOND)


DATETIMEOFFSET.method("ToUnixTimeSeconds", returns="long")(
    lambda value: Int64((value.utc_ticks - tk.UNIX_EPOCH) // tk.PER_SECOND)
)
DATETIMEOFFSET.method("ToUnixTimeMilliseconds", returns="long")(
    lambda value: Int64((value.utc_ticks - tk.UNIX_EPOCH) // tk.PER_MILLISECOND)
)


DATETIMEOFFSET.method("ToUniversalTime", returns="datetimeoffset")(lambda value: value.at_offset(0))
DATETIMEOFFSET.method("ToOffset", "timespan", returns="datetimeoffset")(
    lambda value, offset: value.at_offset(offset.ticks)
)
DATETIMEOFFSET.method("ToFileTime", returns="long")(lambda value: Int64(value.utc_ticks - tk.FILE_EPOCH))

for _name, _unit in tk.UNITS.items():
    DATETIMEOFFSET.method(f"Add{_name}", "double", returns="datetimeoffset")(
        lambda value, amount, unit=_unit: value.plus(ticks_of(amount, unit))
    )


@DATETIMEOFFSET.method("AddMonths", "int", returns="datetimeoffset")
def _add_months(value: DateTimeOffset, months: int) -> DateTimeOffset:
    return DateTimeOffset(months_later(value.ticks, months), value.offset)


def _difference(value: DateTimeOffset, other: DateTimeOffset) -> TimeSpan:
    return TimeSpan(value.utc_ticks - other.utc_ticks)


DATETIMEOFFSET.method("AddYears", "int", returns="datetimeoffset")(lambda value, years: _add_months(value, years * 12))
DATETIMEOFFSET.method("AddTicks", "long", returns="datetimeoffset")(DateTimeOffset.plus)
DATETIMEOFFSET.method("Add", "timespan", returns="datetimeoffset")(lambda value, span: value.plus(span.ticks))
DATETIMEOFFSET.method("Subtract", "datetimeoffset", returns="timespan")(_difference)
DATETIMEOFFSET.method("Subtract", "timespan", returns="datetimeoffset")(lambda value, span: value.plus(-span.ticks))
DATETIMEOFFSET.static("op_Addition", "datetimeoffset", "timespan", returns="datetimeoffset")(
    lambda value, span: value.plus(span.ticks)
)
DATETIMEOFFSET.static("op_Subtraction", "datetimeoffset", "datetimeoffset", returns="timespan")(_difference)
DATETIMEOFFSET.static("op_Subtraction", "datetimeoffset", "timespan", returns="datetimeoffset")(
    lambda value, span: value.plus(-span.ticks)
)
declare_operators(DATETIMEOFFSET, "datetimeoffset", "datetimeoffset")
DATETIMEOFFSET.static("Compare", "datetimeoffset", "datetimeoffset", returns="int")(compare)
DATETIMEOFFSET.method("CompareTo", "datetimeoffset", returns="int")(compare)
DATETIMEOFFSET.method("Equals", "object", returns="bool")(lambda a, b: a == b)
DATETIMEOFFSET.method("EqualsExact", "datetimeoffset", returns="bool")(lambda a, b: a == b and a.offset == b.offset)
DATETIMEOFFSET.method("ToString", returns="string")(DateTimeOffset.format)
DATETIMEOFFSET.method("ToString", "string", returns="string")(DateTimeOffset.format)
DATETIMEOFFSET.method("ToString", "System.IFormatProvider", returns="string")(
    lambda value, provider: value.format("", provider)
)
DATETIMEOFFSET.method("ToString", "string", "System.IFormatProvider", returns="string")(DateTimeOffset.format)

_STYLES = "System.Globalization.DateTimeStyles"


@DATETIMEOFFSET.static("Parse", "string", returns="datetimeoffset")
@DATETIMEOFFSET.static("Parse", "string", "System.IFormatProvider", returns="datetimeoffset")
@DATETIMEOFFSET.static("Parse", "string", "System.IFormatProvider", _STYLES, returns="datetimeoffset")
def _parse(text: str, provider: Value = None, styles: EnumValue | int = 0) -> DateTimeOffset:
    return parse_datetimeoffset(text, culture_of(provider), int(styles))


@DATETIMEOFFSET.static("ParseExact", "string", "string", "System.IFormatProvider", returns="datetimeoffset")
@DATETIMEOFFSET.static("ParseExact", "string", "string", "System.IFormatProvider", _STYLES, returns="datetimeoffset")
def _parse_exact(text: str, fmt: str, provider: Value = None, styles: EnumValue | int = 0) -> DateTimeOffset:
    return _parse_any(text, [fmt], provider, styles)


@DATETIMEOFFSET.static("ParseExact", "string", "string[]", "System.IFormatProvider", _STYLES, returns="datetimeoffset")
def _parse_any(text: str, formats: list[str], provider: Value = None, styles: EnumValue | int = 0) -> DateTimeOffset:
    flags = int(styles)
    parsed = parse_date_exact(text, formats, culture_of(provider), bool(flags & LOOSE_SPACE), keep_offset=True)
    return _from_parsed(parsed, flags)


@DATETIMEOFFSET.static("TryParse", "string", "ref", returns="bool")
def _try_parse(text: str, out: Ref) -> bool:
    return try_into(out, DateTimeOffset(0, 0), _parse, text)


@DATETIMEOFFSET.static("TryParse", "string", "System.IFormatProvider", "ref", returns="bool")
def _try_parse_in(text: str, provider: Value, out: Ref) -> bool:
    return try_into(out, DateTimeOffset(0, 0), _parse, text, provider)


@DATETIMEOFFSET.static("TryParse", "string", "System.IFormatProvider", _STYLES, "ref", returns="bool")
def _try_parse_styled(text: str, provider: Value, styles: EnumValue, out: Ref) -> bool:
    return try_into(out, DateTimeOffset(0, 0), _parse, text, provider, styles)


@DATETIMEOFFSET.static("TryParseExact", "string", "string", "System.IFormatProvider", _STYLES, "ref", returns="bool")
def _try_parse_exact(text: str, fmt: str, provider: Value, styles: EnumValue, out: Ref) -> bool:
    return try_into(out, DateTimeOffset(0, 0), _parse_exact, text, fmt, provider, styles)
