from __future__ import annotations

from typing import Any

from ...declare.cmdlet import Example, Failure, Param, cmdlet
from ...declare.validators import ValidateNotNullOrEmpty, ValidateRange, ValidateSet
from ...engine.pipeline.cmdlet import Objects
from ..api import ENDED_WARNING
from ..assistants.assistant import ModelParams, code_files_param, search_stores_param, tool_resources
from ..body import bound_fields
from ..params import id_param, image_detail_param, lower_case, stream_param
from ..streaming import events, with_information
from .message import content, images_param, message_param, role_param, seed_messages
from .runs import RUN, include_param, run_object, texts
from .thread import thread_id_param

LARGEST_INT = 2**31 - 1
FIELDS = {
    "Model": "model",
    "AdditionalInstructions": "additional_instructions",
    "MaxPromptTokens": "max_prompt_tokens",
    "MaxCompletionTokens": "max_completion_tokens",
    "ParallelToolCalls": "parallel_tool_calls",
}
MODES = frozenset(("none", "auto", "required"))


@cmdlet(
    "Start-ThreadRun",
    default_set="ThreadAndRun",
    outputs=RUN,
    order=("AssistantId Model..ReasoningEffort", "Functions ParallelToolCalls MetaData", "TopP Stream"),
)
class StartThreadRun(ModelParams):
    """Run an assistant on a thread, or create a thread with a message and run it.

    What is not given is taken from the assistant. With -Stream, -TimeoutSec is the longest silence of the service.
    """

    thread_id = thread_id_param("Run_ThreadId")
    assistant_id = id_param(
        "The id of the assistant that answers.", "assistant_id", "Assistant", position=1, pipeline="property"
    )
    additional_instructions = Param(
        "string",
        set="Run_ThreadId",
        aliases=("additional_instructions",),
        help="Text to add behind the assistant's instructions, for this run only.",
    )
    additional_messages = Param(
        "object[]",
        set=("ThreadAndRun", "Run_ThreadId"),
        aliases=("additional_messages",),
        help="Messages to add before the run: texts of the user, or objects with role and content.",
    )
    include = include_param("Run_ThreadId")
    message = message_param("ThreadAndRun")
    images = images_param("ThreadAndRun")
    image_detail = image_detail_param("ThreadAndRun")
    role = role_param("ThreadAndRun")
    file_ids_for_code_interpreter = code_files_param("ThreadAndRun")
    vector_stores_for_file_search = search_stores_param("ThreadAndRun")
    max_prompt_tokens = Param(
        "int",
        aliases=("max_prompt_tokens",),
        validators=(ValidateRange(256, LARGEST_INT),),
        help="The maximum number of prompt tokens of the run.",
    )
    max_completion_tokens = Param(
        "int",
        aliases=("max_completion_tokens",),
        validators=(ValidateRange(256, LARGEST_INT),),
        help="The maximum number of completion tokens of the run.",
    )
    truncation_strategy_type = Param(
        "string",
        aliases=("truncation_strategy",),
        validators=(ValidateSet(("auto", "last_messages")),),
        transform=lower_case,
        default="auto",
        help="Which messages of a long thread are read: auto, or only the last ones (last_messages).",
    )
    truncation_strategy_last_messages = Param(
        "int",
        aliases=("last_messages",),
        validators=(ValidateRange(1, LARGEST_INT),),
        default=1,
        help="How many of the last messages are read.",
    )
    tool_choice = Param(
        "string",
        aliases=("tool_choice",),
        completions=("none", "auto", "required", "code_interpreter", "file_search", "function"),
        transform=lower_case,
        help="Whether the model uses a tool, and which one.",
    )
    tool_choice_function_name = Param(
        "string", validators=(ValidateNotNullOrEmpty(),), help="The function to call where -ToolChoice is function."
    )
    parallel_tool_calls = Param(
        "switch", aliases=("parallel_tool_calls",), help="Let the model request several calls at once."
    )
    stream = stream_param()

    examples = (
        Example(
            "Start-ThreadRun thread_abc123 asst_abc123 | Receive-ThreadRun -Wait",
            "Runs a thread.",
            result=(
                "id             : thread_abc123\n"
                "object         : thread\n"
                "metadata       :\n"
                "tool_resources :\n"
                "created_at     : 11/28/2026 7:14:50 PM\n"
                "Messages       : {msg_abc123, msg_b526aef1a341cfe6e5c377ed, msg_84768ddee659efeafdeb972b}"
            ),
        ),
        Example(
            "Start-ThreadRun -AssistantId asst_abc123 -Message 'Hello' -Stream",
            "Asks, and shows the answer as it is written.",
            result="Hello",
        ),
    )
    failures = (
        Failure(
            "Start-ThreadRun thread_abc123 asst_gone",
            "Start-ThreadRun: The service answered 404: No assistant found with id 'asst_gone'.",
            "PSOpenAI.APIRequest.NotFoundException,Invoke-OpenAIAPIRequest",
        ),
    )
    remarks = (
        "The service charges for the tokens of the thread and of the answer; usage of the run counts them. Tools "
        "are charged beside that. Nothing is polled here: Wait-ThreadRun does that.\n\n"
    ) + ENDED_WARNING

    def process(self) -> Objects:
        body = self._body()
        if body is None:
            return
        endpoint, ids, query = "threads.runs", None, None
        if self.set_name == "Run_ThreadId":
            endpoint, ids = "thread.runs", {"thread_id": self.thread_id}
            query = bound_fields(self, {"Include": "include[]"})
        if self.stream:
            streamed = events(self, endpoint, {**body, "stream": True}, ids, query)
            yield from streamed if self.wants_raw else with_information(self, texts(self, streamed))
            return
        answer = self.call(endpoint, ids, "POST", query=query, body=body)
        yield answer.text if self.wants_raw else run_object(answer.json())

    def _body(self) -> dict[str, Any] | None:
        """The run, with its thread if it creates one; None, after an error, if -ToolChoice is not complete."""
        body: dict[str, Any] = {
            "assistant_id": self.assistant_id,
            **bound_fields(self, FIELDS),
            **self.model_fields(),
            **tool_resources(self.file_ids_for_code_interpreter, self.vector_stores_for_file_search),
            **self._truncation(),
        }
        if self.is_bound("ToolChoice"):
            choice = self._tool_choice()
            if choice is None:
                return None
            body["tool_choice"] = choice
        messages = list(seed_messages(self, self.additional_messages))
        if self.set_name == "ThreadAndRun":
            messages.append({"role": self.role, "content": content(self.message, self.images, self.image_detail)})
            body["thread"] = {"messages": messages}
        elif messages:
            body["additional_messages"] = messages
        return body

    def _truncation(self) -> dict[str, Any]:
        last = self.is_bound("TruncationStrategyLastMessages")
        if not last and not self.is_bound("TruncationStrategyType"):
            return {}
        count = self.truncation_strategy_last_messages if last else None
        return {"truncation_strategy": {"type": self.truncation_strategy_type, "last_messages": count}}

    def _tool_choice(self) -> Any:
        if self.tool_choice in MODES:
            return self.tool_choice
        if self.tool_choice != "function":
            return {"type": self.tool_choice}
        if self.tool_choice_function_name:
            return {"type": "function", "function": {"name": self.tool_choice_function_name}}
        self.fail(
            "System.ArgumentException",
            "-ToolChoice function needs a function name: give it with -ToolChoiceFunctionName.",
            "NotSpecified",
            None,
            "System.ArgumentException",
        )
        return None
