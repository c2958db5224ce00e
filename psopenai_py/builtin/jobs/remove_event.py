from __future__ import annotations

from ...declare.cmdlet import Example, Param, cmdlet
from ...engine.pipeline.cmdlet import Cmdlet, Output
from .events import events_of
from .parameters import waiting_events


@cmdlet(
    "Remove-Event",
    default_set="BySource",
    should_process=True,
    error_name="Microsoft.PowerShell.Commands.RemoveEventCommand",
)
class RemoveEvent(Cmdlet):
    """Remove events that wait."""

    source_identifier = Param(
        "string",
        set="BySource",
        mandatory=True,
        position=0,
        pipeline="property",
        help="Their name; wildcards are allowed.",
    )
    event_identifier = Param(
        "int", set="ByIdentifier", mandatory=True, position=0, pipeline="property", help="The number."
    )
    examples = (Example("Remove-Event *", "Removes all events that wait."),)

    def process(self) -> Output:
        for event in waiting_events(self, self.source_identifier, self.event_identifier):
            if self.should_process(f"Event '{event['SourceIdentifier']}'", "Remove"):
                events_of(self.session).queue.remove(event)
        return None
