from __future__ import annotations

import time

from ...declare.cmdlet import Example, Param, cmdlet
from ...dotnet.time import ticks
from ...dotnet.time.datetime import now
from ...dotnet.time.timespan import TimeSpan
from ...engine.pipeline.cmdlet import Cmdlet, Output


@cmdlet(
    "Get-Uptime",
    default_set="Timespan",
    outputs=("System.TimeSpan", "System.DateTime"),
    error_name="Microsoft.PowerShell.Commands.GetUptimeCommand",
)
class GetUptime(Cmdlet):
    """Get how long the machine has been running, in whole seconds."""

    since = Param("switch", set="Since", help="Get the time at which it started.")
    examples = (Example("(Get-Uptime).TotalSeconds -gt 0", "Whether the machine has run for a while.", result="True"),)

    def process(self) -> Output:
        clock = getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC)  # only Linux counts the time asleep
        running = TimeSpan(int(time.clock_gettime(clock)) * ticks.PER_SECOND)
        self.write(now().plus(-running.ticks) if self.since else running)
        return None
