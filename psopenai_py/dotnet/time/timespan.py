"""``[timespan]``."""

from __future__ import annotations

import functools
import math
import re
from datetime import timedelta

from ...errors import NetException
from ..model.carriers import Int64
from ..model.core import VALUE_TYPE, Ref
from ..model.registry import register
from ..model.types import DotNetType, Value
from ..model.values import compare, declare_compare_to, declare_operators, try_into
from . import ticks as tk

_LIMIT = 1 << 63


@functools.total_ordering
class TimeSpan:
    """A duration. Immutable."""

    __slots__ = ("ticks",)

    def __init__(self, ticks: int) -> None:
        if not -_LIMIT <= ticks < _LIMIT:
            raise NetException("System.OverflowException", "The duration is too long for a TimeSpan.")
        self.ticks = ticks

    @property
    def total_seconds(self) -> float:
        return self.ticks / tk.PER_SECOND

    def __eq__(self, other: object) -> bool:
        return self.ticks == other.ticks if isinstance(other, TimeSpan) else NotImplemented

    def __lt__(self, other: TimeSpan) -> bool:
        return self.ticks < other.ticks if isinstance(other, TimeSpan) else NotImplemented

    def __hash__(self) -> int:
        return hash(self.ticks)

    def __add__(self, other: TimeSpan) -> TimeSpan:
        return TimeSpan(self.ticks + other.ticks) if isinstance(other, TimeSpan) else NotImplemented

    def __sub__(self, other: TimeSpan) -> TimeSpan:
        return TimeSpan(self.ticks - other.ticks) if isinstance(other, TimeSpan) else NotImplemented

    def __neg__(self) -> TimeSpan:
        return TimeSpan(-self.ticks)

    def __abs__(self) -> TimeSpan:
        return TimeSpan(abs(self.ticks))

    def __bool__(self) -> bool:
        return True  # like any object: a duration of zero is true

    def __str__(self) -> str:
        return format_timespan(self.ticks)

    def __repr__(self) -> str:
        return f"<TimeSpan {self}>"

    def to_python(self) -> timedelta:
        """The same as Python's, to the microsecond."""
        return timedelta(microseconds=self.ticks // 10)

    def format(self, fmt: str | None, provider: Value = None) -> str:
        """The text in a .NET format; the culture does not matter."""
        return format_timespan(self.ticks, fmt)


def of_units(value: float, ticks_per_unit: int) -> TimeSpan:
    """An amount of a unit (seconds, hours...); fractions of a tick are cut off."""
    if value != value:
        raise NetException("System.ArgumentException", "A duration cannot be made from NaN.")
    if abs(value) * ticks_per_unit >= _LIMIT:
        raise NetException("System.OverflowException", "The duration is too long for a TimeSpan.")
    return TimeSpan(int(value * ticks_per_unit))


def _convert(value: Value) -> TimeSpan:
    if isinstance(value, TimeSpan):
        return value
    if isinstance(value, str):
        return TimeSpan(parse_timespan(value))
    if isinstance(value, (int, float)) and math.isfinite(value):
        return TimeSpan(round(value))
    raise TypeError("not a duration")


TIMESPAN = register(
    DotNetType(
        "System.TimeSpan",
        "timespan",
        python=TimeSpan,
        base=VALUE_TYPE,
        value_type=True,
        interfaces=("System.IComparable", "System.IFormattable"),
        default=lambda: TimeSpan(0),
        convert=_convert,
    )
)


def _toward_zero(number: int, divisor: int) -> int:
    return number // divisor if number >= 0 else -(-number // divisor)


def _part(name: str, unit: int, modulus: int) -> None:
    def get(span: TimeSpan) -> int:
        whole = _toward_zero(span.ticks, unit)
        return whole - _toward_zero(whole, modulus) * modulus

    TIMESPAN.prop(name, "int")(get)


# in .NET's order, which lists and JSON show
TIMESPAN.prop("Ticks", "long")(lambda span: Int64(span.ticks))
_part("Days", tk.PER_DAY, 1 << 40)
_part("Hours", tk.PER_HOUR, 24)
_part("Milliseconds", tk.PER_MILLISECOND, 1000)
_part("Microseconds", tk.PER_MICROSECOND, 1000)
TIMESPAN.prop("Nanoseconds", "int")(lambda span: (span.ticks - _toward_zero(span.ticks, 10) * 10) * 100)
_part("Minutes", tk.PER_MINUTE, 60)
_part("Seconds", tk.PER_SECOND, 60)
TIMESPAN.prop("TotalDays", "double")(lambda span: span.ticks / tk.PER_DAY)
TIMESPAN.prop("TotalHours", "double")(lambda span: span.ticks / tk.PER_HOUR)
TIMESPAN.prop("TotalMilliseconds", "double")(lambda span: span.ticks / tk.PER_MILLISECOND)
TIMESPAN.prop("TotalMicroseconds", "double")(lambda span: span.ticks / tk.PER_MICROSECOND)
TIMESPAN.prop("TotalNanoseconds", "double")(lambda span: span.ticks * 100.0)
TIMESPAN.prop("TotalMinutes", "double")(lambda span: span.ticks / tk.PER_MINUTE)
TIMESPAN.prop("TotalSeconds", "double")(lambda span: span.ticks / tk.PER_SECOND)

for _name, _unit in tk.UNITS.items():
    TIMESPAN.static(f"From{_name}", "double", returns="timespan")(lambda value, unit=_unit: of_units(value, unit))
TIMESPAN.static("FromTicks", "long", returns="timespan")(TimeSpan)

TIMESPAN.static_prop("Zero", "timespan")(lambda: TimeSpan(0))
TIMESPAN.static_prop("MinValue", "timespan")(lambda: TimeSpan(-_LIMIT))
TIMESPAN.static_prop("MaxValue", "timespan")(lambda: TimeSpan(_LIMIT - 1))
TIMESPAN.static_prop("TicksPerDay", "long")(lambda: Int64(tk.PER_DAY))
TIMESPAN.static_prop("TicksPerHour", "long")(lambda: Int64(tk.PER_HOUR))
TIMESPAN.static_prop("TicksPerMinute", "long")(lambda: Int64(tk.PER_MINUTE))
TIMESPAN.static_prop("TicksPerSecond", "long")(lambda: Int64(tk.PER_SECOND))
TIMESPAN.static_prop("TicksPerMillisecond", "long")(lambda: Int64(tk.PER_MILLISECOND))


@TIMESPAN.constructor("int", "int", "int")
def _of_hours(hours: int, minutes: int, seconds: int) -> TimeSpan:
    return _of_parts(0, hours, minutes, seconds)


@TIMESPAN.constructor("int", "int", "int", "int")
@TIMESPAN.constructor("int", "int", "int", "int", "int")
def _of_parts(days: int, hours: int, minutes: int, seconds: int, milliseconds: int = 0) -> TimeSpan:
    total = ((days * 24 + hours) * 60 + minutes) * 60 + seconds
    return TimeSpan(total * tk.PER_SECOND + milliseconds * tk.PER_MILLISECOND)


TIMESPAN.constructor("long")(TimeSpan)
TIMESPAN.constructor()(lambda: TimeSpan(0))


def _multiply(span: TimeSpan, factor: float) -> TimeSpan:
    return _whole(span.ticks * factor)


def _divide(span: TimeSpan, by: float) -> TimeSpan:
    if by == 0:
        raise NetException("System.OverflowException", "A duration cannot be divided by zero.")
    return _whole(span.ticks / by)


def _whole(ticks: float) -> TimeSpan:
    if ticks != ticks:
        raise NetException("System.ArgumentException", "A duration cannot be made from NaN.")
    if math.isinf(ticks):
        raise NetException("System.OverflowException", "The duration is too long for a TimeSpan.")
    return TimeSpan(round(ticks))


def _ratio(span: TimeSpan, by: TimeSpan) -> float:
    if by.ticks == 0:
        sign = (span.ticks > 0) - (span.ticks < 0)
        return float("inf") * sign if sign else float("nan")
    return span.ticks / by.ticks


TIMESPAN.method("Add", "timespan", returns="timespan")(lambda a, b: a + b)
TIMESPAN.method("Subtract", "timespan", returns="timespan")(lambda a, b: a - b)
TIMESPAN.method("Multiply", "double", returns="timespan")(_multiply)
TIMESPAN.method("Divide", "double", returns="timespan")(_divide)
TIMESPAN.method("Divide", "timespan", returns="double")(_ratio)
TIMESPAN.method("Negate", returns="timespan")(lambda span: -span)
TIMESPAN.method("Duration", returns="timespan")(abs)
TIMESPAN.method("Equals", "object", returns="bool")(lambda a, b: a == b)
declare_compare_to(TIMESPAN, TimeSpan)
TIMESPAN.method("ToString", returns="string")(str)
TIMESPAN.method("ToString", "string", returns="string")(TimeSpan.format)
TIMESPAN.method("ToString", "string", "System.IFormatProvider", returns="string")(TimeSpan.format)
TIMESPAN.static("Compare", "timespan", "timespan", returns="int")(compare)


declare_operators(TIMESPAN, "timespan", "timespan")
TIMESPAN.static("op_Addition", "timespan", "timespan", returns="timespan")(lambda a, b: a + b)
TIMESPAN.static("op_Subtraction", "timespan", "timespan", returns="timespan")(lambda a, b: a - b)
TIMESPAN.static("op_Multiply", "timespan", "double", returns="timespan")(_multiply)
TIMESPAN.static("op_Multiply", "double", "timespan", returns="timespan")(lambda factor, span: _multiply(span, factor))
TIMESPAN.static("op_Division", "timespan", "double", returns="timespan")(_divide)
TIMESPAN.static("op_Division", "timespan", "timespan", returns="double")(_ratio)
TIMESPAN.static("op_UnaryNegation", "timespan", returns="timespan")(lambda span: -span)
TIMESPAN.static("op_UnaryPlus", "timespan", returns="timespan")(lambda span: span)


@TIMESPAN.static("Parse", "string", returns="timespan")
@TIMESPAN.static("Parse", "string", "System.IFormatProvider", returns="timespan")
def _parse(text: str, provider: Value = None) -> TimeSpan:
    return TimeSpan(parse_timespan(text))


@TIMESPAN.static("ParseExact", "string", "string", "System.IFormatProvider", returns="timespan")
def _parse_exact(text: str, fmt: str, provider: Value = None) -> TimeSpan:
    return TimeSpan(parse_timespan_exact(text, [fmt]))


@TIMESPAN.static("ParseExact", "string", "string[]", "System.IFormatProvider", returns="timespan")
def _parse_any(text: str, formats: list[str], provider: Value = None) -> TimeSpan:
    return TimeSpan(parse_timespan_exact(text, formats))


@TIMESPAN.static("TryParse", "string", "ref", returns="bool")
def _try_parse(text: str, out: Ref) -> bool:
    return try_into(out, TimeSpan(0), _parse, text)


@TIMESPAN.static("TryParse", "string", "System.IFormatProvider", "ref", returns="bool")
def _try_parse_with(text: str, provider: Value, out: Ref) -> bool:
    return try_into(out, TimeSpan(0), _parse, text)


@TIMESPAN.static("TryParseExact", "string", "string", "System.IFormatProvider", "ref", returns="bool")
def _try_parse_exact(text: str, fmt: str, provider: Value, out: Ref) -> bool:
    return try_into(out, TimeSpan(0), _parse_exact, text, fmt)


# -- text --------------------------------------------------------------------------------------------------------------

_TEXT = (
    r"\s*(?P<sign>-)?(?:(?P<days>\d+)(?:[.:](?=\d+:\d+:))|(?P<dotted>\d+)\.(?=\d+:\d+))?"
    r"(?P<h>\d+):(?P<m>\d+)(?::(?P<s>\d+)(?:\.(?P<f>\d{1,7}))?)?\s*"
)
_DAYS = r"\s*(?P<sign>-)?(?P<days>\d+)\s*"


def parse_timespan(text: str) -> int:
    """The ticks of ``[-][d.]hh:mm[:ss[.fffffff]]`` or of a number of days."""
    found = re.fullmatch(_DAYS, text)
    if found is not None:
        return _checked(int(found["days"]) * tk.PER_DAY, found["sign"], text)
    found = re.fullmatch(_TEXT, text)
    if found is None:
        raise NetException("System.FormatException", f"String '{text}' was not recognized as a valid TimeSpan.")
    hours, minutes, seconds = int(found["h"]), int(found["m"]), int(found["s"] or 0)
    if hours > 23 or minutes > 59 or seconds > 59:
        raise _too_large(text)
    ticks = int(found["days"] or found["dotted"] or 0) * tk.PER_DAY + int(f"{found['f'] or '':0<7}")
    ticks += hours * tk.PER_HOUR + minutes * tk.PER_MINUTE + seconds * tk.PER_SECOND
    return _checked(ticks, found["sign"], text)


def _too_large(text: str) -> NetException:
    return NetException(
        "System.OverflowException", f"The TimeSpan string '{text}' could not be parsed: a part is out of its range."
    )


def _checked(ticks: int, sign: str | None, text: str) -> int:
    if ticks >= 1 << 63:
        raise _too_large(text)
    return -ticks if sign else ticks


def bad_format(fmt: str) -> NetException:
    return NetException(
        "System.FormatException",
        f"The format string '{fmt}' is not a TimeSpan format: text in it must be quoted or escaped with a backslash.",
    )


def format_timespan(ticks: int, fmt: str | None = None) -> str:
    """A duration as text, in a standard (c, g, G) or custom format."""
    if not fmt or fmt in ("c", "t", "T"):
        text = _joined(ticks, ".", always_days=False, pad=True)
        fraction = abs(ticks) % tk.PER_SECOND
        return f"{text}.{fraction:07d}" if fraction else text
    if fmt == "g":
        text = _joined(ticks, ":", always_days=False, pad=False)
        fraction = abs(ticks) % tk.PER_SECOND
        return f"{text}.{fraction:07d}".rstrip("0") if fraction else text
    if fmt == "G":
        return f"{_joined(ticks, ':', always_days=True, pad=True)}.{abs(ticks) % tk.PER_SECOND:07d}"
    if len(fmt) == 1:
        raise bad_format(fmt)
    return "".join(_field(abs(ticks), piece, letter) if letter else piece for piece, letter in _split(fmt))


def _joined(ticks: int, after_days: str, always_days: bool, pad: bool) -> str:
    seconds = abs(ticks) // tk.PER_SECOND
    days, seconds = divmod(seconds, 86400)
    head = "-" if ticks < 0 else ""
    if days or always_days:
        head += f"{days}{after_days}"
    hours = seconds // 3600
    head += f"{hours:02d}" if pad else str(hours)
    return f"{head}:{seconds // 60 % 60:02d}:{seconds % 60:02d}"


def _split(fmt: str) -> list[tuple[str, str]]:
    """Split a custom format: ``(text, "")`` is literal text, ``("hh", "h")`` a field."""
    pieces: list[tuple[str, str]] = []
    i = 0
    while i < len(fmt):
        c = fmt[i]
        stop = i + 1
        if c in "dhmsfF":
            while stop < len(fmt) and fmt[stop] == c:
                stop += 1
            if stop - i > {"d": 8, "f": 7, "F": 7}.get(c, 2):
                raise bad_format(fmt)
            pieces.append((fmt[i:stop], c))
        elif c == "\\" and stop < len(fmt):
            pieces.append((fmt[stop], ""))
            stop += 1
        elif c in "'\"" and c in fmt[stop:]:
            end = fmt.index(c, stop)
            pieces.append((fmt[stop:end], ""))
            stop = end + 1
        elif c != "%" or stop == len(fmt) or fmt[stop] not in "dhmsfF":
            raise bad_format(fmt)
        i = stop
    return pieces


def _field(ticks: int, piece: str, letter: str) -> str:
    width = len(piece)
    if letter in "fF":
        digits = f"{ticks % tk.PER_SECOND:07d}"[:width]
        return digits if letter == "f" else digits.rstrip("0")
    value = {
        "d": ticks // tk.PER_DAY,
        "h": ticks // tk.PER_HOUR % 24,
        "m": ticks // tk.PER_MINUTE % 60,
        "s": ticks // tk.PER_SECOND % 60,
    }[letter]
    return f"{value:0{width}d}"


def parse_timespan_exact(text: str, formats: list[str]) -> int:
    """The ticks of a text that must match one of the formats; standard ones are parsed like `parse_timespan`."""
    for fmt in formats:
        if fmt in ("c", "t", "T", "g", "G"):
            return parse_timespan(text)
        found = re.fullmatch("".join(_field_pattern(piece, letter) for piece, letter in _split(fmt)), text)
        if found is None:
            continue
        parts = found.groupdict()
        numbers = {letter: int(digits) for letter, digits in parts.items() if letter in "dhms"}
        if numbers.get("h", 0) > 23 or numbers.get("m", 0) > 59 or numbers.get("s", 0) > 59:
            raise _too_large(text)
        return (
            numbers.get("d", 0) * tk.PER_DAY
            + numbers.get("h", 0) * tk.PER_HOUR
            + numbers.get("m", 0) * tk.PER_MINUTE
            + numbers.get("s", 0) * tk.PER_SECOND
            + int(f"{parts.get('f') or parts.get('F') or '':0<7}")
        )
    raise NetException("System.FormatException", f"String '{text}' was not recognized as a valid TimeSpan.")


def _field_pattern(piece: str, letter: str) -> str:
    width = len(piece)
    if not letter:
        return re.escape(piece)
    if letter == "F":
        return rf"(?P<F>\d{{0,{width}}})"
    if letter == "f":
        return rf"(?P<f>\d{{{width}}})"
    most = 8 if letter == "d" else 2
    return rf"(?P<{letter}>\d{{{width},{max(most, width)}}})"
