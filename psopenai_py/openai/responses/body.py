"""The body of a request for a response, without its input."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ...engine.values.enumeration import as_list
from ..body import bound_fields, to_plain
from ..request_options import option_fields
from ..schema import as_type, class_schema, read_schema, warn_of_unused
from .tools import tool_list

if TYPE_CHECKING:
    from .request_response import RequestResponse

FIELDS = {
    "Include": "include", "Instructions": "instructions", "MaxOutputTokens": "max_output_tokens",
    "Truncation": "truncation", "MetaData": "metadata", "MaxToolCalls": "max_tool_calls",
    "ParallelToolCalls": "parallel_tool_calls", "TopLogprobs": "top_logprobs", "TopP": "top_p",
    "Temperature": "temperature", "Store": "store", "ServiceTier": "service_tier",
    "PromptCacheKey": "prompt_cache_key", "PromptCacheRetention": "prompt_cache_retention",
    "SafetyIdentifier": "safety_identifier", "User": "user",
}  # fmt: skip
REASONING = {
    "ReasoningEffort": "effort", "ReasoningSummary": "summary", "ReasoningContext": "context", "ReasoningMode": "mode",
}  # fmt: skip
CACHE = {"PromptCacheComparisonResponseId": "comparison_response_id", "PromptCachePrewarm": "prewarm"}
MODES = frozenset({"none", "auto", "required"})
BUILT_IN = frozenset({
    "file_search", "web_search", "web_search_preview", "computer", "computer_use_preview", "code_interpreter", "mcp",
    "image_generation", "local_shell", "shell", "apply_patch",
})  # fmt: skip


def response_body(cmdlet: RequestResponse) -> dict[str, Any]:
    """The fields of the parameters that were given."""
    body: dict[str, Any] = {}
    if cmdlet.prompt_id:
        body["prompt"] = {
            "id": cmdlet.prompt_id,
            **bound_fields(cmdlet, {"PromptVariables": "variables", "PromptVersion": "version"}),
        }
    if not cmdlet.prompt_id or cmdlet.is_bound("Model"):
        body["model"] = cmdlet.model  # a reusable prompt has its own model
    if cmdlet.conversation:
        body["conversation"] = cmdlet.conversation
    if cmdlet.previous_response_id:
        body["previous_response_id"] = cmdlet.previous_response_id
    body.update(bound_fields(cmdlet, FIELDS))
    if cmdlet.is_bound("ToolChoice"):
        body["tool_choice"] = _tool_choice(cmdlet.tool_choice)
    for name in ("background", "stream"):
        if getattr(cmdlet, name):
            body[name] = True
    reasoning = bound_fields(cmdlet, REASONING)
    if reasoning:
        body["reasoning"] = reasoning
    text = bound_fields(cmdlet, {"Verbosity": "verbosity"})
    format_ = _format(cmdlet)
    if format_ is not None:
        text["format"] = format_
    if text:
        body["text"] = text
    if cmdlet.use_computer_use_tool:
        body["truncation"] = "auto"  # the service requires it with this tool
    tools = tool_list(cmdlet)
    if tools:
        body["tools"] = tools
    management = _context_management(cmdlet)
    if management:
        body["context_management"] = management
    body.update(option_fields(cmdlet, CACHE))
    return body


def _context_management(cmdlet: RequestResponse) -> list[dict[str, Any]]:
    """What -ContextManagement says; -CompactThreshold adds a compaction, or its threshold to the one that is there."""
    found = [dict(entry) for entry in to_plain(as_list(cmdlet.context_management))]
    for entry in found:
        if str(entry.get("compact_threshold")).isdecimal():  # a shell's words are texts
            entry["compact_threshold"] = int(entry["compact_threshold"])
    if cmdlet.is_bound("CompactThreshold"):
        compaction = next((entry for entry in found if entry.get("type") == "compaction"), None)
        if compaction is None:
            compaction = {"type": "compaction"}
            found.append(compaction)
        compaction["compact_threshold"] = cmdlet.compact_threshold
    return found


def _tool_choice(choice: str) -> Any:
    if choice.lower() in MODES:
        return choice
    return {"type": choice} if choice.lower() in BUILT_IN else {"type": "function", "name": choice}


def _format(cmdlet: RequestResponse) -> dict[str, Any] | None:
    warn_of_unused(cmdlet, "OutputType", cmdlet.output_type)
    if not cmdlet.is_bound("OutputType"):
        return None
    type_ = as_type(cmdlet.output_type)
    if type_ is not None:
        return {"type": "json_schema", "name": type_.name, "strict": True, "schema": class_schema(type_)}
    kind = to_plain(cmdlet.output_type)
    if kind in ("text", "json_object"):
        return {"type": kind}
    if kind != "json_schema":
        return None
    for name, value in (("JsonSchema", cmdlet.json_schema), ("JsonSchemaName", cmdlet.json_schema_name)):
        if not value:
            cmdlet.fail(
                "MissingJsonSchema", f"The form json_schema needs -{name}.", "InvalidArgument", None,
                "System.ArgumentException",
            )  # fmt: skip
    return {
        "type": "json_schema",
        "schema": read_schema(cmdlet, cmdlet.json_schema) if cmdlet.json_schema else None,
        "name": cmdlet.json_schema_name,
        **bound_fields(cmdlet, {"JsonSchemaDescription": "description", "JsonSchemaStrict": "strict"}),
    }
