"""The body of a chat request, without its messages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..body import bound_fields, to_plain
from ..params import USER_LOCATION
from ..request_options import option_fields
from ..schema import as_type, class_schema, read_schema, warn_of_unused
from ..tokens.tokenizer import logit_bias
from .tools import as_tools

if TYPE_CHECKING:
    from .request_chat_completion import RequestChatCompletion

FIELDS = {
    "Modalities": "modalities",
    "ToolChoice": "tool_choice",
    "ParallelToolCalls": "parallel_tool_calls",
    "Temperature": "temperature",
    "TopP": "top_p",
    "NumberOfAnswers": "n",
    "ReasoningEffort": "reasoning_effort",
    "Verbosity": "verbosity",
    "MetaData": "metadata",
    "StopSequence": "stop",
    "MaxTokens": "max_tokens",
    "MaxCompletionTokens": "max_completion_tokens",
    "PresencePenalty": "presence_penalty",
    "FrequencyPenalty": "frequency_penalty",
    "LogProbs": "logprobs",
    "Seed": "seed",
    "ServiceTier": "service_tier",
    "PromptCacheKey": "prompt_cache_key",
    "PromptCacheRetention": "prompt_cache_retention",
    "SafetyIdentifier": "safety_identifier",
    "User": "user",
}


def chat_body(cmdlet: RequestChatCompletion) -> dict[str, Any]:
    """The fields of the parameters that were given."""
    body: dict[str, Any] = {"model": cmdlet.model, **bound_fields(cmdlet, FIELDS)}
    if "audio" in [text.lower() for text in cmdlet.modalities or ()]:
        body["audio"] = {"voice": cmdlet.voice, "format": cmdlet.output_audio_format}
    if cmdlet.is_bound("Tools"):
        body["tools"] = to_plain(as_tools(cmdlet.tools))
    if cmdlet.is_bound("Prediction"):
        body["prediction"] = {"type": "content", "content": cmdlet.prediction}
    if cmdlet.store:
        body["store"] = True
    if cmdlet.is_bound("LogitBias"):
        body["logit_bias"] = logit_bias(cmdlet, cmdlet.logit_bias, cmdlet.model)
    if cmdlet.log_probs and cmdlet.is_bound("TopLogProbs"):
        body["top_logprobs"] = int(cmdlet.top_log_probs)
    warn_of_unused(cmdlet, "ResponseFormat", cmdlet.response_format)
    if cmdlet.is_bound("ResponseFormat"):
        body.update(_response_format(cmdlet))
    if cmdlet.stream:
        body["stream"] = True
        body.pop("n", None)  # the pieces of several answers could not be distinguished
    search = _web_search(cmdlet)
    if search:
        body["web_search_options"] = search
    body.update(option_fields(cmdlet))
    return body


def _response_format(cmdlet: RequestChatCompletion) -> dict[str, Any]:
    type_ = as_type(cmdlet.response_format)
    if type_ is not None:
        schema = {"name": type_.name, "strict": True, "schema": class_schema(type_)}
        return {"response_format": {"type": "json_schema", "json_schema": schema}}
    kind = to_plain(cmdlet.response_format)
    if kind == "raw_response":
        return {}
    format_: dict[str, Any] = {"type": kind}
    if kind == "json_schema":
        if cmdlet.json_schema:
            format_["json_schema"] = read_schema(cmdlet, cmdlet.json_schema)
        else:
            cmdlet.fail(
                "MissingJsonSchema", "The format json_schema needs a schema: give it with -JsonSchema.",
                "InvalidArgument", None, "System.ArgumentException",
            )  # fmt: skip
    return {"response_format": format_}


def _web_search(cmdlet: RequestChatCompletion) -> dict[str, Any]:
    search = bound_fields(cmdlet, {"WebSearchContextSize": "search_context_size"})
    place = bound_fields(cmdlet, USER_LOCATION)
    if place:
        search["user_location"] = {"type": cmdlet.web_search_user_location_type, "approximate": place}
    return search
