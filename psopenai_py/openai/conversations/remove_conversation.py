from __future__ import annotations

from ...declare.cmdlet import Example, cmdlet
from ...engine.pipeline.cmdlet import Output
from ..api import ApiParams
from .params import conversation_id_param


@cmdlet("Remove-Conversation")
class RemoveConversation(ApiParams):
    """Delete a conversation. Its items stay with the service."""

    conversation_id = conversation_id_param()

    examples = (Example("Remove-Conversation conv_abc123", "Deletes a conversation.", run=False),)

    def process(self) -> Output:
        self.call("conversation", {"conversation_id": self.conversation_id}, "DELETE")
        return None
