from __future__ import annotations

from ...declare.cmdlet import Example, Param, cmdlet
from ...declare.validators import ValidateRange
from ...dotnet.time import datetime, ticks
from ...dotnet.time.datetime import DateTime, months_later
from ...engine.pipeline.cmdlet import Cmdlet, Output
from ...engine.values.objects import PSObject
from ...engine.values.text import to_text
from .unix_format import unix_format

_FILE_FORMATS = {
    "filedate": ("yyyyMMdd", False),
    "filedateuniversal": ("yyyyMMddZ", True),
    "filedatetime": ("yyyyMMddTHHmmssffff", False),
    "filedatetimeuniversal": ("yyyyMMddTHHmmssffffZ", True),
}
_SETS = ("DateAndFormat", "DateAndUFormat")
_UNIX_SETS = ("UnixTimeSecondsAndFormat", "UnixTimeSecondsAndUFormat")


@cmdlet("Get-Date", default_set="DateAndFormat", error_name="Microsoft.PowerShell.Commands.GetDateCommand")
class GetDate(Cmdlet):
    """Get the current time, or another date, as a date or as formatted text."""

    date = Param(
        "datetime",
        set=_SETS,
        position=0,
        pipeline="value property",
        aliases=("LastWriteTime",),
        help="The date (default: now).",
    )
    unix_time_seconds = Param(
        "long",
        set=_UNIX_SETS,
        mandatory=True,
        aliases=("UnixTime",),
        validators=(ValidateRange(-62135596800, 253402300799),),
        help="The date as seconds since 1970, as the service returns it.",
    )
    year = Param("int", validators=(ValidateRange(1, 9999),), help="Another year.")
    month = Param("int", validators=(ValidateRange(1, 12),), help="Another month.")
    day = Param("int", validators=(ValidateRange(1, 31),), help="Another day.")
    hour = Param("int", validators=(ValidateRange(0, 23),), help="Another hour.")
    minute = Param("int", validators=(ValidateRange(0, 59),), help="Another minute.")
    second = Param("int", validators=(ValidateRange(0, 59),), help="Another second.")
    millisecond = Param("int", validators=(ValidateRange(0, 999),), help="Another millisecond.")
    u_format = Param(
        "string",
        set=("DateAndUFormat", "UnixTimeSecondsAndUFormat"),
        mandatory=True,
        help="A format of Unix's date, such as %Y-%m-%d.",
    )
    format = Param(
        "string",
        set=("DateAndFormat", "UnixTimeSecondsAndFormat"),
        completions=("FileDate", "FileDateUniversal", "FileDateTime", "FileDateTimeUniversal"),
        help="A .NET format, such as yyyy-MM-dd, or one for file names.",
    )
    display_hint = Param(
        "string", enum=("Date", "Time", "DateTime"), help="What the shell shows of it: Date, Time or DateTime."
    )
    as_utc = Param("switch", name="AsUTC", help="In UTC.")
    examples = (
        Example("Get-Date -Format yyyy-MM-dd", "Today's date."),
        Example("Get-Date -UnixTimeSeconds 1700000000", "The local time of a Unix time."),
        Example(
            "(Get-Date 2026-03-01).AddDays(-1).ToString('yyyy-MM-dd')", "The day before a date.", result="2026-02-28"
        ),
    )

    def process(self) -> Output:
        date = self._moved(self._start())
        if self.as_utc:
            date = date.to_utc()
        if self.is_bound("UFormat"):
            self.write(unix_format(date, to_text(self.u_format)))
        elif self.is_bound("Format"):
            pattern, universal = _FILE_FORMATS.get(to_text(self.format).lower(), (to_text(self.format), False))
            self.write((date.to_utc() if universal else date).format(pattern))
        elif self.is_bound("DisplayHint"):
            self.write(PSObject({"DisplayHint": to_text(self.display_hint)}, base=date))
        else:
            self.write(date)
        return None

    def _start(self) -> DateTime:
        if self.is_bound("UnixTimeSeconds"):
            return datetime.unix_to_datetime(int(self.unix_time_seconds))
        return self.date if self.is_bound("Date") else datetime.now()

    def _moved(self, date: DateTime) -> DateTime:
        """The date with the given parts in place of its own."""
        if self.is_bound("Year"):
            date = DateTime(months_later(date.ticks, 12 * (self.year - date.to_python().year)), date.kind)
        if self.is_bound("Month"):
            date = DateTime(months_later(date.ticks, self.month - date.to_python().month), date.kind)
        if self.is_bound("Day"):
            date = date.plus((self.day - date.to_python().day) * 24 * 3600 * ticks.PER_SECOND)
        if self.is_bound("Hour"):
            date = date.plus((self.hour - date.to_python().hour) * 3600 * ticks.PER_SECOND)
        if self.is_bound("Minute"):
            date = date.plus((self.minute - date.to_python().minute) * 60 * ticks.PER_SECOND)
        if self.is_bound("Second"):
            date = date.plus((self.second - date.to_python().second) * ticks.PER_SECOND)
        if self.is_bound("Millisecond"):
            own = date.ticks % ticks.PER_SECOND
            date = date.plus(self.millisecond * 10_000 - own)
        return date
