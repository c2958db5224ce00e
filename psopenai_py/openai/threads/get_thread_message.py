from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ...declare.cmdlet import Example, Failure, Param, cmdlet
from ...dotnet.model.types import Value
from ...engine.members.members import get_member
from ...engine.pipeline.cmdlet import Objects
from ..api import ENDED_WARNING
from ..params import list_params, object_param
from ..resources import Listing
from .message import TYPE_NAME, message, message_id_param
from .runs import RUN, RunTarget
from .thread import thread_id_param

LISTS = ("List_Run", "List_ThreadId")


@cmdlet("Get-ThreadMessage", default_set="List_ThreadId", outputs=TYPE_NAME)
class GetThreadMessage(Listing, RunTarget):
    """Get one message of a thread, or list its messages; those of one run, or of one step of a run."""

    thread_id = thread_id_param(("List_ThreadId", "Get_ThreadId"))
    message_id = message_id_param("Get_ThreadId", position=1)
    run_id = Param("string", set="List_ThreadId", aliases=("run_id",), help="List only the messages of this run.")
    run = object_param(RUN, "The run whose messages to list.", set="List_Run")
    step = object_param("PSOpenAI.Thread.Run.Step", "The step of a run whose message to get.", set="Get_RunStep")
    limit, all, after, before, order = list_params(LISTS)

    examples = (
        Example("Get-ThreadMessage thread_abc123 -All", "Lists the messages."),
        Example(
            "Get-ThreadMessage thread_abc123 msg_abc123",
            "Shows one message.",
            result=(
                "id            : msg_abc123\n"
                "object        : thread.message\n"
                "assistant_id  :\n"
                "thread_id     : thread_abc123\n"
                "run_id        :\n"
                "role          : user\n"
                "content       : {@{type=text; text=}}\n"
                "attachments   : {}\n"
                "metadata      :\n"
                "created_at    : 11/28/2026 7:14:49 PM\n"
                "SimpleContent : @{Role=user; Type=text; Content=Hello}"
            ),
        ),
        Example(
            "$run | Wait-ThreadRun | Get-ThreadMessage | ForEach-Object SimpleContent",
            "Shows what a run has said.",
            result="Role      Type Content\n----      ---- -------\nassistant text Hello",
        ),
    )
    failures = (
        Failure(
            "Get-ThreadMessage thread_abc123 msg_gone",
            "Get-ThreadMessage: The service answered 404: No message found with id 'msg_gone'.",
            "NotFoundException,Get-ThreadMessage",
        ),
    )
    remarks = Listing.remarks + "\n\n" + ENDED_WARNING

    def process(self) -> Objects:
        with self.each_on_its_own(self.message_id or self.thread_id):
            yield from map(message, self._found())

    def _found(self) -> Iterator[dict[str, Any]]:
        if self.set_name == "Get_ThreadId":
            yield self._one(self.thread_id, self.message_id)
        elif self.set_name == "Get_RunStep":
            created = get_member(get_member(self.step, "step_details"), "message_creation")
            message_id = get_member(created, "message_id")
            if message_id:  # a step that calls tools creates no message
                yield self._one(get_member(self.step, "thread_id"), message_id)
        elif self.set_name == "List_Run":
            key = self.run_key()
            if key is not None:
                yield from self.listed("thread.messages", {"thread_id": key.thread_id}, run_id=key.run_id)
        else:
            yield from self.listed("thread.messages", {"thread_id": self.thread_id}, run_id=self.run_id or None)

    def _one(self, thread_id: Value, message_id: Value) -> dict[str, Any]:
        ids = {"thread_id": thread_id, "message_id": message_id}
        data: dict[str, Any] = self.call("thread.message", ids).json()
        return data
