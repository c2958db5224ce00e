from __future__ import annotations

from ...declare.cmdlet import Example, cmdlet
from ..resources import Remove
from .thread import thread_id_param


@cmdlet("Remove-Thread")
class RemoveThread(Remove):
    """Delete a thread."""

    endpoint = "thread"
    ids = ("thread_id",)

    thread_id = thread_id_param()

    examples = (Example("Remove-Thread thread_abc123", "Deletes a thread."),)
