""".NET's date and time format strings, standard and custom."""

from __future__ import annotations

from collections.abc import Callable

from ...errors import NetException
from ..culture.dates import EN_US, INVARIANT, DateCulture
from . import ticks as tk

UNSPECIFIED, UTC, LOCAL = 0, 1, 2

_FIXED = {  # the formats that are the same in every culture
    "o": "yyyy-MM-ddTHH:mm:ss.fffffffK",
    "r": "ddd, dd MMM yyyy HH:mm:ss 'GMT'",
    "s": "yyyy-MM-ddTHH:mm:ss",
    "u": "yyyy-MM-dd HH:mm:ss'Z'",
}
_BY_CULTURE: dict[str, Callable[[DateCulture], str]] = {
    "d": lambda c: c.short_date,
    "D": lambda c: c.long_date,
    "f": lambda c: f"{c.long_date} {c.short_time}",
    "F": lambda c: f"{c.long_date} {c.long_time}",
    "g": lambda c: f"{c.short_date} {c.short_time}",
    "G": lambda c: f"{c.short_date} {c.long_time}",
    "m": lambda c: c.month_day,
    "M": lambda c: c.month_day,
    "t": lambda c: c.short_time,
    "T": lambda c: c.long_time,
    "U": lambda c: f"{c.long_date} {c.long_time}",
    "y": lambda c: c.year_month,
    "Y": lambda c: c.year_month,
}


def bad_format(fmt: str, why: str = "is not a date and time format") -> NetException:
    return NetException("System.FormatException", f"The format string '{fmt}' {why}.")


def expand_standard(letter: str, culture: DateCulture) -> tuple[str, DateCulture]:
    """The custom pattern of a standard format (one letter), and the culture to use with it."""
    fixed = _FIXED.get(letter.lower() if letter in "OR" else letter)
    if fixed is not None:
        return fixed, INVARIANT
    pattern = _BY_CULTURE.get(letter)
    if pattern is None:
        raise bad_format(letter)
    return pattern(culture), culture


def format_date(ticks: int, kind: int, fmt: str | None, culture: DateCulture = EN_US, offset: int | None = None) -> str:
    """A date and time as text. ``offset`` is set for a DateTimeOffset; ``ticks`` is then its local time."""
    if not fmt:
        fmt = "G"
        if offset is not None:
            return _custom(ticks, kind, f"{culture.short_date} {culture.long_time} zzz", culture, offset)
    if len(fmt) == 1:
        pattern, culture = expand_standard(fmt, culture)
        if offset is not None:
            if fmt == "U":
                raise bad_format(fmt)
            if fmt in "rRu":
                ticks, offset = ticks - offset, 0
        elif fmt == "U" and kind != UTC:
            ticks, kind = ticks - tk.offset_of_wall_clock(ticks), UTC
        fmt = pattern
    return _custom(ticks, kind, fmt, culture, offset)


def _custom(ticks: int, kind: int, fmt: str, culture: DateCulture, offset: int | None) -> str:
    out: list[str] = []
    pieces = split_pattern(fmt)
    beside_day = any(letter == "d" and len(piece) <= 2 for piece, letter in pieces)
    for piece, letter in pieces:
        if letter:
            out.append(_field(letter, len(piece), ticks, kind, culture, offset, beside_day))
            if letter == "F" and not out[-1] and len(out) > 1 and out[-2] == ".":
                out.pop(-2)  # without a fraction the point before it is left out
        else:
            out.append(piece)
    return "".join(out)


def split_pattern(fmt: str) -> list[tuple[str, str]]:
    """Split a custom pattern: ``(text, "")`` is literal text, ``("MMM", "M")`` a field of that letter."""
    pieces: list[tuple[str, str]] = []
    i, end = 0, len(fmt)
    while i < end:
        c = fmt[i]
        if c in "'\"":
            text, i = _quoted(fmt, i)
            pieces.append((text, ""))
        elif c == "\\":
            if i + 1 >= end:
                raise bad_format(fmt, "ends in a backslash")
            pieces.append((fmt[i + 1], ""))
            i += 2
        elif c == "%":
            if i + 1 >= end or fmt[i + 1] == "%":
                raise bad_format(fmt, "ends in a %")
            i += 1
        elif c in "dfFghHKmMstyz:/":
            stop = i + 1
            while stop < end and fmt[stop] == c and c not in "K:/":
                stop += 1
            if c in "fF" and stop - i > 7:
                raise bad_format(fmt, "has more than seven digits for the fraction of a second")
            pieces.append((fmt[i:stop], c))
            i = stop
        else:
            pieces.append((c, ""))
            i += 1
    return pieces


def _quoted(fmt: str, start: int) -> tuple[str, int]:
    """The text between quotes and the position after them; a backslash escapes a character inside."""
    quote, i, text = fmt[start], start + 1, ""
    while i < len(fmt):
        c = fmt[i]
        if c == quote:
            return text, i + 1
        if c == "\\":
            i += 1
            if i >= len(fmt):
                break
            c = fmt[i]
        text += c
        i += 1
    raise bad_format(fmt, "has a quote that is never closed")


def _field(
    letter: str, width: int, ticks: int, kind: int, culture: DateCulture, offset: int | None, beside_day: bool
) -> str:
    in_day = ticks % tk.PER_DAY
    if letter == "H":
        return _padded(in_day // tk.PER_HOUR, width)
    if letter == "h":
        return _padded((in_day // tk.PER_HOUR + 11) % 12 + 1, width)
    if letter == "m":
        return _padded(in_day // tk.PER_MINUTE % 60, width)
    if letter == "s":
        return _padded(in_day // tk.PER_SECOND % 60, width)
    if letter in "fF":
        digits = f"{in_day % tk.PER_SECOND:07d}"[:width]
        return digits if letter == "f" else digits.rstrip("0")
    if letter == "t":
        mark = culture.am if in_day < tk.PER_DAY // 2 else culture.pm
        return mark[:1] if width == 1 else mark
    if letter == "/":
        return culture.date_separator
    if letter == ":":
        return ":"
    if letter == "g":
        return "A.D."
    if letter == "z" or letter == "K":
        return _zone(letter, width, ticks, kind, offset)
    day = tk.to_date(ticks)
    if letter == "y":
        return _padded(day.year % 100, width) if width <= 2 else f"{day.year:0{width}d}"
    if letter == "M":
        return _padded(day.month, width) if width <= 2 else culture.month_name(day.month, width == 3, beside_day)
    return _padded(day.day, width) if width <= 2 else culture.day_name(day.isoweekday() % 7, width == 3)


def _padded(number: int, width: int) -> str:
    return str(number) if width == 1 else f"{number:02d}"


def _zone(letter: str, width: int, ticks: int, kind: int, offset: int | None) -> str:
    if offset is None:
        if letter == "K" and kind != LOCAL:
            return "Z" if kind == UTC else ""
        offset = 0 if kind == UTC else tk.offset_of_wall_clock(ticks)
    sign = "-" if offset < 0 else "+"
    hours, minutes = divmod(abs(offset) // tk.PER_MINUTE, 60)
    if letter == "z" and width <= 2:
        return sign + _padded(hours, width)
    return f"{sign}{hours:02d}:{minutes:02d}"
