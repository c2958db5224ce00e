"""What users of batches need beside them: a response is cancelled, tokens are counted before they are paid for."""

from __future__ import annotations

import json
from typing import Any

import pytest

from psopenai_py.openai.responses.chat_input import as_response

from ..conftest import Recorded

INPUT = [{"type": "message", "role": "user", "content": [{"type": "input_text", "text": "Hello"}]}]


def test_a_response_is_cancelled(recorded: Recorded) -> None:
    assert recorded.output("Stop-Response resp_1") == []
    assert recorded.calls == ["POST /responses/resp_1/cancel"]
    assert recorded.texts("('resp_1' | Stop-Response -PassThru).PSTypeNames[0]") == ["PSOpenAI.Response"]


def test_tokens_are_counted_of_what_would_be_asked(recorded: Recorded) -> None:
    words = "Hello -Model m -Temperature 0.5 -Store $false -Instructions i -UseWebSearchTool -ReasoningEffort low"
    kind, count = recorded.output(f"$c = Measure-ResponseInput {words}; $c.PSTypeNames[0]; $c.input_tokens -gt 0")
    assert (kind, count) == ("PSOpenAI.Response.InputTokens", True)
    assert recorded.calls == ["POST /responses/input_tokens"]
    assert recorded.body == {
        "model": "m", "input": INPUT, "instructions": "i", "tools": [{"type": "web_search"}],
        "reasoning": {"effort": "low"},
    }  # fmt: skip


def test_the_requests_of_a_batch_are_counted_each_by_itself(recorded: Recorded) -> None:
    script = (
        "$r = @(Request-Response Hello -Model m -MaxOutputTokens 9 -AsBatch -CustomBatchId a; "
        "Request-ChatCompletion Hello -Model n -AsBatch -CustomBatchId b); "
        "$r | Measure-ResponseInput | ForEach-Object { $_.custom_id; $_.model }"
    )
    assert recorded.texts(script) == ["a", "m", "b", "n"]
    bodies = [request["body"]["json"] for request in recorded.service.requests]
    assert bodies == [{"model": "m", "input": INPUT}, {"model": "n", "input": [{"role": "user", "content": "Hello"}]}]


def test_other_requests_cannot_be_counted(recorded: Recorded) -> None:
    ids = recorded.error_ids("Request-Embeddings Hello -AsBatch | Measure-ResponseInput")
    assert ids == ["NotMeasurable,Measure-ResponseInput"]
    assert recorded.error_ids("Measure-ResponseInput") == ["MissingMessage,Measure-ResponseInput"]
    assert recorded.calls == []


@pytest.mark.parametrize(
    ("chat", "sent"),
    [
        ({"messages": [{"role": "system", "content": "s"}]}, {"input": [{"role": "system", "content": "s"}]}),
        ({"messages": [{"role": "user", "content": [
            {"type": "text", "text": "t"}, {"type": "image_url", "image_url": {"url": "u", "detail": "low"}},
            {"type": "file", "file": {"file_id": "f"}}]}]},
         {"input": [{"role": "user", "content": [
             {"type": "input_text", "text": "t"}, {"type": "input_image", "image_url": "u", "detail": "low"},
             {"type": "input_file", "file_id": "f"}]}]}),
        ({"messages": [
            {"role": "assistant", "content": None,
             "tool_calls": [{"id": "c", "function": {"name": "f", "arguments": "{}"}}]},
            {"role": "tool", "tool_call_id": "c", "content": "out"},
            {"role": "assistant", "content": [{"type": "text", "text": "t"}]}]},
         {"input": [
             {"type": "function_call", "call_id": "c", "name": "f", "arguments": "{}"},
             {"type": "function_call_output", "call_id": "c", "output": "out"},
             {"role": "assistant", "content": [{"type": "output_text", "text": "t"}]}]}),
        ({"tools": [{"type": "function", "function": {"name": "f", "parameters": {}}}],
          "response_format": {"type": "json_schema", "json_schema": {"name": "n", "schema": {}}},
          "reasoning_effort": "low"},
         {"input": [], "tools": [{"type": "function", "name": "f", "parameters": {}}],
          "text": {"format": {"type": "json_schema", "name": "n", "schema": {}}}, "reasoning": {"effort": "low"}}),
    ],
)  # fmt: skip
def test_a_chat_is_the_same_conversation_as_a_response(chat: Any, sent: Any) -> None:
    assert as_response({"model": "m", **json.loads(json.dumps(chat))}) == {"model": "m", **sent}
