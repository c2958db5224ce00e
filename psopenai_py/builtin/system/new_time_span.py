from __future__ import annotations

from ...declare.cmdlet import Example, Param, cmdlet
from ...dotnet.time import datetime, ticks
from ...dotnet.time.timespan import TimeSpan
from ...engine.pipeline.cmdlet import Cmdlet, Output


@cmdlet("New-TimeSpan", default_set="Date", error_name="Microsoft.PowerShell.Commands.NewTimeSpanCommand")
class NewTimeSpan(Cmdlet):
    """Create a duration: the time between two dates, or from days, hours and so on."""

    start = Param(
        "datetime",
        set="Date",
        position=0,
        pipeline="value property",
        aliases=("LastWriteTime",),
        help="The start (default: now).",
    )
    end_date = Param(
        "datetime", name="End", set="Date", position=1, pipeline="property", help="The end (default: now)."
    )
    days = Param("int", set="Time", default=0, help="Days.")
    hours = Param("int", set="Time", default=0, help="Hours.")
    minutes = Param("int", set="Time", default=0, help="Minutes.")
    seconds = Param("int", set="Time", default=0, help="Seconds.")
    milliseconds = Param("int", set="Time", default=0, help="Milliseconds.")
    examples = (
        Example(
            "New-TimeSpan -Minutes 90",
            "An hour and a half.",
            result=(
                "Days              : 0\n"
                "Hours             : 1\n"
                "Minutes           : 30\n"
                "Seconds           : 0\n"
                "Milliseconds      : 0\n"
                "Ticks             : 54000000000\n"
                "TotalDays         : 0.0625\n"
                "TotalHours        : 1.5\n"
                "TotalMinutes      : 90\n"
                "TotalSeconds      : 5400\n"
                "TotalMilliseconds : 5400000"
            ),
        ),
    )

    def begin(self) -> Output:
        self._now = datetime.now()
        return None

    def process(self) -> Output:
        if self.set_name == "Time":
            seconds = ((self.days * 24 + self.hours) * 60 + self.minutes) * 60 + self.seconds
            self.write(TimeSpan(seconds * ticks.PER_SECOND + self.milliseconds * 10_000))
            return None
        start = self.start if self.is_bound("Start") else self._now
        end = self.end_date if self.is_bound("End") else self._now
        self.write(TimeSpan(end.ticks - start.ticks))
        return None
