from __future__ import annotations

from ...declare.cmdlet import Example, Param, cmdlet
from ...engine.pipeline.cmdlet import Objects
from ..api import ApiParams
from .thread import TYPE_NAME, fetch_thread, thread_id_param


@cmdlet("Get-Thread", outputs=TYPE_NAME, order=("Organization Primitive",))
class GetThread(ApiParams):
    """Get a thread with its messages."""

    thread_id = thread_id_param()
    primitive = Param("switch", hidden=True, help="Leave out the messages; this saves requests.")

    examples = (Example("(Get-Thread thread_abc123).Messages.SimpleContent", "Shows the text."),)

    def process(self) -> Objects:
        yield fetch_thread(self, self.thread_id, with_messages=not self.primitive)
