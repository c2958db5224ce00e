from __future__ import annotations

from ...declare.cmdlet import Example, Failure, cmdlet
from ..api import ENDED_WARNING
from ..resources import Remove
from .thread import thread_id_param


@cmdlet("Remove-Thread")
class RemoveThread(Remove):
    """Delete a thread."""

    endpoint = "thread"
    ids = ("thread_id",)

    thread_id = thread_id_param()

    examples = (
        Example("Remove-Thread thread_abc123", "Deletes a thread."),
        Example(
            "New-Thread | Remove-Thread",
            "Creates a thread and deletes it.",
        ),
    )
    failures = (
        Failure(
            "Remove-Thread thread_gone",
            "Remove-Thread: The service answered 404: No thread found with id 'thread_gone'.",
            "PSOpenAI.APIRequest.NotFoundException,Invoke-OpenAIAPIRequest",
        ),
    )
    remarks = Remove.remarks + "\n\n" + ENDED_WARNING
