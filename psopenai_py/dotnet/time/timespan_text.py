"""Durations as text: `TimeSpan`'s formats and what it reads."""

from __future__ import annotations

import re

from ...errors import NetException
from . import ticks as tk

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
        f"The format string '{fmt}' is no TimeSpan format: text in it must be quoted or escaped with a backslash.",
    )


def format_timespan(ticks: int, fmt: str | None = None) -> str:
    """The text of a duration in a standard (c, g, G) or custom format."""
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
    """A custom format as literal pieces ``(text, "")`` and fields ``("hh", "h")``."""
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
    """The ticks of a text that must follow one of the formats; standard ones are read like `parse_timespan`."""
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
