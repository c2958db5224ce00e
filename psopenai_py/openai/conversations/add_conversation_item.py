from __future__ import annotations

from ...declare.cmdlet import Example, Failure, Param, cmdlet
from ...declare.validators import ValidateNotNullOrEmpty
from ...engine.pipeline.cmdlet import Objects
from ..body import to_plain
from ..responses.input_items import MessageParams
from .conversation import TYPE_NAME, conversation_id_param, fetch, include_param


@cmdlet("Add-ConversationItem", outputs=TYPE_NAME, order=("Files Include PassThru",))
class AddConversationItem(MessageParams):
    """Add messages, pictures and files to a conversation, without a request to a model."""

    conversation_id = conversation_id_param(position=None)
    message = Param(
        "string",
        position=0,
        pipeline="property",
        validators=(ValidateNotNullOrEmpty(),),
        help="The user's message.",
    )
    include = include_param()
    pass_thru = Param("switch", help="Return the conversation with all its items.")

    examples = (
        Example("Add-ConversationItem 'It rained.' -ConversationId conv_abc123", "Adds a message."),
        Example(
            "$c | Add-ConversationItem 'See this.' -Images ./a.png -PassThru",
            "Adds a picture.",
            result=(
                "id         : conv_b49dd58a04c1bcab2e4beea9\n"
                "object     : conversation\n"
                "metadata   :\n"
                "created_at : 11/28/2026 7:14:25 PM\n"
                "Items      : {msg_6fcc90f5b55878e6808402a5}"
            ),
        ),
    )
    failures = (
        Failure(
            "Add-ConversationItem 'It rained.' -ConversationId conv_gone",
            "Add-ConversationItem: The service answered 404: No conversation found with id 'conv_gone'.",
            "PSOpenAI.APIRequest.NotFoundException,Invoke-OpenAIAPIRequest",
        ),
    )
    remarks = """\
    Adding costs nothing, but what is added is charged with each later request of the conversation. 20 items can be
    added at once.
    """

    def process(self) -> Objects:
        items = self.message_items()
        if not items:
            self.nothing_to_send()
            return
        ids, query = {"conversation_id": self.conversation_id}, {"include[]": to_plain(self.include)}
        self.call("conversation.items", ids, "POST", query=query, body={"items": to_plain(items)})
        if self.pass_thru:
            yield fetch(self, self.conversation_id)
