from __future__ import annotations

from ...declare.cmdlet import Example, Failure, cmdlet
from ..resources import Remove
from .conversation import conversation_id_param


@cmdlet("Remove-Conversation")
class RemoveConversation(Remove):
    """Delete a conversation. The service keeps its items."""

    endpoint = "conversation"
    ids = ("conversation_id",)

    conversation_id = conversation_id_param()

    examples = (
        Example("Remove-Conversation conv_abc123", "Deletes a conversation."),
        Example(
            "New-Conversation | Remove-Conversation",
            "Creates a conversation and deletes it.",
        ),
    )
    failures = (
        Failure(
            "Remove-Conversation conv_gone",
            "Remove-Conversation: The service answered 404: No conversation found with id 'conv_gone'.",
            "PSOpenAI.APIRequest.NotFoundException,Invoke-OpenAIAPIRequest",
        ),
    )
