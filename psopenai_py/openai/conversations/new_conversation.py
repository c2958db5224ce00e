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
        Example("New-Conversation -MetaData @{ team = 'docs' }", "Creates a conversation."),
        Example("$c = New-Conversation; Request-Response 'Hello' -Conversation $c.id", "Asks in a conversation."),
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
