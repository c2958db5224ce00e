from __future__ import annotations

from ...declare.cmdlet import Example, cmdlet
from ...engine.pipeline.cmdlet import Output
from ..api import ApiParams
from .params import thread_id_param


@cmdlet("Remove-Thread")
class RemoveThread(ApiParams):
    """Delete a thread."""

    thread_id = thread_id_param()

    examples = (Example("Remove-Thread thread_abc123", "Deletes a thread.", run=False),)

    def process(self) -> Output:
        self.call("thread", {"thread_id": self.thread_id}, "DELETE")
        return None
