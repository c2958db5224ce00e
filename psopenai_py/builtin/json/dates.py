"""Texts in JSON that are dates, and the values they become. Loaded when the first such text is met."""

from __future__ import annotations

import re

from ...dotnet.model.types import Value
from ...dotnet.time import ticks as tk
from ...dotnet.time.date_format import LOCAL, UTC
from ...dotnet.time.datetime import DateTime, ticks_of_parts
from ...dotnet.time.datetimeoffset import DateTimeOffset
from ...errors import NetException

_ISO = re.compile(
    r"(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.(\d{1,7}))?(?:(Z)|([+-])(\d\d):?(\d\d)?)?\Z", re.ASCII
)
_MICROSOFT = re.compile(r"/Date\((-?\d+)([+-]\d{4})?\)/\Z", re.ASCII)


def read_date(text: str, kind: str) -> Value:
    """The date of a text for a ``-DateKind``; a text that is not a date is returned unchanged."""
    found = _parse(text)
    return text if found is None else _in_kind(*found, kind)


def _parse(text: str) -> tuple[int, int | None, bool] | None:
    """The ticks of the clock time, its offset (None if the text has none) and whether the text ends with Z."""
    if text[0] == "/":
        milliseconds = _MICROSOFT.match(text)
        if milliseconds is None:
            return None
        return tk.UNIX_EPOCH + int(milliseconds[1]) * tk.PER_MILLISECOND, 0, milliseconds[2] is None
    parts = _ISO.match(text)
    if parts is None:
        return None
    year, month, day, hour, minute, second = (int(part) for part in parts.groups()[:6])
    midnight = (hour, minute, second) == (24, 0, 0)
    try:
        clock = ticks_of_parts(year, month, day, 0 if midnight else hour, minute, second)
    except NetException:
        return None
    clock += tk.PER_DAY if midnight else 0
    clock += int((parts[7] or "").ljust(7, "0"))
    if parts[8]:
        return clock, 0, True
    if not parts[9]:
        return clock, None, False
    offset = (int(parts[10]) * 60 + int(parts[11] or 0)) * tk.PER_MINUTE
    return clock, -offset if parts[9] == "-" else offset, False


def _in_kind(clock: int, offset: int | None, is_utc: bool, kind: str) -> Value:

    if kind == "Offset":
        return DateTimeOffset(clock, tk.offset_of_wall_clock(clock) if offset is None else offset)
    made = DateTime(clock) if offset is None else DateTime(clock - offset, UTC)
    if kind == "Utc":
        return DateTime(clock, UTC) if offset is None else made
    if kind == "Local":
        return DateTime(clock, LOCAL) if offset is None else made.to_local()
    return made if offset is None or is_utc else made.to_local()
