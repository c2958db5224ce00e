"""Which texts in JSON are dates, and what becomes of them."""

from __future__ import annotations

import re
from collections.abc import Callable

from ...dotnet.model.types import Value

DateReader = Callable[[str], Value]
_ISO = re.compile(
    r"(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.(\d{1,7}))?(?:(Z)|([+-])(\d\d):?(\d\d)?)?\Z", re.ASCII
)
_MICROSOFT = re.compile(r"/Date\((-?\d+)([+-]\d{4})?\)/\Z", re.ASCII)
_SHORTEST, _LONGEST = 19, 40


def date_reader(kind: str) -> DateReader | None:
    """The reader for a ``-DateKind``: it gives a date for a text that is one, any other text back. None reads none."""
    if kind == "String":
        return None

    def read(text: str) -> Value:
        if len(text) < 9 or not (text[0] == "/" or (_SHORTEST <= len(text) <= _LONGEST and text[10] == "T")):
            return text
        found = _parse(text)
        return text if found is None else _in_kind(*found, kind)

    return read


def _parse(text: str) -> tuple[int, int | None, bool] | None:
    """The clock's ticks, its offset (None where the text tells none) and whether the text says Z."""
    from ...dotnet.time import ticks as tk
    from ...dotnet.time.datetime import ticks_of_parts
    from ...errors import NetException

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
    from ...dotnet.time import ticks as tk
    from ...dotnet.time.date_format import UTC
    from ...dotnet.time.datetime import DateTime

    if kind == "Offset":
        from ...dotnet.time.datetimeoffset import DateTimeOffset

        return DateTimeOffset(clock, tk.offset_of_wall_clock(clock) if offset is None else offset)
    made = DateTime(clock) if offset is None else DateTime(clock - offset, UTC)
    if kind == "Utc":
        return DateTime(clock, UTC) if offset is None else made
    if kind == "Local":
        from ...dotnet.time.date_format import LOCAL

        return DateTime(clock, LOCAL) if offset is None else made.to_local()
    return made if offset is None or is_utc else made.to_local()
