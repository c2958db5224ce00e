"""The objects of completions: what the service sent, with Message, Answer and History (or Prompt) added."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ...dotnet.model.core import STRING
from ...dotnet.model.enumerables import TypedArray
from ...dotnet.model.types import Value
from ...engine.values.objects import PSObject
from ..objects import to_object
from .messages import last_user_text

TYPE_NAME = "PSOpenAI.Chat.Completion"

Data = dict[str, Any]


def completion(data: Data, messages: Sequence[Value] | None = None, answers: list[Value] | None = None) -> PSObject:
    """The object. ``messages`` are the conversation with the answer at its end; ``answers`` replace the texts."""
    made = to_object(data, TYPE_NAME)
    if messages is not None:
        made._props["Message"] = last_user_text(messages)
    if answers is None:
        answers = TypedArray([text_of(choice) for choice in choices_of(data)], STRING)
    made._props["Answer"] = answers
    if messages is not None:
        made._props["History"] = list(messages)
    return made


def choices_of(data: Data) -> list[Data]:
    """The choices of an answer; what is not an object is left out."""
    found = data.get("choices")
    return [choice for choice in found if isinstance(choice, dict)] if isinstance(found, list) else []


def message_of(data: Data) -> Data:
    """The first message of the answer; an empty one if the answer has none."""
    choices = choices_of(data)
    message = choices[0].get("message") if choices else None
    return message if isinstance(message, dict) else {}


def text_of(choice: Data) -> str:
    """The model's text, or its refusal."""
    message = choice.get("message")
    if not isinstance(message, dict):
        return message if isinstance(message, str) else ""
    content = message.get("refusal") or message.get("content")
    if isinstance(content, list):  # parts, as some services write them
        content = "".join(str(part.get("text") or "") for part in content if isinstance(part, dict))
    return content if isinstance(content, str) else ""


def delta_of(choice: Data) -> Any:
    """What an event of a stream adds to the answer."""
    return (choice.get("delta") or {}).get("content")


def from_data(data: Data) -> PSObject:
    """The object of a completion without its conversation: piped in, or from a batch."""
    return completion(data)


def text_completion(data: dict[str, Any], prompts: list[str] | None = None) -> PSObject:
    made = to_object(data, "PSOpenAI.Text.Completion")
    if prompts is not None:
        made._props["Prompt"] = TypedArray(prompts, STRING)
    texts = [str(choice.get("text") or "") for choice in choices_of(data)]
    made._props["Answer"] = TypedArray(texts, STRING)
    return made


def text_from_data(data: dict[str, Any]) -> PSObject:
    """The object of a completion without its prompt: piped in, or from a batch."""
    return text_completion(data)
