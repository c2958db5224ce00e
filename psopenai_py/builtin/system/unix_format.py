"""Dates in the formats of Unix's ``date``: Get-Date -UFormat."""

from __future__ import annotations

from collections.abc import Callable

from ...dotnet.time.datetime import DateTime
from ...dotnet.time.ticks import PER_SECOND, UNIX_EPOCH

_NET = {
    "a": "ddd", "A": "dddd", "b": "MMM", "B": "MMMM", "c": "ddd dd MMM yyyy HH:mm:ss", "d": "dd", "D": "MM/dd/yy",
    "F": "yyyy-MM-dd", "h": "MMM", "H": "HH", "I": "hh", "m": "MM", "M": "mm", "p": "tt", "r": "hh:mm:ss tt",
    "R": "HH:mm", "S": "ss", "T": "HH:mm:ss", "x": "MM/dd/yy", "X": "HH:mm:ss", "y": "yy", "Y": "yyyy", "Z": "zz",
}  # fmt: skip


def _iso(date: DateTime) -> tuple[int, int, int]:
    return date.to_python().isocalendar()


def _day_of_year(date: DateTime) -> int:
    return date.to_python().timetuple().tm_yday


def _seconds(date: DateTime) -> str:
    return str((date.to_utc().ticks - UNIX_EPOCH) // PER_SECOND)


_COMPUTED: dict[str, Callable[[DateTime], str]] = {
    "C": lambda date: f"{date.to_python().year // 100}",
    "e": lambda date: f"{date.to_python().day:2}",
    "g": lambda date: f"{_iso(date)[0] % 100:02}",
    "G": lambda date: f"{_iso(date)[0]:04}",
    "j": lambda date: f"{_day_of_year(date):03}",
    "k": lambda date: f"{date.to_python().hour:2}",
    "l": lambda date: f"{date.to_python().hour % 12 or 12:2}",
    "n": lambda date: "\n",
    "s": _seconds,
    "t": lambda date: "\t",
    "u": lambda date: str(date.to_python().isoweekday()),
    "U": lambda date: str(_day_of_year(date) // 7),
    "V": lambda date: f"{_iso(date)[1]:02}",
    "w": lambda date: str(date.to_python().isoweekday() % 7),
    "W": lambda date: str(_day_of_year(date) // 7),
}


def unix_format(date: DateTime, pattern: str) -> str:
    """The date by the ``%`` letters of the pattern; other letters after ``%`` stand for themselves."""
    found: list[str] = []
    letters = iter(pattern.removeprefix("+"))
    for letter in letters:
        if letter != "%":
            found.append(letter)
            continue
        letter = next(letters, "")
        if letter in _NET:
            found.append(date.format(_NET[letter] if len(_NET[letter]) > 1 else "%" + _NET[letter]))
        elif letter in _COMPUTED:
            found.append(_COMPUTED[letter](date))
        else:
            found.append(letter)
    return "".join(found)
