from __future__ import annotations

from ...declare.cmdlet import Example, cmdlet
from ...engine.pipeline.cmdlet import Output
from ..api import ApiParams
from .params import conversation_id_param, item_id_param


@cmdlet("Remove-ConversationItem")
class RemoveConversationItem(ApiParams):
    """Delete an item of a conversation."""

    conversation_id = conversation_id_param(position=None)
    item_id = item_id_param()

    examples = (
        Example("Remove-ConversationItem msg_abc123 -ConversationId conv_abc123", "Deletes a message.", run=False),
    )

    def process(self) -> Output:
        self.call("conversation.item", {"conversation_id": self.conversation_id, "item_id": self.item_id}, "DELETE")
        return None
