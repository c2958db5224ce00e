from __future__ import annotations

from typing import Any

from ...declare.cmdlet import Example, Failure, Param, cmdlet
from ...dotnet.model.types import Value
from ...engine.pipeline.cmdlet import Objects
from ...engine.values.objects import plain_data
from ..body import to_plain
from ..objects import REQUEST_TYPE, to_object
from .body import response_body
from .chat_input import as_response
from .request_response import RequestResponse

TYPE_NAME = "PSOpenAI.Response.InputTokens"
#: what counts towards the input; the service refuses any other field
COUNTED = (
    "model", "input", "previous_response_id", "conversation", "instructions", "tools", "tool_choice",
    "parallel_tool_calls", "text", "reasoning", "truncation",
)  # fmt: skip


@cmdlet("Measure-ResponseInput", outputs=TYPE_NAME)
class MeasureResponseInput(RequestResponse):
    """Count the input tokens of a request before it is paid for.

    It takes the parameters of Request-Response: the same line with the other name counts instead of asking. Requests of
    a batch can be piped in, too; each is counted by itself. The count of a chat completion is that of the same
    conversation as a response. No model answers, and nothing is charged.
    """

    batch_input = Param(
        "object",
        pipeline="value",
        of=REQUEST_TYPE,
        aliases=("Request",),
        help="A request of a batch, as -AsBatch returns it.",
    )

    # nothing is answered, so there is nothing to stream, to keep or to put into a batch
    stream = background = as_batch = output_raw_response = False
    stream_output_type = custom_batch_id = stream_options = None

    examples = (
        Example(
            "(Measure-ResponseInput 'What is a monad?').input_tokens", "Counts the tokens of a question.", result="5"
        ),
        Example(
            "Get-Content ./prompts.txt | ForEach-Object { Request-Response $_ -AsBatch } | Measure-ResponseInput | "
            "Measure-Object input_tokens -Sum | Select-Object -ExpandProperty Sum",
            "Adds up the tokens of a batch before it is started.",
            result="3",
        ),
    )
    failures = (
        Failure(
            "Measure-ResponseInput 'Hello' -Temperature 3",
            "Measure-ResponseInput: the value of -Temperature is not accepted: 3 is outside of 0 to 2.",
            "ParameterArgumentValidationError,Measure-ResponseInput",
            exit_code=2,
        ),
    )
    remarks = "Counting costs nothing. Each request is one call."

    def process(self) -> Objects:
        if self.is_bound("BatchInput"):
            request = plain_data(self.batch_input)
            with self.each_on_its_own(request.get("custom_id")):
                yield self._measured(self._body_of(request), request.get("custom_id"))
            return
        items = self.input_items()
        if not items and not self.conversation and not self.previous_response_id and not self.instructions:
            self.nothing_to_send()
            return
        yield self._measured({**response_body(self), "input": to_plain(items)})

    def _body_of(self, request: dict[str, Any]) -> dict[str, Any]:
        """The body of a batch's request as that of a response."""
        url, body = str(request.get("url")), request.get("body")
        if isinstance(body, dict) and url.endswith("/responses"):
            return body
        if isinstance(body, dict) and url.endswith("/chat/completions"):
            return as_response(body)
        raise self.stop_with(
            "NotMeasurable",
            f"The request for {url} cannot be measured: the service counts responses and chat completions only.",
            "InvalidArgument",
            request.get("custom_id"),
            "System.ArgumentException",
        )

    def _measured(self, body: dict[str, Any], custom_id: Any = None) -> Value:
        counted = {name: body[name] for name in COUNTED if name in body}
        data = self.call("responses.input_tokens", method="POST", body=counted).json()
        more = {"custom_id": custom_id} if custom_id is not None else {}
        return to_object({**more, "model": body.get("model"), **data}, TYPE_NAME)
