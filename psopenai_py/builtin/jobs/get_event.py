from __future__ import annotations

from collections.abc import Iterator

from ...declare.cmdlet import Example, Param, cmdlet
from ...engine.pipeline.cmdlet import Cmdlet
from ...engine.values.objects import PSObject
from ...engine.values.text import to_text
from ...engine.values.wildcard import wildcard_to_regex
from .events import events_of
from .parameters import source_param


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
    examples = (Example("Get-Event", "The events that wait."),)

    def process(self) -> Iterator[PSObject]:
        match = wildcard_to_regex(to_text(self.source_identifier) or "*").match
        for event in list(events_of(self.session).queue):
            by_number = self.event_identifier is not None
            if event["EventIdentifier"] == self.event_identifier if by_number else match(event["SourceIdentifier"]):
                yield event
