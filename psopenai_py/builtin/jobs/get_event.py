from __future__ import annotations

from collections.abc import Iterator

from ...declare.cmdlet import Example, Param, cmdlet
from ...engine.pipeline.cmdlet import Cmdlet
from ...engine.values.objects import PSObject
from .parameters import source_param, waiting_events


@cmdlet(
    "Get-Event",
    default_set="BySource",
    outputs="System.Management.Automation.PSEventArgs",
    error_name="Microsoft.PowerShell.Commands.GetEventCommand",
)
class GetEvent(Cmdlet):
    """Get the events that wait: those that no subscriber's action took."""

    source_identifier = source_param()
    event_identifier = Param("int", set="ById", mandatory=True, position=0, pipeline="property", help="Its number.")
    examples = (
        Example(
            "$null = New-Event Done -MessageData 3; (Get-Event Done).MessageData",
            "What an event carries that waits.",
            result="3",
        ),
    )

    def process(self) -> Iterator[PSObject]:
        yield from waiting_events(self, self.source_identifier, self.event_identifier)
