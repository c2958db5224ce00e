"""The objects of conversations and their items."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ...dotnet.model.types import Value
from ...engine.values.objects import PSObject
from ..api import ApiParams
from ..listing import LARGEST_PAGE
from ..objects import to_object

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
    """A conversation, with all its items unless they are not wanted."""
    data: Data = cmdlet.call("conversation", {"conversation_id": id_}).json()
    if not with_items:
        return conversation(data)
    ids, query = {"conversation_id": data["id"]}, {"limit": LARGEST_PAGE, "order": "asc"}
    return conversation(data, [item(row) for row in cmdlet.pages("conversation.items", ids, query=query)])
