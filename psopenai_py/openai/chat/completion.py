"""The objects of completions: what the service sent, with Message, Answer and History (or Prompt) added."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from ...dotnet.model.core import STRING
from ...dotnet.model.enumerables import TypedArray
from ...dotnet.model.types import Value
from ...engine.values.objects import PSObject
from ..objects import read_object
from .messages import last_user_text

TYPE_NAME = "PSOpenAI.Chat.Completion"

Data = dict[str, Any]


def completion(data: Data, messages: Sequence[Value] | None = None, answers: list[Value] | None = None) -> PSObject:
    """The object. ``messages`` are the conversation with the answer at its end; ``answers`` replace the texts."""
    made = read_object(data, TYPE_NAME)
    if messages is not None:
        made._props["Message"] = last_user_text(messages)
    if answers is None:
        answers = TypedArray([text_of(choice) for choice in choices_of(data)], STRING)
    made._props["Answer"] = answers
    if messages is not None:
        made._props["History"] = list(messages)
    return made


def choices_of(data: Data) -> list[Data]:
    """The choices of an answer. Where a server writes a text in place of an object, it counts as the model's text."""
    found = data.get("choices") or []
    found = found if isinstance(found, list) else [found]
    return [choice if isinstance(choice, dict) else {"message": choice} for choice in found]


def message_of(data: Data) -> Data:
    """The first message of the answer; an empty one if the answer has none."""
    choices = choices_of(data)
    return _message(choices[0]) if choices else {}


def text_of(choice: Data) -> str:
    """The model's text, or its refusal."""
    message = _message(choice)
    return plain_text(message.get("refusal") or message.get("content"))


def _message(choice: Data) -> Data:
    message = choice.get("message") or {}
    return message if isinstance(message, dict) else {"role": "assistant", "content": message}


def plain_text(content: Any) -> str:
    """The text of a message's content: itself, or that of its parts; JSON where it has none."""
    if content is None or isinstance(content, str):
        return content or ""
    if isinstance(content, list):
        return "".join(plain_text(part) for part in content)
    if isinstance(content, dict) and isinstance(content.get("text"), str):
        return str(content["text"])
    return json.dumps(content, ensure_ascii=False)


def delta_of(choice: Data) -> Any:
    """What an event of a stream adds to the answer."""
    delta = choice.get("delta") or {}
    return delta.get("content") if isinstance(delta, dict) else None


def from_data(data: Data, messages: Sequence[Value] | None = None) -> PSObject:
    """The object of a completion that was piped in or is from a batch, mostly without its conversation."""
    return completion(data, messages)


def text_completion(data: dict[str, Any], prompts: list[str] | None = None) -> PSObject:
    made = read_object(data, "PSOpenAI.Text.Completion")
    if prompts is not None:
        made._props["Prompt"] = TypedArray(prompts, STRING)
    choices = data.get("choices") or ()
    texts = [plain_text(c.get("text") if isinstance(c, dict) else c) for c in choices if isinstance(choices, list)]
    made._props["Answer"] = TypedArray(texts, STRING)
    return made


def text_from_data(data: dict[str, Any]) -> PSObject:
    """The object of a completion without its prompt: piped in, or from a batch."""
    return text_completion(data)
