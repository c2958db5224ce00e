from __future__ import annotations

from ...declare.cmdlet import Example, Param, cmdlet
from ...engine.pipeline.cmdlet import Cmdlet, Output
from ...engine.values.enumeration import as_list
from ...engine.values.text import to_text
from .events import events_of


@cmdlet(
    "New-Event",
    outputs="System.Management.Automation.PSEventArgs",
    error_name="Microsoft.PowerShell.Commands.NewEventCommand",
)
class NewEvent(Cmdlet):
    """Raise an event: the actions of its subscribers run; without one it waits for Get-Event."""

    source_identifier = Param("string", mandatory=True, position=0, help="The event's name.")
    sender = Param("psobject", position=1, help="Who raises it: $Sender in actions.")
    event_arguments = Param("object[]", position=2, help="Its arguments: $args in actions.")
    message_data = Param("psobject", position=3, help="Data: $Event.MessageData in actions.")
    examples = (Example("$null = New-Event Done -MessageData 5; (Get-Event Done).MessageData", "5", result="5"),)

    def process(self) -> Output:
        name, arguments = to_text(self.source_identifier), as_list(self.event_arguments)
        return [events_of(self.session).raise_event(name, self.sender, arguments, self.message_data)]
