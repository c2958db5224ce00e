from __future__ import annotations

import time

from ...declare.cmdlet import Example, Param, cmdlet
from ...engine.pipeline.cmdlet import Cmdlet, Output
from ...engine.values.text import to_text
from .events import events_of


@cmdlet(
    "Wait-Event",
    outputs="System.Management.Automation.PSEventArgs",
    error_name="Microsoft.PowerShell.Commands.WaitEventCommand",
)
class WaitEvent(Cmdlet):
    """Wait until an event waits for Get-Event; the actions of other events run meanwhile."""

    source_identifier = Param("string", position=0, pipeline="property", help="The event's name.")
    timeout = Param("double", aliases=("TimeoutSec",), help="The longest time to wait, in seconds.")
    examples = (
        Example(
            "$null = New-Event Done -MessageData 3; (Wait-Event Done -Timeout 10).MessageData",
            "Waits up to ten seconds for an event.",
            result="3",
        ),
    )

    def process(self) -> Output:
        ends = None if self.timeout is None or self.timeout < 0 else time.monotonic() + float(self.timeout)
        source = to_text(self.source_identifier) or None
        found = events_of(self.session).wait_for(self.session.arrivals, source, ends)
        return [] if found is None else [found]
