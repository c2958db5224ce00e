"""Read dates and times by a given format, as `DateTime.ParseExact` does."""

from __future__ import annotations

from collections.abc import Iterable

from ..culture.date_culture import DateCulture
from . import ticks as tk
from .date_format import expand_standard, split_pattern
from .date_parse import ParsedDate, bad_date, local_today, parse_offset, year_of


def parse_date_exact(
    text: str,
    formats: Iterable[str],
    culture: DateCulture,
    loose_space: bool = False,
    today: int | None = None,
    keep_offset: bool = False,
) -> ParsedDate:
    """Read a text that must follow one of the formats to the letter; FormatException where it follows none.

    ``keep_offset`` is for DateTimeOffset: the formats r and u then mean UTC, which DateTime does not read into them.
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
    """Walks a text along a pattern and collects what its fields say."""

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
                continue  # an optional fraction takes its point with it
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
        """Read the name of a month (M) or day; of those that fit the longest."""
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
