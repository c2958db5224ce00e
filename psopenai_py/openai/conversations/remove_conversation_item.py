from __future__ import annotations

from ...declare.cmdlet import Example, Failure, cmdlet
from ..resources import Remove
from .conversation import conversation_id_param, item_id_param


@cmdlet("Remove-ConversationItem")
class RemoveConversationItem(Remove):
    """Delete an item of a conversation."""

    endpoint = "conversation.item"
    ids = ("conversation_id", "item_id")

    conversation_id = conversation_id_param(position=None)
    item_id = item_id_param()

    examples = (
        Example("Remove-ConversationItem msg_abc123 -ConversationId conv_abc123", "Deletes a message."),
        Example(
            "Get-ConversationItem conv_abc123 -All | ForEach-Object { Remove-ConversationItem $_.id "
            "-ConversationId conv_abc123 }",
            "Deletes all items, and keeps the conversation.",
        ),
    )
    failures = (
        Failure(
            "Remove-ConversationItem msg_gone -ConversationId conv_abc123",
            "Remove-ConversationItem: The service answered 404: Item with id 'msg_gone' not found in the conversation.",
            "PSOpenAI.APIRequest.NotFoundException,Invoke-OpenAIAPIRequest",
        ),
    )
