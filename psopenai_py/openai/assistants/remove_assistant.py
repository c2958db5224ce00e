from __future__ import annotations

from ...declare.cmdlet import Example, Failure, cmdlet
from ..api import ENDED_WARNING
from ..resources import Remove
from .assistant import assistant_id_param


@cmdlet("Remove-Assistant")
class RemoveAssistant(Remove):
    """Delete an assistant."""

    endpoint = "assistant"
    ids = ("assistant_id",)

    assistant_id = assistant_id_param()

    examples = (
        Example("Remove-Assistant asst_abc123", "Deletes an assistant."),
        Example(
            "Get-Assistant -All | Remove-Assistant",
            "Deletes all assistants.",
        ),
    )
    failures = (
        Failure(
            "Remove-Assistant asst_gone",
            "Remove-Assistant: The service answered 404: No assistant found with id 'asst_gone'.",
            "PSOpenAI.APIRequest.NotFoundException,Invoke-OpenAIAPIRequest",
        ),
    )
    remarks = Remove.remarks + "\n\n" + ENDED_WARNING
