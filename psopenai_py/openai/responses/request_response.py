from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ...declare.cmdlet import Example, Failure, Param, cmdlet
from ...declare.validators import ValidateNotNullOrEmpty, ValidateRange, ValidateSet
from ...dotnet.model.types import Value
from ...engine.pipeline.cmdlet import Objects
from ..body import batch_input, to_plain
from ..model_names import DEFAULT_MODEL, RESPONSE_MODELS
from ..objects import from_json
from ..params import (
    batch_params,
    raw_response_param,
    reasoning_effort_param,
    service_params,
    stream_output_type_param,
    stream_param,
    temperature_param,
    top_p_param,
)
from ..request_options import RequestOptions
from ..schema import as_type
from ..streaming import LAST_RESPONSE, delta_of, event_of, events, flowing
from .body import response_body
from .input_items import InputParams
from .response import response
from .tools import ToolParams

ENDPOINT = "responses"
BATCH_URL = "/v1/responses"


@cmdlet(
    "Request-Response",
    outputs="PSOpenAI.Response",
    order=(
        "Role Model",
        "DeveloperMessage Instructions",
        "Files ToolChoice..OutputRawResponse",
        "MaxToolCalls Functions..UseApplyPatchTool",
        "Organization History",
    ),
)
class RequestResponse(RequestOptions, InputParams, ToolParams):
    """Ask a model through the responses API.

    The answer is in the property output_text, the whole conversation in History. Pipe a response into the next
    request to continue it. The service can keep the conversation too: see -PreviousResponseId and -Conversation.
    With -Stream, -TimeoutSec is the longest silence of the service.
    """

    model = Param(
        "string",
        pipeline="property",
        completions=RESPONSE_MODELS,
        default=DEFAULT_MODEL,
        help="The model that answers.",
    )
    instructions = Param(
        "string", help="Instructions for this response only; they do not become part of the conversation."
    )
    tool_choice = Param(
        "string",
        aliases=("tool_choice",),
        completions=("none", "auto", "required"),
        help="Whether the model uses a tool, and which one.",
    )
    parallel_tool_calls = Param(
        "bool", aliases=("parallel_tool_calls",), help="Whether the model may request several calls at once."
    )
    max_tool_calls = Param("int", aliases=("max_tool_calls",), help="The maximum number of calls of built-in tools.")
    conversation = Param(
        "string", aliases=("conversation_id",), help="The id of the conversation that the response belongs to."
    )
    previous_response_id = Param(
        "string", aliases=("previous_response_id",), help="The id of the response that this one follows."
    )
    prompt_id = Param("string", help="The id of a reusable prompt.")
    prompt_variables = Param("IDictionary", help="The values of the prompt's variables.")
    prompt_version = Param("string", help="Which version of the prompt is used, if not the current one.")
    include = Param(
        "string[]",
        completions=(
            "code_interpreter_call.outputs",
            "computer_call_output.output.image_url",
            "file_search_call.results",
            "message.input_image.image_url",
            "message.output_text.logprobs",
            "reasoning.encrypted_content",
        ),
        allow_empty_collection=True,
        help="Further data to return, by the service's names.",
    )
    truncation = Param(
        "string",
        completions=("auto", "disabled"),
        help="What happens when the conversation is too long: auto or disabled.",
    )
    temperature = temperature_param("float")
    top_logprobs = Param(
        "int",
        aliases=("top_logprobs",),
        validators=(ValidateRange(0, 20),),
        help="How many of the most likely tokens to return at each position.",
    )
    top_p = top_p_param("float")
    store = Param("bool", help="Whether the service stores the response.")
    background = Param("switch", help="Run the request in the background.")
    stream = stream_param()
    stream_output_type = stream_output_type_param()
    verbosity = Param("string", validators=(ValidateSet(("low", "medium", "high")),), help="How long the answer is.")
    reasoning_effort = reasoning_effort_param(aliases=())
    reasoning_summary = Param(
        "string",
        completions=("auto", "concise", "detailed"),
        help="Whether and how the model summarizes its reasoning.",
    )
    meta_data = Param("IDictionary", help="Pairs of key and text to keep with the response.")
    max_output_tokens = Param("int", aliases=("max_output_tokens",), help="The maximum number of tokens of the answer.")
    output_type = Param(
        "object",
        completions=("text", "json_schema", "json_object"),
        help="The format of the answer: text, json_object, json_schema, or a class.",
    )
    json_schema = Param("string", help="The schema of an answer in the format json_schema.")
    json_schema_name = Param("string", help="A name for the schema, which the service requires of json_schema.")
    json_schema_description = Param("string", help="What the answers are for; the model reads it.")
    json_schema_strict = Param("bool", help="Whether the answer must follow the schema exactly.")
    service_tier, prompt_cache_key, prompt_cache_retention, safety_identifier, user = service_params()
    as_batch, custom_batch_id = batch_params()
    output_raw_response = raw_response_param()
    reasoning_context = Param(
        "string",
        own=True,
        completions=("auto", "current_turn", "all_turns"),
        help="Which earlier reasoning the model sees: auto, current_turn or all_turns.",
    )
    reasoning_mode = Param(
        "string", own=True, completions=("standard", "pro"), help="How the model reasons: standard or pro."
    )
    prompt_cache_comparison_response_id = Param(
        "string",
        own=True,
        aliases=("comparison_response_id",),
        validators=(ValidateNotNullOrEmpty(),),
        help="The id of an earlier response: the answer says why less of its prompt was found in the cache.",
    )
    prompt_cache_prewarm = Param(
        "switch", own=True, aliases=("prewarm",), help="Prepare the cache of the prompt only; nothing is answered."
    )
    context_management = Param(
        "IDictionary[]",
        own=True,
        aliases=("context_management",),
        validators=(ValidateNotNullOrEmpty(),),
        help="What happens to a long conversation, as dictionaries with type and compact_threshold.",
    )
    compact_threshold = Param(
        "int",
        own=True,
        aliases=("compact_threshold",),
        validators=(ValidateRange(1000, 2**31 - 1),),
        help="The number of tokens from which on the service compacts the conversation; at least 1000.",
    )

    examples: tuple[Example, ...] = (
        Example(
            "Request-Response 'What is a monad?' | Select-Object -ExpandProperty output_text",
            "Asks a question.",
            result="What is a monad?",
        ),
        Example(
            "Request-Response 'Name a city.' | Request-Response 'And its country?'",
            "Asks two questions in one conversation.",
            result=(
                "id                   : resp_7afe528d5cb346fba93f312f\n"
                "object               : response\n"
                "created_at           : 3/26/2024 5:44:14 PM\n"
                "status               : completed\n"
                "usage                : @{input_tokens=12; output_tokens=4; total_tokens=16}\n"
                "model                : gpt-5.4-mini\n"
                "instructions         :\n"
                "output               : message\n"
                "LastUserMessage      : And its country?\n"
                "output_text          : And its country?\n"
                "History              : {message, message, message, message}\n"
                "previous_response_id :"
            ),
        ),
        Example("Request-Response 'What is new today?' -UseWebSearchTool", "Lets the model search the web."),
        Example("Request-Response 'Sum it up.' -Files ./report.pdf", "Asks about a file."),
        Example(
            'function Get-Weather { param([string]$City) "${City}: 22 C, sunny" }; (Request-Response \'How is the '
            "weather in Rome?' -Functions (New-ChatCompletionFunction Get-Weather)).output",
            "Offers the model a function. The call that it asks for is in output.",
        ),
        Example(
            "Request-Response 'What do these have in common?' -Images ./a.png, https://example.com/b.png",
            "Asks about two pictures: a file and an address.",
        ),
        Example(
            "$file = Add-OpenAIFile ./report.pdf -Purpose user_data; Request-Response 'Sum it up.' -Files $file.id",
            "Asks about a document.",
        ),
        Example(
            "Request-Response 'Hello' -ApiType Azure -ApiBase $env:AZURE_OPENAI_ENDPOINT -Model my-deployment",
            "Asks a deployment of Azure OpenAI.",
        ),
    )
    failures: tuple[Failure, ...] = (
        Failure(
            "Request-Response 'And then?' -PreviousResponseId resp_gone",
            "Request-Response: The service answered 400: Previous response with id 'resp_gone' not found.",
            "PSOpenAI.APIRequest.BadRequestException,Invoke-OpenAIAPIRequest",
        ),
        Failure(
            "Request-Response 'Hello' -StreamOptions @{ include_usage = $true }",
            "Request-Response: -StreamOptions is for a streamed answer: add -Stream.",
            "StreamOptionsWithoutStream,Request-Response",
            exit_code=2,
        ),
    )
    remarks = """\
    The service charges for the tokens of the request and of the answer; usage of the answer counts them. A conversation
    that is continued is charged as a whole, also with -PreviousResponseId and -Conversation. Tools such as web search,
    file search and the code interpreter are charged beside the tokens. -AsBatch and Start-Batch halve the price.

    The service keeps a response for 30 days; -Store $false keeps nothing. With -Background it answers at once and
    nothing is polled: Get-Response shows how far it is. -MetaData takes 16 pairs; a key has 64 characters at most, a
    value 512.
    """

    def process(self) -> Objects:
        items = self.input_items()
        if not items and not self.conversation and not self.prompt_id:
            self.nothing_to_send()
            return
        body = {**response_body(self), "input": to_plain(items)}
        if self.as_batch:
            yield batch_input(self.batch_url(BATCH_URL), self.whole_body(body), self.custom_batch_id)
        elif self.stream:
            yield from self._streamed(body, items)
        else:
            answer = self.call(ENDPOINT, method="POST", body=body)
            if self.output_raw_response:
                yield answer.text
            else:
                yield response(answer.json(), items, self, as_type(self.output_type))

    def _streamed(self, body: dict[str, Any], items: list[Value]) -> Iterator[Value]:
        texts = self.stream_output_type != "object" and not self.background and not self.output_raw_response
        if texts and self.session.mode.flowing_text:
            return flowing(str(text) for text in self._events(body, items))
        return self._events(body, items)

    def _events(self, body: dict[str, Any], items: list[Value]) -> Iterator[Value]:
        for text in events(self, ENDPOINT, body, last=LAST_RESPONSE):
            if self.output_raw_response:
                yield text
                continue
            event = event_of(self, text)
            if self.background:  # it runs in the background: return its first state
                if event.get("response"):
                    yield response(event["response"], items)
                return
            if self.stream_output_type == "object":
                yield from_json(event)
            else:
                yield from delta_of(self, event)
