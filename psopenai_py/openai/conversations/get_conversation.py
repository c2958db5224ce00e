from __future__ import annotations

from ...declare.cmdlet import Example, Failure, Param, cmdlet
from ...engine.pipeline.cmdlet import Objects
from ..api import ApiParams
from .conversation import TYPE_NAME, conversation_id_param, fetch


@cmdlet("Get-Conversation", outputs=TYPE_NAME)
class GetConversation(ApiParams):
    """Get a conversation with all its items."""

    conversation_id = conversation_id_param()
    primitive = Param("switch", hidden=True, help="Leave out the items; this saves a request.")

    examples = (
        Example(
            "(Get-Conversation conv_abc123).Items",
            "Shows the text.",
            result=(
                "role    : user\n"
                "content : {@{type=input_text; text=Hello}}\n"
                "type    : message\n"
                "status  : completed\n"
                "id      : msg_abc123"
            ),
        ),
        Example(
            "Get-Conversation conv_abc123 -Primitive",
            "Shows the conversation alone, in one call.",
            result=(
                "id         : conv_abc123\n"
                "object     : conversation\n"
                "metadata   :\n"
                "created_at : 11/28/2026 7:14:24 PM\n"
                "Items      : {}"
            ),
        ),
    )
    failures = (
        Failure(
            "Get-Conversation conv_gone",
            "Get-Conversation: The service answered 404: No conversation found with id 'conv_gone'.",
            "PSOpenAI.APIRequest.NotFoundException,Invoke-OpenAIAPIRequest",
        ),
    )
    remarks = """\
    Reading costs nothing. The items are fetched page by page, 100 at a time; -Primitive leaves them out.
    """

    def process(self) -> Objects:
        yield fetch(self, self.conversation_id, with_items=not self.primitive)
