from __future__ import annotations

from ...declare.cmdlet import Example, Failure, Param, cmdlet
from ...engine.pipeline.cmdlet import Objects
from ..api import ApiParams
from ..body import bound_fields
from ..params import changed_id_param, metadata_param
from .conversation import TYPE_NAME, conversation


@cmdlet("New-Conversation", outputs=TYPE_NAME)
class NewConversation(ApiParams):
    """Create a conversation that the service stores.

    Request-Response continues it with -Conversation.
    """

    conversation_id = changed_id_param(TYPE_NAME, "conversation", "Conversation", position=0)
    items = Param("object[]", position=1, hidden=True, help="The items that it starts with.")
    meta_data = metadata_param("the conversation", position=2)

    examples = (
        Example(
            "New-Conversation -MetaData @{ team = 'docs' }",
            "Creates a conversation.",
            result=(
                "id         : conv_b49dd58a04c1bcab2e4beea9\n"
                "object     : conversation\n"
                "metadata   : @{team=docs}\n"
                "created_at : 11/28/2026 7:14:23 PM\n"
                "Items      : {}"
            ),
        ),
        Example(
            "$c = New-Conversation; Request-Response 'Hello' -Conversation $c.id",
            "Asks in a conversation.",
            result=(
                "id                   : resp_4e7f70f27a1d66d0802f7e19\n"
                "object               : response\n"
                "created_at           : 3/26/2024 5:44:14 PM\n"
                "status               : completed\n"
                "usage                : @{input_tokens=1; output_tokens=1; total_tokens=2}\n"
                "model                : gpt-5.4-mini\n"
                "instructions         :\n"
                "output               : message\n"
                "LastUserMessage      : Hello\n"
                "output_text          : Hello\n"
                "History              : {message, message}\n"
                "previous_response_id :"
            ),
        ),
    )
    failures = (
        Failure(
            "New-Conversation -Items 5",
            "New-Conversation: The service answered 400: items must be a list of items.",
            "PSOpenAI.APIRequest.BadRequestException,Invoke-OpenAIAPIRequest",
        ),
    )
    remarks = """\
    Creating costs nothing; the requests that use the conversation are charged. The service keeps it until you delete
    it. 20 items can be added at once.
    """

    def process(self) -> Objects:
        body = bound_fields(self, {"Items": "items", "MetaData": "metadata"})
        if self.conversation_id is None:
            answer = self.call("conversations", method="POST", body=body)
        else:
            answer = self.call("conversation", {"conversation_id": self.conversation_id}, "POST", body=body)
        yield conversation(answer.json())
