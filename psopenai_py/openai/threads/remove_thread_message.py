from __future__ import annotations

from ...declare.cmdlet import Example, cmdlet
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

    examples = (Example("Remove-ThreadMessage msg_abc123 -ThreadId thread_abc123", "Deletes a message."),)
