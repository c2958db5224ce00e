from __future__ import annotations

from ...declare.cmdlet import Example, Param, cmdlet
from ...declare.validators import ValidateNotNull, ValidateRange
from ...engine.pipeline.cmdlet import Cmdlet, Output


@cmdlet("Start-Sleep", default_set="Seconds", error_name="Microsoft.PowerShell.Commands.StartSleepCommand")
class StartSleep(Cmdlet):
    """Wait for some time."""

    seconds = Param(
        "double",
        set="Seconds",
        mandatory=True,
        position=0,
        pipeline="value property",
        validators=(ValidateRange(0.0, 2147483.0),),
        help="The time in seconds; fractions are allowed.",
    )
    milliseconds = Param(
        "int",
        set="Milliseconds",
        mandatory=True,
        pipeline="property",
        aliases=("ms",),
        validators=(ValidateRange(0, 2147483647),),
        help="The time in milliseconds.",
    )
    duration = Param(
        "timespan",
        set="FromTimeSpan",
        mandatory=True,
        position=0,
        pipeline="value property",
        aliases=("ts",),
        validators=(ValidateNotNull(),),
        help="The time as a timespan.",
    )
    examples = (Example("Start-Sleep -Milliseconds 200", "Waits for a fifth of a second."),)

    def process(self) -> Output:
        if self.set_name == "Milliseconds":
            self.session.sleep(self.milliseconds / 1000)
        elif self.set_name == "FromTimeSpan":
            self.session.sleep(max(0.0, self.duration.ticks / 10_000_000))
        else:
            self.session.sleep(self.seconds)
        return None
