from __future__ import annotations

from ...declare.cmdlet import Example, Param, cmdlet
from ...engine.pipeline.cmdlet import Cmdlet, Output
from ...engine.values.text import to_text
from .events import wait_for


@cmdlet(
    "Wait-Event",
    outputs="System.Management.Automation.PSEventArgs",
    error_name="Microsoft.PowerShell.Commands.WaitEventCommand",
)
class WaitEvent(Cmdlet):
    """Wait until an event waits for Get-Event."""

    source_identifier = Param("string", position=0, pipeline="property", help="The event's name.")
    timeout = Param("double", aliases=("TimeoutSec",), help="The longest time to wait, in seconds.")
    examples = (Example("Wait-Event Done -Timeout 0.1", "Waits for a tenth of a second."),)

    def process(self) -> Output:
        limit = None if self.timeout is None or self.timeout < 0 else float(self.timeout)
        found = wait_for(self.session, to_text(self.source_identifier) or None, limit)
        return [] if found is None else [found]
