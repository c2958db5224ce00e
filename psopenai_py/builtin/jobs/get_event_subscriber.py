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
    "Get-EventSubscriber",
    default_set="BySource",
    outputs="System.Management.Automation.PSEventSubscriber",
    error_name="Microsoft.PowerShell.Commands.GetEventSubscriberCommand",
)
class GetEventSubscriber(Cmdlet):
    """Get the subscriptions of this session."""

    source_identifier = source_param()
    subscription_id = Param(
        "int", set="ById", mandatory=True, position=0, pipeline="property", aliases=("Id",), help="The number."
    )
    force = Param("switch", help="Show hidden subscriptions too (-SupportEvent).")
    examples = (
        Example(
            "$null = Register-EngineEvent Done -Action { }; (Get-EventSubscriber).SourceIdentifier",
            "What the session listens to.",
            result="Done",
        ),
    )

    def process(self) -> Iterator[PSObject]:
        match = wildcard_to_regex(to_text(self.source_identifier) or "*").match
        number = self.subscription_id
        for each in events_of(self.session).subscribers:
            if each.hidden and not self.force:
                continue
            if match(each.source) if number is None else each.number == number:
                yield each.shown
