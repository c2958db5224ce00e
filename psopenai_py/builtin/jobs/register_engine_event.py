from __future__ import annotations

from collections.abc import Iterator

from ...declare.cmdlet import Example, Param, cmdlet
from ...dotnet.model.types import Value
from ...engine.pipeline.cmdlet import Cmdlet
from ...engine.values.objects import unwrap
from ...engine.values.text import to_text
from .events import events_of


@cmdlet(
    "Register-EngineEvent",
    outputs="System.Management.Automation.PSEventJob",
    error_name="Microsoft.PowerShell.Commands.RegisterEngineEventCommand",
)
class RegisterEngineEvent(Cmdlet):
    """Subscribe to an event: PowerShell.Exiting, or one that New-Event raises.

    The action runs for each event, with $Event, $Sender and $EventSubscriber. Without one Get-Event returns the events.
    """

    source_identifier = Param("string", mandatory=True, position=100, pipeline="property", help="The event's name.")
    action = Param("scriptblock", position=101, help="What to run.")
    message_data = Param("object", help="Accepted for compatibility.")
    support_event = Param("switch", help="Return nothing.")
    forward = Param("switch", help="Accepted for compatibility.")
    max_trigger_count = Param("int", default=0, help="How many events it takes; all by default.")
    examples = (
        Example("Register-EngineEvent PowerShell.Exiting -Action { 'bye' > bye.txt }", "Runs at the session's end."),
    )

    def process(self) -> Iterator[Value]:
        events = events_of(self.session)
        made = events.subscribe(
            self.session,
            to_text(self.source_identifier),
            unwrap(self.action),
            self.max_trigger_count,
            self.message_data,
        )
        made.forward = bool(self.forward)
        if made.job is not None and not self.support_event:
            yield made.job
