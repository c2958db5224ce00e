from __future__ import annotations

from ...declare.cmdlet import Example, Failure, cmdlet
from ..params import id_param
from ..resources import Remove


@cmdlet("Remove-ChatCompletion")
class RemoveChatCompletion(Remove):
    """Delete a stored chat completion."""

    endpoint = "chat.completion"
    ids = ("completion_id",)

    completion_id = id_param(
        "The id of a stored completion, such as chatcmpl-abc123.",
        "Id",
        "InputObject",
        "completion_id",
        "Completion",
        of=("PSOpenAI.Chat.Completion",),
    )

    examples = (
        Example("Remove-ChatCompletion chatcmpl-abc123", "Deletes it."),
        Example(
            "Get-ChatCompletion -All | Remove-ChatCompletion",
            "Deletes all stored completions.",
        ),
    )
    failures = (
        Failure(
            "Remove-ChatCompletion chatcmpl-gone",
            "Remove-ChatCompletion: The service answered 404: No chat completion found with id 'chatcmpl-gone'.",
            "PSOpenAI.APIRequest.NotFoundException,Invoke-OpenAIAPIRequest",
        ),
    )
