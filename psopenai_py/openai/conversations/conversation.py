"""Conversations and their items: parameters and objects."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ...declare.cmdlet import Param
from ...dotnet.model.types import Value
from ...engine.values.objects import PSObject
from ..api import ApiParams
from ..objects import to_object
from ..params import LARGEST_PAGE, id_param

INCLUDABLE = (
    "code_interpreter_call.outputs",
    "computer_call_output.output.image_url",
    "file_search_call.results",
    "message.input_image.image_url",
    "message.output_text.logprobs",
    "reasoning.encrypted_content",
)


def conversation_id_param(set: str | tuple[str, ...] | None = None, position: int | None = 0) -> Any:
    return id_param(
        "The id of the conversation, such as conv_abc123.",
        "conversation_id",
        "Conversation",
        set=set,
        position=position,
        of=("PSOpenAI.Conversation",),
    )


def item_id_param(set: str | None = None, position: int = 0) -> Any:
    return id_param(
        "The id of the item, such as msg_abc123.", "item_id", set=set, position=position, pipeline="property"
    )


def include_param(set: str | None = None) -> Any:
    return Param(
        "string[]",
        set=set,
        completions=INCLUDABLE,
        allow_empty_collection=True,
        help="Further data to return, by the service's names.",
    )


TYPE_NAME = "PSOpenAI.Conversation"
ITEM_TYPE = "PSOpenAI.Conversation.Item"

Data = dict[str, Any]


def item(data: Data) -> PSObject:
    return to_object(data, ITEM_TYPE)


def conversation(data: Data, items: Sequence[Value] = ()) -> PSObject:
    """The object: what the service sent, with its items added."""
    made = to_object(data, TYPE_NAME)
    made._props["Items"] = list(items)
    return made


def fetch(cmdlet: ApiParams, id_: str, with_items: bool = True) -> PSObject:
    """A conversation, with all its items by default."""
    data: Data = cmdlet.call("conversation", {"conversation_id": id_}).json()
    if not with_items:
        return conversation(data)
    ids, query = {"conversation_id": data["id"]}, {"limit": LARGEST_PAGE, "order": "asc"}
    return conversation(data, [item(row) for row in cmdlet.pages("conversation.items", ids, query=query)])
