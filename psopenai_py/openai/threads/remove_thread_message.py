from __future__ import annotations

from ...declare.cmdlet import Example, Failure, cmdlet
from ..api import ENDED_WARNING
from ..resources import Remove
from .message import message_id_param
from .thread import thread_id_param


@cmdlet("Remove-ThreadMessage")
class RemoveThreadMessage(Remove):
    """Delete a message of a thread."""

    endpoint = "thread.message"
    ids = ("thread_id", "message_id")

    thread_id = thread_id_param(position=None)
    message_id = message_id_param()

    examples = (
        Example("Remove-ThreadMessage msg_abc123 -ThreadId thread_abc123", "Deletes a message."),
        Example(
            "Get-ThreadMessage thread_abc123 -All | ForEach-Object { Remove-ThreadMessage $_.id -ThreadId "
            "thread_abc123 }",
            "Deletes all messages, and keeps the thread.",
        ),
    )
    failures = (
        Failure(
            "Remove-ThreadMessage msg_gone -ThreadId thread_abc123",
            "Remove-ThreadMessage: The service answered 404: No message found with id 'msg_gone'.",
            "PSOpenAI.APIRequest.NotFoundException,Invoke-OpenAIAPIRequest",
        ),
    )
    remarks = Remove.remarks + "\n\n" + ENDED_WARNING
