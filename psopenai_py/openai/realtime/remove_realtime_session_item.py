from __future__ import annotations

from ...declare.cmdlet import Example, Failure, Param, cmdlet
from ...declare.validators import ValidateNotNullOrEmpty
from ...engine.pipeline.cmdlet import Objects
from .client_events import IN_SHELLS, Sending, event_id_param, with_id


@cmdlet("Remove-RealtimeSessionItem", all_positional=True)
class RemoveRealtimeSessionItem(Sending):
    """Remove an item from the conversation of the realtime session."""

    event_id = event_id_param()
    item_id = Param(
        "string", mandatory=True, validators=(ValidateNotNullOrEmpty(),), help="The id of the item, such as item_1."
    )

    examples = (
        Example(
            "Connect-RealtimeSession; Add-RealtimeSessionItem 'Hello' -ItemId item_1; "
            "Remove-RealtimeSessionItem -ItemId item_1; Disconnect-RealtimeSession",
            "Adds a message and removes it.",
        ),
    )
    failures = (
        Failure(
            "Remove-RealtimeSessionItem -ItemId item_1",
            "Remove-RealtimeSessionItem: No realtime session is open. Open one with Connect-RealtimeSession.",
            "NoRealtimeSession,Remove-RealtimeSessionItem",
            about=IN_SHELLS,
        ),
    )
    remarks = "Removing costs nothing, and makes later answers cheaper."

    def process(self) -> Objects:
        yield from self.put(with_id(self, {"type": "conversation.item.delete", "item_id": self.item_id}))
