"""Streamed answers: the server-sent events of chats, responses and completions."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

_PIECE = re.compile(r"\s*\S+\s*")


def chat_events(answer: dict[str, Any], include_usage: bool) -> Iterator[bytes]:
    """The chunks of a chat completion."""
    frame = {key: answer[key] for key in ("id", "created", "model", "service_tier", "system_fingerprint")}
    frame["object"] = "chat.completion.chunk"

    def chunk(index: int, delta: dict[str, Any], finish: str | None = None) -> bytes:
        choice = {"index": index, "delta": delta, "logprobs": None, "finish_reason": finish}
        return event({**frame, "choices": [choice], **({"usage": None} if include_usage else {})})

    for choice in answer["choices"]:
        index, message = choice["index"], choice["message"]
        yield chunk(
            index, {"role": "assistant", "content": None if message["content"] is None else "", "refusal": None}
        )
        for piece in pieces(message["content"] or ""):
            yield chunk(index, {"content": piece})
        if sound := message.get("audio"):
            for key in ("transcript", "data", "expires_at"):
                yield chunk(index, {"audio": {"id": sound["id"], key: sound[key]}})
        for number, call in enumerate(message.get("tool_calls", ())):
            function = call["function"]
            yield chunk(
                index,
                {"tool_calls": [{"index": number, **call, "function": {"name": function["name"], "arguments": ""}}]},
            )
            for piece in pieces(function["arguments"]):
                yield chunk(index, {"tool_calls": [{"index": number, "function": {"arguments": piece}}]})
        yield chunk(index, {}, choice["finish_reason"])
    if include_usage:
        yield event({**frame, "choices": [], "usage": answer["usage"]})
    yield b"data: [DONE]\n\n"


def completion_events(answer: dict[str, Any]) -> Iterator[bytes]:
    """The chunks of a (legacy) completion."""
    frame = {key: answer[key] for key in ("id", "object", "created", "model")}
    for choice in answer["choices"]:
        for piece in pieces(choice["text"]):
            yield event({**frame, "choices": [{**choice, "text": piece, "finish_reason": None}]})
        yield event({**frame, "choices": [{**choice, "text": ""}]})
    yield b"data: [DONE]\n\n"


def response_events(answer: dict[str, Any], after: int = -1) -> Iterator[bytes]:
    """The events of a response, of which those up to number `after` are left out."""
    for number, step in enumerate(_response_steps(answer)):
        if number > after:
            yield event({**step, "sequence_number": number}, step["type"])


def _response_steps(answer: dict[str, Any]) -> Iterator[dict[str, Any]]:
    started = {**answer, "status": "in_progress", "output": [], "usage": None}
    yield {"type": "response.created", "response": started}
    yield {"type": "response.in_progress", "response": started}
    for index, item in enumerate(answer["output"]):
        place = {"output_index": index, "item_id": item["id"]}
        if item["type"] == "function_call":
            yield _added(index, {**item, "arguments": "", "status": "in_progress"})
            for piece in pieces(item["arguments"]):
                yield {"type": "response.function_call_arguments.delta", **place, "delta": piece}
            yield {"type": "response.function_call_arguments.done", **place, "arguments": item["arguments"]}
        elif item["type"] != "message":
            yield _added(index, {**item, "status": "in_progress"})
        else:
            yield _added(index, {**item, "content": [], "status": "in_progress"})
            yield from _text_steps(place, item["content"][0])
        yield {"type": "response.output_item.done", "output_index": index, "item": item}
    yield {"type": "response.completed", "response": answer}


def _added(index: int, item: dict[str, Any]) -> dict[str, Any]:
    return {"type": "response.output_item.added", "output_index": index, "item": item}


def _text_steps(place: dict[str, Any], part: dict[str, Any]) -> Iterator[dict[str, Any]]:
    place = {**place, "content_index": 0}
    yield {"type": "response.content_part.added", **place, "part": {**part, "text": ""}}
    for piece in pieces(part["text"]):
        yield {"type": "response.output_text.delta", **place, "delta": piece, "logprobs": []}
    yield {"type": "response.output_text.done", **place, "text": part["text"], "logprobs": []}
    yield {"type": "response.content_part.done", **place, "part": part}


def pieces(text: str) -> list[str]:
    """Split a text into words, with their white space."""
    return _PIECE.findall(text) or ([text] if text else [])


def event(data: dict[str, Any], name: str | None = None) -> bytes:
    head = f"event: {name}\n" if name else ""
    return f"{head}data: {json.dumps(data, ensure_ascii=False)}\n\n".encode()
