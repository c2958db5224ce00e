"""The object of a response: what the service sent, with LastUserMessage, output_text and History added."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ...dotnet.model.types import DotNetType, Value
from ...engine.pipeline.cmdlet import Cmdlet
from ...engine.values.enumeration import as_list
from ...engine.values.objects import PSObject, ScriptProperty
from ..objects import read_object
from ..params import id_param
from ..schema import parsed
from .input_items import ITEM_TYPE, last_user_text

Data = dict[str, Any]


def response(data: Data, items: list[Value], cmdlet: Cmdlet | None = None, type_: DotNetType | None = None) -> PSObject:
    """The object. ``items`` are the conversation before it; ``cmdlet`` reads the answers as instances of ``type_``."""
    made = read_object(data, "PSOpenAI.Response")
    history = _typed([*items, *as_list(made._props.get("output"))])
    texts = list(texts_of(data))
    made._props["LastUserMessage"] = last_user_text(items)
    text = "".join(texts) if texts else None
    made._props["output_text"] = ScriptProperty(lambda owner: text)
    made._props["StructuredOutputs"] = (
        [found for text in _final_texts(data) for found in parsed(cmdlet, text, type_)]
        if cmdlet is not None and type_ is not None
        else []
    )
    made._props["History"] = history
    return made


def from_data(data: Data, history: list[Value] | None = None) -> PSObject:
    """The object of a response that was piped in or is from a batch; its output ends its ``history``."""
    return response(data, [] if history is None else history[: len(history) - len(_items(data.get("output")))])


def from_compaction(data: Data) -> PSObject:
    """The object of a compacted conversation, with its history."""
    made = read_object(data, "PSOpenAI.Response.Compaction")
    made._props["History"] = _typed(as_list(made._props.get("output")))
    return made


def _typed(items: list[Value]) -> list[Value]:
    """The items, each with the type name of a conversation's items."""
    for item in items:
        if isinstance(item, PSObject) and ITEM_TYPE not in item._types:
            item._types = (ITEM_TYPE, *item._types)
    return items


def texts_of(data: Data) -> Iterator[str]:
    for item in _items(data.get("output")):
        if isinstance(item, dict) and item.get("type", "message") == "message":
            for part in _items(item.get("content")):
                if isinstance(part, str):  # of servers that write the text itself
                    yield part
                elif isinstance(part, dict) and part.get("type") == "output_text":
                    yield str(part.get("text") or "")


def _final_texts(data: Data) -> list[str]:
    """The texts of the last message: what a model says before it, while it works, does not have the format."""
    messages = [item for item in _items(data.get("output")) if isinstance(item, dict) and item.get("type") == "message"]
    return list(texts_of({"output": messages[-1:]} if messages else data))


def _items(value: Any) -> list[Any]:
    """The items of a list; servers also write one item where a list belongs."""
    return value if isinstance(value, list) else [] if value is None else [value]


def response_id_param() -> Any:
    return id_param(
        "The id of a stored response, such as resp_abc123.", "response_id", "Response", "Id", "InputObject",
        of=("PSOpenAI.Response",),
    )  # fmt: skip
