from __future__ import annotations

from ...declare.cmdlet import Example, cmdlet
from ...engine.pipeline.cmdlet import Output
from ..api import ApiParams
from .params import message_id_param, thread_id_param


@cmdlet("Remove-ThreadMessage")
class RemoveThreadMessage(ApiParams):
    """Delete a message of a thread."""

    thread_id = thread_id_param(position=None)
    message_id = message_id_param()

    examples = (Example("Remove-ThreadMessage msg_abc123 -ThreadId thread_abc123", "Deletes a message.", run=False),)

    def process(self) -> Output:
        self.call("thread.message", {"thread_id": self.thread_id, "message_id": self.message_id}, "DELETE")
        return None
