from __future__ import annotations

from collections.abc import Iterator

from ...declare.cmdlet import Example, Failure, Param, cmdlet
from ...dotnet.model.registry import type_of
from ...dotnet.model.types import Value
from ...dotnet.system.event_sources import EventSource
from ...engine.pipeline.cmdlet import Cmdlet
from ...engine.session.events import Subscriber
from ...engine.values.objects import unwrap
from ...engine.values.text import to_text
from .events import events_of, subscribe


@cmdlet(
    "Register-ObjectEvent",
    outputs="System.Management.Automation.PSEventJob",
    error_name="Microsoft.PowerShell.Commands.RegisterObjectEventCommand",
)
class RegisterObjectEvent(Cmdlet):
    """Subscribe to an event of a timer or of a watched folder.

    The action runs for each event, with $Event, $Sender and $EventArgs: between two commands, at the next turn of a
    loop, in Start-Sleep and Wait-Event, and at the prompt. Without an action Get-Event returns the events.
    """

    input_object = Param("psobject", mandatory=True, position=0, help="The object.")
    event_name = Param("string", mandatory=True, position=1, help="Its event, such as Elapsed or Created.")
    source_identifier = Param("string", position=100, help="The name of the subscription.")
    action = Param("scriptblock", position=101, help="What to run.")
    message_data = Param("object", help="$Event.MessageData.")
    support_event = Param("switch", help="Return nothing, and show the subscription with -Force only.")
    forward = Param("switch", help="Accepted for compatibility.")
    max_trigger_count = Param("int", default=0, help="How many events it takes; all by default.")
    examples = (
        Example(
            "$Timer = [System.Timers.Timer]::new(10); $Timer.AutoReset = $false\n"
            "Register-ObjectEvent $Timer Elapsed -SourceIdentifier tick; $Timer.Start()\n"
            "(Wait-Event tick -Timeout 10).SourceIdentifier",
            "Waits for a timer.",
            result="tick",
        ),
    )
    failures = (
        Failure(
            "Register-ObjectEvent 5 Changed",
            "Register-ObjectEvent: System.Int32 has no event 'Changed' here; System.Timers.Timer and "
            "System.IO.FileSystemWatcher have events.",
            "INVALID_REGISTRATION,Microsoft.PowerShell.Commands.RegisterObjectEventCommand",
        ),
    )
    remarks = "Events of System.Timers.Timer and System.IO.FileSystemWatcher arrive; no other object has any here."

    def process(self) -> Iterator[Value]:
        source, name = unwrap(self.input_object), to_text(self.event_name)
        if not isinstance(source, EventSource) or name.lower() not in map(str.lower, source.EVENTS):
            text = (
                f"{type_of(source).full_name} has no event '{name}' here; System.Timers.Timer and "
                "System.IO.FileSystemWatcher have events."
            )
            raise self.stop_with(
                "INVALID_REGISTRATION", text, "InvalidArgument", self.input_object, "System.ArgumentException"
            )
        identifier = to_text(self.source_identifier) if self.source_identifier else f"{name}-{id(source):x}"
        made = Subscriber(
            identifier,
            limit=self.max_trigger_count,
            data=self.message_data,
            hidden=bool(self.support_event),
            forward=bool(self.forward),
        )
        made.origin, made.event = source, name
        subscribe(self.session, made, unwrap(self.action))
        self._connect(made, source, name)
        if made.job is not None and not self.support_event:
            yield made.job

    def _connect(self, made: Subscriber, source: EventSource, name: str) -> None:
        """Hand what the object's thread raises to the session's own."""
        events, arrivals = events_of(self.session), self.session.arrivals
        arrivals.expect()

        def arrive(args: Value) -> None:
            arrivals.post(lambda: run(args))

        def run(args: Value) -> None:
            if made in events.subscribers:
                events.raise_event(made.source, source, [source, args], made.data, args)

        leave, ended = source.listen(name, arrive), made.ended

        def end() -> None:
            leave()
            arrivals.expect_less()
            ended()

        made.ended = end
