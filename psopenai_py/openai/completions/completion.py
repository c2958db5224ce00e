"""The object of a text completion: what the service sent, with Prompt and Answer added."""

from __future__ import annotations

from typing import Any

from ...dotnet.model.core import STRING
from ...dotnet.model.enumerables import TypedArray
from ...engine.values.objects import PSObject
from ..objects import to_object


def completion(data: dict[str, Any], prompts: list[str] | None = None) -> PSObject:
    made = to_object(data, "PSOpenAI.Text.Completion")
    if prompts is not None:
        made._props["Prompt"] = TypedArray(prompts, STRING)
    texts = [str(choice.get("text") or "") for choice in data.get("choices") or ()]
    made._props["Answer"] = TypedArray(texts, STRING)
    return made


def from_data(data: dict[str, Any]) -> PSObject:
    """The object of a completion that comes without its prompt: piped in, or out of a batch."""
    return completion(data)
