from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ...declare.cmdlet import Example, Failure, InSet, Param, cmdlet
from ...declare.validators import ValidateNotNullOrEmpty
from ...dotnet.model.types import Value
from ...engine.members.members import get_member
from ...engine.pipeline.cmdlet import Objects
from ...engine.values.objects import PSObject
from ...engine.values.text import to_text
from ..api import ENDED_WARNING
from ..body import bound_fields
from ..params import list_params, object_param
from ..resources import Listing
from .message import message
from .runs import RunKey, RunTarget, include_param, run_id_param, run_param, thread_of_run_param
from .step import TYPE_NAME, message_id_of, step

LISTS = ("List_RunId", "List_Run")


@cmdlet("Get-ThreadRunStep", outputs=TYPE_NAME)
class GetThreadRunStep(Listing, RunTarget):
    """Get one step of a run, or list its steps.

    The message that a step made is fetched for its SimpleContent.
    """

    run = run_param(("List_Run", "Get_Run"))
    run_id = run_id_param(("List_RunId", "Get_RunId"))
    thread_id = thread_of_run_param(("List_RunId", "Get_RunId"))
    step_id = Param(
        "string",
        sets={
            "Get_RunId": InSet(mandatory=True, position=2, by_property=True),
            "Get_Run": InSet(mandatory=True, position=1, by_property=True),
        },
        aliases=("step_id",),
        validators=(ValidateNotNullOrEmpty(),),
        help="The id of the step, such as step_abc123.",
    )
    step = object_param(TYPE_NAME, "The step to get again.", set="Get_RunStep")
    limit, all, after, before, order = list_params(LISTS)
    include = include_param()

    examples = (
        Example(
            "Get-ThreadRunStep run_abc123 thread_abc123",
            "Lists what a run did.",
            result=(
                "id            : step_9a2deff46ae163a6c486098a\n"
                "object        : thread.run.step\n"
                "run_id        : run_abc123\n"
                "assistant_id  : asst_abc123\n"
                "thread_id     : thread_abc123\n"
                "type          : message_creation\n"
                "status        : completed\n"
                "cancelled_at  :\n"
                "expired_at    :\n"
                "failed_at     :\n"
                "last_error    :\n"
                "step_details  : @{type=message_creation; message_creation=}\n"
                "usage         : @{prompt_tokens=1; completion_tokens=1; total_tokens=2}\n"
                "created_at    : 11/28/2026 7:14:52 PM\n"
                "completed_at  : 11/28/2026 7:14:52 PM\n"
                "SimpleContent : @{Role=assistant; Type=text; Content=Hello}"
            ),
        ),
        Example(
            "$run | Get-ThreadRunStep -All | Select-Object -ExpandProperty SimpleContent",
            "Shows the steps in short.",
            result="Role      Type Content\n----      ---- -------\nassistant text Hello",
        ),
    )
    failures = (
        Failure(
            "Get-ThreadRunStep run_gone thread_abc123",
            "Get-ThreadRunStep: The service answered 404: No run found with id 'run_gone'.",
            "NotFoundException,Get-ThreadRunStep",
        ),
    )
    remarks = f"{Listing.remarks} Each step that made a message takes a call for it.\n\n{ENDED_WARNING}"

    def process(self) -> Objects:
        key = self.key_of(self.step, "run_id") if self.set_name == "Get_RunStep" else self.run_key()
        if key is None:
            return
        with self.each_on_its_own(key.run_id):
            for data in self._found(key):
                yield step(data, self._said(key.thread_id, data))

    def _found(self, key: RunKey) -> Iterator[dict[str, Any]]:
        query = bound_fields(self, {"Include": "include[]"})
        if self.set_name in LISTS:
            yield from self.listed("thread.run.steps", key.path, **query)
            return
        step_id = to_text(get_member(self.step, "id")) if self.set_name == "Get_RunStep" else self.step_id
        yield self.call("thread.run.step", {**key.path, "step_id": step_id}, query=query).json()

    def _said(self, thread_id: str, data: dict[str, Any]) -> Value:
        """The content of the message that the step made; a message that cannot be fetched is a separate error."""
        message_id = message_id_of(data)
        if message_id is None:
            return None
        found: PSObject | None = None
        with self.each_on_its_own(message_id):
            found = message(self.call("thread.message", {"thread_id": thread_id, "message_id": message_id}).json())
        return None if found is None else found._props["SimpleContent"]
