"""A chat request as a request for a response: the same conversation, tools and format of the answer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

Data = dict[str, Any]


def as_response(body: Mapping[str, Any]) -> Data:
    """The fields of a chat request that a model reads, in the form of the responses API."""
    found: Data = {
        "model": body.get("model"),
        "input": [item for m in body.get("messages") or () for item in _items(m)],
    }
    if body.get("tools"):
        found["tools"] = [_tool(tool) for tool in body["tools"]]
    format_ = body.get("response_format")
    if isinstance(format_, dict):
        schema = format_.get("json_schema")
        found["text"] = {"format": {"type": format_.get("type"), **(schema if isinstance(schema, dict) else {})}}
    if body.get("reasoning_effort"):
        found["reasoning"] = {"effort": body["reasoning_effort"]}
    return found


def _items(message: Data) -> list[Data]:
    """A message, and the calls that it asks for; a tool's answer is an item of its own kind."""
    role, content = message.get("role"), message.get("content")
    if role == "tool":
        text = content if isinstance(content, str) else "".join(str(p.get("text", "")) for p in content or ())
        return [{"type": "function_call_output", "call_id": message.get("tool_call_id"), "output": text}]
    calls = [
        {"type": "function_call", "call_id": call.get("id"), **_named(call.get("function") or {})}
        for call in message.get("tool_calls") or ()
    ]
    if content is None:
        return calls
    parts = content if isinstance(content, str) else [_part(part, role == "assistant") for part in content]
    return [{"role": role, "content": parts}, *calls]


def _named(function: Data) -> Data:
    return {"name": function.get("name"), "arguments": function.get("arguments")}


def _part(part: Data, is_answer: bool) -> Data:
    kind = part.get("type")
    if kind == "text":
        return {"type": "output_text" if is_answer else "input_text", "text": part.get("text")}
    if kind == "image_url":
        image = part.get("image_url")
        url, detail = (image.get("url"), image.get("detail")) if isinstance(image, dict) else (image, None)
        return {"type": "input_image", "image_url": url, **({"detail": detail} if detail else {})}
    if kind == "file":
        return {"type": "input_file", **(part.get("file") or {})}
    return part


def _tool(tool: Data) -> Data:
    """A function is described one level deeper in a chat."""
    inner = tool.get("function")
    return {"type": "function", **inner} if tool.get("type") == "function" and isinstance(inner, dict) else tool
