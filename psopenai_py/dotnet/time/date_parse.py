"""Read dates and times: freely as `DateTime.Parse` does (ISO 8601, numbers in the culture's order, names of months and
days), and by a given format as `DateTime.ParseExact` does.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from ...dataclass import dataclass, field
from ...errors import NetException
from ..culture.dates import DAYS, EN_US, MONTHS, DateCulture
from . import ticks as tk
from .date_format import expand_standard, split_pattern

# Compiled when a date is first parsed: most sessions have dates (the timestamps of the service) but parse none.
_ZONE = r"(?P<zone>Z|GMT|[+-]\d{1,2}(?::?\d{2})?)?"
_ISO = (
    r"(?i)(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})"
    r"(?:(?:\s*T\s*|\s+)(?P<h>\d{1,2}):(?P<n>\d{1,2})(?::(?P<s>\d{1,2})(?:\.(?P<f>\d+))?)?\s*" + _ZONE + ")?"
)
_TIME = (
    r"(?i)(?<![\d:.+-])(?:T\s*)?(?P<h>\d{1,2})"
    r"(?:\s*:\s*(?P<n>\d{1,2})(?:\s*:\s*(?P<s>\d{1,2})(?:[.,](?P<f>\d+))?)?(?:\s*(?P<ap>[ap]m?)\b)?\s*" + _ZONE +
    r"|\s*(?P<ap2>[ap]m?)\b)"
)  # fmt: skip
_TOKEN = r"(?i)\s+|(?P<number>\d+)\b|(?P<word>[a-z]+)\.?|(?P<mark>[-/.,])"
_MONTH_OF = {n.lower(): i for i, name in enumerate(MONTHS, 1) for n in (name, name[:3])} | {"sept": 9}
_DAY_OF = {n.lower(): i for i, name in enumerate(DAYS) for n in (name, name[:3])}


def bad_date(text: str) -> NetException:
    return NetException("System.FormatException", f"The string '{text}' was not recognized as a valid date and time.")


@dataclass(slots=True)
class ParsedDate:
    """A parsed text: the date and time in ticks, and the offset from UTC (None if the text has no offset)."""

    ticks: int
    offset: int | None = None
    utc: bool = False  # the offset was written as Z or GMT


@dataclass(slots=True)
class _Parts:
    """The parts of a date, in the order of the text."""

    numbers: list[str] = field(default_factory=list)
    month: int | None = None
    weekday: int | None = None


def parse_date(text: str, culture: DateCulture = EN_US, today: int | None = None) -> ParsedDate:
    """Parse a date, a time or both; FormatException if the text is neither.

    A time alone is on the day ``today`` (ticks at midnight; by default the local date).
    """
    stripped = text.strip().strip("\0").replace("\u202f", " ")
    try:
        found = re.fullmatch(_ISO, stripped)
        if found is not None:
            day = tk.from_date(int(found["y"]), int(found["m"]), int(found["d"]))
            return _with_zone(day + _time_of(found, ""), found["zone"])
        return _parse_loose(stripped, culture, today)
    except ValueError:
        raise bad_date(text) from None


def _parse_loose(text: str, culture: DateCulture, today: int | None) -> ParsedDate:
    in_day, zone, rest = 0, None, text
    time = re.search(_TIME, text)
    if time is not None:
        in_day = _time_of(time, time["ap"] or time["ap2"] or "")
        zone = time["zone"]
        rest = f"{text[: time.start()]} {text[time.end() :]}"
    parts = _read_parts(rest)
    if not parts.numbers and parts.month is None:
        if time is None:
            raise ValueError(text)
        day = local_today() if today is None else today
    else:
        day = tk.from_date(*_order(parts, culture))
    if parts.weekday is not None and (day // tk.PER_DAY + 1) % 7 != parts.weekday:
        raise ValueError("another day of the week")
    return _with_zone(day + in_day, zone)


def local_today() -> int:
    now = tk.now_utc()
    now += tk.local_offset_at(now)
    return now - now % tk.PER_DAY


def _read_parts(text: str) -> _Parts:
    parts = _Parts()
    next_token = re.compile(_TOKEN).match
    at = 0
    while at < len(text):
        token = next_token(text, at)
        if token is None:
            raise ValueError(text)
        at = token.end()
        if token["number"]:
            parts.numbers.append(token["number"])
        elif token["word"]:
            word = token["word"].lower()
            if word in _MONTH_OF and parts.month is None:
                parts.month = _MONTH_OF[word]
            elif word in _DAY_OF and parts.weekday is None:
                parts.weekday = _DAY_OF[word]
            elif word not in ("t", "ad"):
                raise ValueError(word)
    return parts


def _order(parts: _Parts, culture: DateCulture) -> tuple[int, int, int]:
    """Year, month and day: which number is which depends on their count, their length and the culture."""
    numbers = parts.numbers
    year_now = tk.to_date(local_today()).year
    if parts.month is not None:
        if not numbers:
            return year_now, parts.month, 1
        if len(numbers) == 1:
            only = numbers[0]
            if len(only) > 2 or int(only) > 31:
                return year_of(only), parts.month, 1
            return year_now, parts.month, int(only)
        if len(numbers) == 2:
            first, second = numbers
            if len(first) > 2:
                first, second = second, first
            return year_of(second), parts.month, int(first)
    elif len(numbers) == 3:
        first, second, third = numbers
        if len(first) > 2 or culture.short_date.startswith("y"):
            return year_of(first), int(second), int(third)
        if not culture.month_first:
            first, second = second, first
        return year_of(third), int(first), int(second)
    elif len(numbers) == 2:
        first, second = numbers
        if len(first) > 2:
            return year_of(first), int(second), 1
        if len(second) > 2:
            return year_of(second), int(first), 1
        if not culture.month_first:
            first, second = second, first
        return year_now, int(first), int(second)
    raise ValueError("no date")


def year_of(digits: str) -> int:
    """The year of a text of digits; two digits are the years 1950 to 2049."""
    year = int(digits)
    if len(digits) > 2:
        return year
    return year + (2000 if year < 50 else 1900)


def _time_of(found: re.Match[str], half: str) -> int:
    """The ticks since midnight of a match's groups h, n, s, f and of AM or PM (``half``)."""
    hour, minute, second = int(found["h"] or 0), int(found["n"] or 0), int(found["s"] or 0)
    if half:
        if not 0 <= hour <= 12:
            raise ValueError("no such hour")
        hour = hour % 12 + (12 if half[0] in "pP" else 0)
    if hour > 23 or minute > 59 or second > 59:
        raise ValueError("no such time")
    fraction = found["f"] or ""
    ticks = int(f"{fraction[:8]:0<8}") if fraction else 0
    return hour * tk.PER_HOUR + minute * tk.PER_MINUTE + second * tk.PER_SECOND + (ticks + 5) // 10


def parse_offset(zone: str) -> int:
    """The ticks of ``+09:00``, ``-0500``, ``+9``, ``Z`` or ``GMT``; ValueError for more than 14 hours."""
    if zone.upper() in ("Z", "GMT"):
        return 0
    digits = zone[1:].replace(":", "")
    hours, minutes = (int(digits), 0) if len(digits) <= 2 else (int(digits[:-2]), int(digits[-2:]))
    if hours * 60 + minutes > 14 * 60 or minutes > 59:
        raise ValueError("no such offset")
    offset = hours * tk.PER_HOUR + minutes * tk.PER_MINUTE
    return -offset if zone[0] == "-" else offset


def _with_zone(ticks: int, zone: str | None) -> ParsedDate:
    if not zone:
        return ParsedDate(ticks)
    return ParsedDate(ticks, parse_offset(zone), zone.upper() in ("Z", "GMT"))


# -- by a given format -------------------------------------------------------------------------------------------------


def parse_date_exact(
    text: str,
    formats: Iterable[str],
    culture: DateCulture,
    loose_space: bool = False,
    today: int | None = None,
    keep_offset: bool = False,
) -> ParsedDate:
    """Parse a text that must match one of the formats exactly; FormatException if it matches none.

    ``keep_offset`` is for DateTimeOffset, which takes a text in the formats r and u as UTC; DateTime does not.
    """
    for fmt in formats:
        pattern, read_in = expand_standard(fmt, culture) if len(fmt) == 1 else (fmt, culture)
        reader = _Reader(text.strip() if loose_space else text, read_in, keep_offset and fmt in ("r", "R", "u"))
        try:
            return reader.read(pattern, today)
        except ValueError:
            continue
    raise bad_date(text)


class _Reader:
    """Reads a text along a pattern and collects the values of the fields. ValueError if the text does not match."""

    def __init__(self, text: str, culture: DateCulture, utc: bool) -> None:
        self.text, self.culture = text, culture
        self.at = 0
        self.fields: dict[str, int] = {}
        self.afternoon: bool | None = None
        self.offset: int | None = 0 if utc else None
        self.utc = utc

    def read(self, pattern: str, today: int | None) -> ParsedDate:
        pieces = split_pattern(pattern)
        for index, (piece, letter) in enumerate(pieces):
            before_fraction = index + 1 < len(pieces) and pieces[index + 1][1] == "F"
            if piece == "." and before_fraction and self.text[self.at : self.at + 1] != ".":
                continue  # without a fraction the point before it is missing too
            self._read_piece(piece, letter)
        if self.at != len(self.text):
            raise ValueError("text after the date")
        return self._result(today)

    def _read_piece(self, piece: str, letter: str) -> None:
        width = len(piece)
        if letter in ("", "/", ":"):
            self._literal({"/": self.culture.date_separator}.get(letter, piece))
        elif letter in "Md" and width >= 3:
            self._put("M" if letter == "M" else "w", self._name(letter, width == 3) + (letter == "M"))
        elif letter == "y":
            self._year(width)
        elif letter in "Mdm" or letter in "sHh":
            self._put(letter, self._number(1 if width == 1 else 2, 2))
        elif letter in "fF":
            self._fraction(letter, width)
        elif letter == "t":
            self._half_of_day(width)
        elif letter in "zK":
            self._zone(letter)
        elif letter == "g":
            self._literal("A.D.")

    def _put(self, letter: str, value: int) -> None:
        if self.fields.setdefault(letter, value) != value:
            raise ValueError("contradicts itself")

    def _literal(self, expected: str) -> None:
        found = self.text[self.at : self.at + len(expected)]
        if found != expected and not (found == " " and expected == "\u202f"):
            raise ValueError(f"expected {expected}")
        self.at += len(expected)

    def _number(self, least: int, most: int) -> int:
        stop = self.at
        while stop < len(self.text) and stop - self.at < most and "0" <= self.text[stop] <= "9":
            stop += 1
        if stop - self.at < least:
            raise ValueError("expected digits")
        number, self.at = int(self.text[self.at : stop]), stop
        return number

    def _year(self, width: int) -> None:
        start = self.at
        if width <= 2:
            self._number(width, 2)
            self._put("y", year_of(self.text[start : self.at]))
        else:
            self._put("y", self._number(width, max(width, 4)))

    def _fraction(self, letter: str, width: int) -> None:
        start = self.at
        if letter == "f" or self.text[start : start + 1].isdigit():
            self._number(width if letter == "f" else 1, width)
        self._put("f", int(f"{self.text[start : self.at]:0<7}"))

    def _name(self, letter: str, short: bool) -> int:
        """Read the name of a month (M) or day: the longest that matches."""
        culture, rest = self.culture, self.text[self.at :].lower()
        if letter == "d":
            names = [culture.day_name(day, short) for day in range(7)]
        else:
            names = [culture.month_name(month, short, beside) for beside in (True, False) for month in range(1, 13)]
        fitting = [(len(name), at) for at, name in enumerate(names) if rest.startswith(name.lower())]
        if not fitting:
            raise ValueError("expected a name")
        length, found = max(fitting, key=lambda each: each[0])
        self.at += length
        return found % 12

    def _half_of_day(self, width: int) -> None:
        marks = [m[:1] if width == 1 else m for m in (self.culture.am, self.culture.pm)]
        for afternoon, mark in enumerate(marks):
            if self.text[self.at : self.at + len(mark)].upper() == mark.upper():
                self.at += len(mark)
                self.afternoon = bool(afternoon)
                return
        raise ValueError("expected AM or PM")

    def _zone(self, letter: str) -> None:
        rest = self.text[self.at :]
        if rest[:1] in ("Z", "z"):
            self.offset, self.utc = 0, True
            self.at += 1
        elif rest[:1] in ("+", "-"):
            stop = 1
            while stop < len(rest) and (rest[stop].isdigit() or rest[stop] == ":"):
                stop += 1
            self.offset = parse_offset(rest[:stop])
            self.at += stop
        elif letter == "z":
            raise ValueError("expected an offset")

    def _result(self, today: int | None) -> ParsedDate:
        fields = self.fields
        hour = fields.get("H", 0)
        if "h" in fields:
            if not 1 <= fields["h"] <= 12:
                raise ValueError("no such hour")
            hour = fields["h"] % 12
        if self.afternoon is not None and hour < 12 and ("h" in fields or self.afternoon):
            hour += 12 * self.afternoon
        minute, second = fields.get("m", 0), fields.get("s", 0)
        if hour > 23 or minute > 59 or second > 59:
            raise ValueError("no such time")
        if fields.keys() & {"y", "M", "d"}:
            year = fields.get("y", tk.to_date(local_today()).year)
            day = tk.from_date(year, fields.get("M", 1), fields.get("d", 1))
        else:
            day = local_today() if today is None else today
        if "w" in fields and (day // tk.PER_DAY + 1) % 7 != fields["w"]:
            raise ValueError("another day of the week")
        in_day = hour * tk.PER_HOUR + minute * tk.PER_MINUTE + second * tk.PER_SECOND + fields.get("f", 0)
        return ParsedDate(day + in_day, self.offset, self.utc)
