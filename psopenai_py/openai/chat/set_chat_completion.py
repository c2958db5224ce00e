from __future__ import annotations

from ...declare.cmdlet import Example, Failure, cmdlet
from ...engine.pipeline.cmdlet import Objects
from ..api import ApiParams
from ..body import to_table
from ..params import id_param, metadata_param
from .completion import completion


@cmdlet("Set-ChatCompletion", outputs="PSOpenAI.Chat.Completion")
class SetChatCompletion(ApiParams):
    """Change the metadata of a stored chat completion."""

    completion_id = id_param(
        "The id of a stored completion, such as chatcmpl-abc123.",
        "Id",
        "InputObject",
        "completion_id",
        "Completion",
        of=("PSOpenAI.Chat.Completion",),
    )
    meta_data = metadata_param("the completion", mandatory=True)

    examples = (
        Example("Set-ChatCompletion chatcmpl-abc123 -MetaData @{ team = 'docs' }", "Sets its metadata."),
        Example(
            "Get-ChatCompletion -All | Set-ChatCompletion -MetaData @{ checked = 'yes' }",
            "Marks all stored completions.",
        ),
    )
    failures = (
        Failure(
            "Set-ChatCompletion chatcmpl-gone -MetaData @{ team = 'docs' }",
            "Set-ChatCompletion: The service answered 404: No chat completion found with id 'chatcmpl-gone'.",
            "PSOpenAI.APIRequest.NotFoundException,Invoke-OpenAIAPIRequest",
        ),
    )
    remarks = "Changing costs nothing. There are 16 pairs at most; a key has 64 characters, a value 512."

    def process(self) -> Objects:
        ids = {"completion_id": self.completion_id}
        data = self.call("chat.completion", ids, "POST", body={"metadata": to_table(self.meta_data)}).json()
        yield completion(data, [])
