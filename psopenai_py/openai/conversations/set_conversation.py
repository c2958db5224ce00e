from __future__ import annotations

from ...declare.cmdlet import Example, Failure, cmdlet
from ...engine.pipeline.cmdlet import Objects
from ..api import ApiParams
from ..body import to_table
from ..params import metadata_param
from .conversation import TYPE_NAME, conversation, conversation_id_param


@cmdlet("Set-Conversation", outputs=TYPE_NAME)
class SetConversation(ApiParams):
    """Change the metadata of a conversation."""

    conversation_id = conversation_id_param()
    meta_data = metadata_param("the conversation", mandatory=True)

    examples = (
        Example(
            "Set-Conversation conv_abc123 -MetaData @{ team = 'docs' }",
            "Sets its metadata.",
            result=(
                "id         : conv_abc123\n"
                "object     : conversation\n"
                "metadata   : @{team=docs}\n"
                "created_at : 11/28/2026 7:14:24 PM\n"
                "Items      : {}"
            ),
        ),
        Example(
            "New-Conversation | Set-Conversation -MetaData @{ team = 'docs'; topic = 'batches' }",
            "Creates a conversation and sets its metadata.",
        ),
    )
    failures = (
        Failure(
            "Set-Conversation conv_gone -MetaData @{ team = 'docs' }",
            "Set-Conversation: The service answered 404: No conversation found with id 'conv_gone'.",
            "PSOpenAI.APIRequest.NotFoundException,Invoke-OpenAIAPIRequest",
        ),
    )
    remarks = "Changing costs nothing. There are 16 pairs at most; a key has 64 characters, a value 512."

    def process(self) -> Objects:
        ids, body = {"conversation_id": self.conversation_id}, {"metadata": to_table(self.meta_data)}
        yield conversation(self.call("conversation", ids, "POST", body=body).json())
