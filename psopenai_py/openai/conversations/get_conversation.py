from __future__ import annotations

from ...declare.cmdlet import Example, Param, cmdlet
from ...engine.pipeline.cmdlet import Objects
from ..api import ApiParams
from .conversation import TYPE_NAME, conversation_id_param, fetch


@cmdlet("Get-Conversation", outputs=TYPE_NAME)
class GetConversation(ApiParams):
    """Get a conversation with all its items."""

    conversation_id = conversation_id_param()
    primitive = Param("switch", hidden=True, help="Leave out the items; this saves a request.")

    examples = (Example("(Get-Conversation conv_abc123).Items", "Shows the text."),)

    def process(self) -> Objects:
        yield fetch(self, self.conversation_id, with_items=not self.primitive)
