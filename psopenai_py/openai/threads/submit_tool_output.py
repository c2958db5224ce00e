from __future__ import annotations

from typing import Any

from ...declare.cmdlet import Example, Failure, Param, cmdlet
from ...declare.validators import ValidateSet
from ...engine.members.members import get_member
from ...engine.pipeline.cmdlet import Objects
from ...engine.values.enumeration import as_list
from ...engine.values.text import to_text
from ..api import ENDED_WARNING
from ..params import stream_param
from ..streaming import events, with_information
from .runs import RUN, RunTarget, fetch_run, run_id_param, run_object, run_param, texts, thread_of_run_param

ENDPOINT = "thread.run.submit_tool_outputs"


@cmdlet("Submit-ToolOutput", outputs=RUN)
class SubmitToolOutput(RunTarget):
    """Send a run the results of the functions that it requested.

    With -Stream, -TimeoutSec is the longest silence of the service.
    """

    run = run_param("Run")
    run_id = run_id_param("Id")
    thread_id = thread_of_run_param("Id")
    tool_output = Param(
        "IDictionary[]",
        mandatory=True,
        allow_empty_collection=True,
        help="The results, each with tool_call_id and output.",
    )
    stream = stream_param()
    format = Param(
        "string",
        validators=(ValidateSet(("default", "raw_response")),),
        default="default",
        help="raw_response returns the service's own text.",
    )

    examples = (
        Example(
            "$call = $run.required_action.submit_tool_outputs.tool_calls[0];"
            " $run | Submit-ToolOutput -ToolOutput @{ tool_call_id = $call.id; output = '22 C' }",
            "Answers a run that requires an action.",
        ),
        Example(
            "$id = $run.required_action.submit_tool_outputs.tool_calls[0].id; Submit-ToolOutput $run.id "
            "$run.thread_id -ToolOutput @{ tool_call_id = $id; output = '22 C' } | Wait-ThreadRun",
            "Answers a run by its ids and waits until it has ended.",
        ),
    )
    failures = (
        Failure(
            "Submit-ToolOutput run_gone thread_abc123 -ToolOutput @{ tool_call_id = 'call_1'; output = '22 C' }",
            "Submit-ToolOutput: The service answered 404: No run found with id 'run_gone'.",
            "NotFoundException,Submit-ToolOutput",
        ),
    )
    remarks = (
        "The run goes on and is charged for its tokens. A run that waits for results expires after ten minutes.\n\n"
    ) + ENDED_WARNING

    def process(self) -> Objects:
        key = self.run_key()
        if key is None:
            return
        with self.each_on_its_own(key.run_id):
            run = run_object(fetch_run(self, key)) if self.set_name == "Id" else self.run
            status, action = get_member(run, "status"), get_member(get_member(run, "required_action"), "type")
            if status != "requires_action" or action != "submit_tool_outputs":
                self.fail(
                    "System.InvalidOperationException",
                    f"The run {key.run_id} does not require outputs of tools: its status is '{to_text(status)}'.",
                    "NotSpecified",
                    key.run_id,
                    "System.InvalidOperationException",
                )
                return
            body: dict[str, Any] = {"tool_outputs": self._outputs()}
            raw = self.format.lower() == "raw_response"
            if self.stream:
                streamed = events(self, ENDPOINT, {**body, "stream": True}, key.path)
                yield from streamed if raw else with_information(self, texts(self, streamed))
                return
            answer = self.call(ENDPOINT, key.path, "POST", body=body)
            yield answer.text if raw else run_object(answer.json())

    def _outputs(self) -> list[dict[str, str]]:
        found = []
        for given in as_list(self.tool_output):
            call_id, output = get_member(given, "tool_call_id"), get_member(given, "output")
            if call_id and output is not None:
                found.append({"tool_call_id": to_text(call_id), "output": to_text(output)})
            else:
                self.fail(
                    "System.ArgumentException",
                    "-ToolOutput: a result needs tool_call_id and output; it is left out.",
                    "NotSpecified",
                    given,
                    "System.ArgumentException",
                )
        return found
