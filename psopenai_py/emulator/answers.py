"""The answers of the models: the same question always gets the same answer.

A chat or a response echoes the last message of the user. Some words do more:

- ``fail-400`` (``fail 429``, ``fail 500``...) as the model or in a message gets that error;
- ``call NAME {"json": "arguments"}`` in a message calls that function, and its result becomes the next answer.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from typing import Any

from .errors import ApiFailure, check_value, missing, type_for
from .sounds import FORMATS, recording
from .structured import instance, schema_of
from .tools import tool_calls

_FAIL = re.compile(r"\bfail[- ]([45]\d\d)\b")
_CALL = re.compile(r"\bcall ([\w-]+) (\{[^{}]*\})")
_TOKEN = re.compile(r"\w+|[^\w\s]")
_MOST_CHOICES = 128
_LARGEST_ANSWER = 1 << 26  # characters of all choices together
_LONGEST_LOGPROBS = 10_000  # characters
_INSTEAD_OF_INPUT = ("prompt", "conversation", "previous_response_id")
_CREATED = 1_711_475_054  # a fixed time, so that answers are the same in every run


def chat(body: dict[str, Any]) -> dict[str, Any]:
    """``POST /chat/completions``."""
    model, messages = _model(body), body.get("messages")
    if not isinstance(messages, list) or not messages:
        raise missing("messages")
    said, calls = _reply(messages, body)
    message: dict[str, Any] = {"role": "assistant", "content": said, "refusal": None, "annotations": []}
    if calls:
        message["content"] = None
        message["tool_calls"] = [
            {"id": f"call_{n}", "type": "function", "function": {"name": name, "arguments": arguments}}
            for n, (name, arguments) in enumerate(calls, 1)
        ]
    elif "audio" in (body.get("modalities") or ()):
        message["content"], message["audio"] = None, _spoken(said, body)
    asked = sum(tokens(text_of(one)) for one in messages)
    finish = "tool_calls" if calls else "stop"
    count, logprobs = _choices(body), _logprobs(said) if body.get("logprobs") and not calls else None
    if len(said) * count > _LARGEST_ANSWER:
        raise ApiFailure(400, f"The answers would have more than {_LARGEST_ANSWER} characters.", param="n")
    choices = [{"index": n, "message": message, "logprobs": logprobs, "finish_reason": finish} for n in range(count)]
    answered = tokens(said) * len(choices)
    return {
        "id": f"chatcmpl-{digest(body)}",
        "object": "chat.completion",
        "created": _CREATED,
        "model": model,
        "choices": choices,
        "usage": {
            "prompt_tokens": asked,
            "completion_tokens": answered,
            "total_tokens": asked + answered,
            "prompt_tokens_details": {"cached_tokens": 0, "audio_tokens": 0},
            "completion_tokens_details": {"reasoning_tokens": 0, "audio_tokens": 0},
        },
        "service_tier": "default",
        "system_fingerprint": "fp_emulator",
    }


def response(body: dict[str, Any]) -> dict[str, Any]:
    """``POST /responses``."""
    if isinstance(body.get("prompt"), dict) and not body.get("model"):
        body = {**body, "model": "gpt-4o"}  # a prompt that the service keeps names the model
    model, items = _model(body), input_items(body)
    if not items and not any(body.get(name) for name in _INSTEAD_OF_INPUT):
        raise missing("input")
    said, calls = _reply(items or [{"role": "user", "content": "Hello"}], body)
    key = digest(body)
    if calls:
        output: list[dict[str, Any]] = [
            {
                "type": "function_call",
                "id": f"fc_{key}{n}",
                "call_id": f"call_{n}",
                "name": name,
                "arguments": arguments,
                "status": "completed",
            }
            for n, (name, arguments) in enumerate(calls, 1)
        ]
    else:
        text = {"type": "output_text", "text": said, "annotations": [], "logprobs": []}
        output = [
            *tool_calls(said, body, key),
            {"type": "message", "id": f"msg_{key}", "status": "completed", "role": "assistant", "content": [text]},
        ]
    asked, answered = sum(tokens(text_of(one)) for one in items), tokens(said)
    return {
        "id": f"resp_{key}",
        "object": "response",
        "created_at": _CREATED,
        "status": "completed",
        "background": False,
        "error": None,
        "incomplete_details": None,
        "instructions": body.get("instructions"),
        "max_output_tokens": body.get("max_output_tokens"),
        "model": model,
        "output": output,
        "parallel_tool_calls": body.get("parallel_tool_calls", True),
        "previous_response_id": body.get("previous_response_id"),
        "reasoning": {"effort": None, "summary": None},
        "store": body.get("store", True),
        "temperature": body.get("temperature", 1.0),
        "text": body.get("text") or {"format": {"type": "text"}},
        "tool_choice": body.get("tool_choice", "auto"),
        "tools": body.get("tools") or [],
        "top_p": body.get("top_p", 1.0),
        "truncation": body.get("truncation", "disabled"),
        "usage": response_usage(asked, answered),
        "user": body.get("user"),
        "metadata": body.get("metadata") or {},
    }


def _logprobs(text: str) -> dict[str, Any]:
    """The log probabilities of the first tokens."""
    found = _TOKEN.findall(text[:_LONGEST_LOGPROBS])
    rows = [{"token": one, "logprob": -0.01, "bytes": list(one.encode()), "top_logprobs": []} for one in found]
    return {"content": rows, "refusal": None}


def _spoken(text: str, body: dict[str, Any]) -> dict[str, Any]:
    """The answer as a recording, with its text."""
    format = str((body.get("audio") or {}).get("format") or "wav").replace("pcm16", "pcm")
    check_value(format, FORMATS, "audio.format")
    data = base64.b64encode(recording(text, format)).decode()
    return {"id": f"audio_{digest(body)}", "data": data, "expires_at": _CREATED + 3600, "transcript": text}


def input_items(body: dict[str, Any]) -> list[Any]:
    """The items of the input; a text is one message of the user."""
    given = body.get("input") or []
    return given if isinstance(given, list) else [{"role": "user", "content": given}]


def response_usage(asked: int, answered: int) -> dict[str, Any]:
    return {
        "input_tokens": asked,
        "input_tokens_details": {"cached_tokens": 0},
        "output_tokens": answered,
        "output_tokens_details": {"reasoning_tokens": 0},
        "total_tokens": asked + answered,
    }


def completion(body: dict[str, Any]) -> dict[str, Any]:
    """``POST /completions``."""
    model, prompts = _model(body), body.get("prompt") or ""
    texts = [_or_fail(str(one)) for one in (prompts if isinstance(prompts, list) else [prompts])]
    count = sum(map(tokens, texts))
    return {
        "id": f"cmpl-{digest(body)}",
        "object": "text_completion",
        "created": _CREATED,
        "model": model,
        "choices": [
            {"text": text, "index": n, "logprobs": None, "finish_reason": "stop"} for n, text in enumerate(texts)
        ],
        "usage": {"prompt_tokens": count, "completion_tokens": count, "total_tokens": 2 * count},
    }


def text_of(item: Any) -> str:
    """The text of a message or of another item of a conversation."""
    if isinstance(item, str):
        return item
    if not isinstance(item, dict):
        return ""
    content = item.get("content", item.get("output"))
    if isinstance(content, list):
        return " ".join(
            part["text"] for part in content if isinstance(part, dict) and isinstance(part.get("text"), str)
        )
    return content if isinstance(content, str) else ""


def tokens(text: str) -> int:
    """The number of tokens, about as a model would count them."""
    return len(_TOKEN.findall(text))


def check_failure(text: str) -> None:
    """Raise the error that the name of a model or a message requests."""
    if found := _FAIL.search(text):
        status = int(found[1])
        raise ApiFailure(status, f"This {status} was asked for.", type=type_for(status), code=f"emulated_{status}")


def called_functions(text: str) -> list[tuple[str, str]]:
    """The functions that a message has the model call, with their arguments as JSON."""
    return _CALL.findall(text)


def _choices(body: dict[str, Any]) -> int:
    """How many answers are wanted."""
    wanted = body.get("n") or 1
    if not isinstance(wanted, int) or not 1 <= wanted <= _MOST_CHOICES:
        raise ApiFailure(400, f"n must be an integer from 1 to {_MOST_CHOICES}.", param="n")
    return wanted


def _model(body: dict[str, Any]) -> str:
    model = body.get("model")
    if not model:
        raise ApiFailure(400, "You must provide a model parameter.", param="model")
    check_failure(str(model))
    return str(model)


def _or_fail(text: str) -> str:
    check_failure(text)
    return text


def _reply(items: list[Any], body: dict[str, Any]) -> tuple[str, list[tuple[str, str]]]:
    """The text of the answer and the functions to call."""
    last = items[-1]
    if isinstance(last, dict) and (last.get("role") == "tool" or last.get("type") == "function_call_output"):
        return _shaped(text_of(last), body), []
    from_user = (one for one in reversed(items) if not isinstance(one, dict) or one.get("role", "user") == "user")
    said = _or_fail(text_of(next(from_user, last)))
    return _shaped(said, body), called_functions(said)


def _shaped(text: str, body: dict[str, Any]) -> str:
    """The text, as JSON if the request asks for JSON; it follows the schema that the request has."""
    schema = schema_of(body)
    if schema is not None:
        return json.dumps(instance(schema, text), ensure_ascii=False)
    wanted = body.get("response_format") or (body.get("text") or {}).get("format") or {}
    kind = wanted.get("type") if isinstance(wanted, dict) else None
    return json.dumps({"answer": text}, ensure_ascii=False) if kind == "json_object" else text


def digest(body: dict[str, Any]) -> str:
    """What the ids of an answer are made from: the same for the same request."""
    return hashlib.sha256(json.dumps(body, sort_keys=True).encode()).hexdigest()[:24]
