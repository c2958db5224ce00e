from __future__ import annotations

from ...declare.cmdlet import Example, Failure, Param, cmdlet
from ...engine.pipeline.cmdlet import Objects
from ..api import ENDED_WARNING, ApiParams
from .thread import TYPE_NAME, fetch_thread, thread_id_param


@cmdlet("Get-Thread", outputs=TYPE_NAME, order=("Organization Primitive",))
class GetThread(ApiParams):
    """Get a thread with its messages."""

    thread_id = thread_id_param()
    primitive = Param("switch", hidden=True, help="Leave out the messages; this saves requests.")

    examples = (
        Example(
            "(Get-Thread thread_abc123).Messages.SimpleContent",
            "Shows the text.",
            result="Role Type Content\n---- ---- -------\nuser text Hello",
        ),
        Example(
            "Get-Thread thread_abc123 -Primitive",
            "Shows the thread alone, in one call.",
            result=(
                "id             : thread_abc123\n"
                "object         : thread\n"
                "metadata       :\n"
                "tool_resources :\n"
                "created_at     : 11/28/2026 7:14:47 PM\n"
                "Messages       : {}"
            ),
        ),
    )
    failures = (
        Failure(
            "Get-Thread thread_gone",
            "Get-Thread: The service answered 404: No thread found with id 'thread_gone'.",
            "PSOpenAI.APIRequest.NotFoundException,Invoke-OpenAIAPIRequest",
        ),
    )
    remarks = (
        "Reading costs nothing. The messages are fetched page by page; -Primitive leaves them out.\n\n"
    ) + ENDED_WARNING

    def process(self) -> Objects:
        yield fetch_thread(self, self.thread_id, with_messages=not self.primitive)
