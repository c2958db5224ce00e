from __future__ import annotations

from collections.abc import Iterator

from ...declare.cmdlet import Example, Param, cmdlet
from ...dotnet.model.types import Value
from ...engine.pipeline.cmdlet import Cmdlet
from ...engine.session.events import Subscriber
from ...engine.values.objects import unwrap
from ...engine.values.text import to_text
from .events import subscribe


@cmdlet(
    "Register-EngineEvent",
    outputs="System.Management.Automation.PSEventJob",
    error_name="Microsoft.PowerShell.Commands.RegisterEngineEventCommand",
)
class RegisterEngineEvent(Cmdlet):
    """Subscribe to an event: PowerShell.Exiting, one that New-Event raises, or one of a realtime session.

    The action runs for each event, with $Event, $Sender and $EventSubscriber; its job keeps what it puts out. An event
    that comes over a connection (PSOpenAI.Realtime.ReceiveMessage) runs it between two commands, at the next turn of a
    loop, in Start-Sleep and Wait-Event, and at the prompt. Without an action Get-Event returns the events.
    """

    source_identifier = Param("string", mandatory=True, position=100, pipeline="property", help="The event's name.")
    action = Param("scriptblock", position=101, help="What to run.")
    message_data = Param("object", help="$Event.MessageData, for events that bring no data.")
    support_event = Param("switch", help="Return nothing, and show the subscription with -Force only.")
    forward = Param("switch", help="Accepted for compatibility.")
    max_trigger_count = Param("int", default=0, help="How many events it takes; all by default.")
    examples = (
        Example("Register-EngineEvent PowerShell.Exiting -Action { 'bye' > bye.txt }", "Runs at the session's end."),
    )

    def process(self) -> Iterator[Value]:
        made = Subscriber(
            to_text(self.source_identifier),
            limit=self.max_trigger_count,
            data=self.message_data,
            hidden=bool(self.support_event),
            forward=bool(self.forward),
        )
        subscribe(self.session, made, unwrap(self.action))
        if made.job is not None and not self.support_event:
            yield made.job
