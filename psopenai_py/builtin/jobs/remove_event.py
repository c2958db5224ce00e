from __future__ import annotations

from ...declare.cmdlet import Example, Param, cmdlet
from ...engine.pipeline.cmdlet import Cmdlet, Output
from ...engine.values.text import to_text
from ...engine.values.wildcard import wildcard_to_regex
from .events import events_of


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
        events = events_of(self.session)
        match = wildcard_to_regex(to_text(self.source_identifier) or "*").match
        for event in list(events.queue):
            number = self.event_identifier
            if (match(event["SourceIdentifier"]) if number is None else event["EventIdentifier"] == number) and (
                self.should_process(f"Event '{event['SourceIdentifier']}'", "Remove")
            ):
                events.queue.remove(event)
        return None
