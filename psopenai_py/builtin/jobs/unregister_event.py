from __future__ import annotations

from ...declare.cmdlet import Example, Param, cmdlet
from ...engine.pipeline.cmdlet import Cmdlet, Output
from ...engine.values.text import to_text
from ...engine.values.wildcard import has_wildcards, wildcard_to_regex
from .events import events_of


@cmdlet(
    "Unregister-Event",
    default_set="BySource",
    should_process=True,
    error_name="Microsoft.PowerShell.Commands.UnregisterEventCommand",
)
class UnregisterEvent(Cmdlet):
    """End a subscription."""

    source_identifier = Param(
        "string", set="BySource", mandatory=True, position=0, pipeline="property", help="The event's name."
    )
    subscription_id = Param(
        "int", set="ById", mandatory=True, position=0, pipeline="property", aliases=("Id",), help="The number."
    )
    force = Param("switch", help="End hidden subscriptions too (-SupportEvent).")
    examples = (Example("Get-EventSubscriber | Unregister-Event", "Ends all subscriptions."),)

    def process(self) -> Output:
        events = events_of(self.session)
        source, number = to_text(self.source_identifier), self.subscription_id
        match = wildcard_to_regex(source or "*").match
        found = [
            s
            for s in events.subscribers
            if (match(s.source) if number is None else s.number == number) and (self.force or not s.hidden)
        ]
        for each in found:
            if self.should_process(f"Event subscription '{each.source}'", "Unregister"):
                events.unsubscribe(each)
        if not found and not has_wildcards(source):
            what = source or str(number)
            error_id = "INVALID_SOURCE_IDENTIFIER" if source else "INVALID_SUBSCRIPTION_IDENTIFIER"
            self.fail(
                error_id, f"There is no subscription {what}.", "InvalidArgument", None, "System.ArgumentException"
            )
        return None
