from __future__ import annotations

from ...declare.cmdlet import Example, cmdlet
from ..resources import Remove
from .conversation import conversation_id_param, item_id_param


@cmdlet("Remove-ConversationItem")
class RemoveConversationItem(Remove):
    """Delete an item of a conversation."""

    endpoint = "conversation.item"
    ids = ("conversation_id", "item_id")

    conversation_id = conversation_id_param(position=None)
    item_id = item_id_param()

    examples = (Example("Remove-ConversationItem msg_abc123 -ConversationId conv_abc123", "Deletes a message."),)
