from __future__ import annotations

from typing import Any

from ...declare.cmdlet import Example, Failure, Param, cmdlet
from ..body import to_plain
from ..params import all_param, limit_param, order_param
from ..resources import GetOrList
from .conversation import ITEM_TYPE, conversation_id_param, include_param, item_id_param


@cmdlet("Get-ConversationItem", default_set="List", outputs=ITEM_TYPE)
class GetConversationItem(GetOrList):
    """Get one item of a conversation by its id, or list the items."""

    one, many = "conversation.item", "conversation.items"
    ids = ("conversation_id", "item_id")
    type_name = ITEM_TYPE

    conversation_id = conversation_id_param(("List", "Get"))
    item_id = item_id_param("Get", position=1)
    limit = limit_param("List")
    all = all_param("List")
    after = Param("string", set="List", help="Start after the item with this id.")
    order = order_param("List")
    include = include_param("List")

    examples = (
        Example(
            "Get-ConversationItem conv_abc123 -All",
            "Lists all items.",
            result=(
                "role    : user\n"
                "content : {@{type=input_text; text=Hello}}\n"
                "type    : message\n"
                "status  : completed\n"
                "id      : msg_abc123"
            ),
        ),
        Example("Get-ConversationItem conv_abc123 msg_abc123", "Shows one item."),
    )
    failures = (
        Failure(
            "Get-ConversationItem conv_abc123 msg_gone",
            "Get-ConversationItem: The service answered 404: Item with id 'msg_gone' not found in the conversation.",
            "NotFoundException,Get-ConversationItem",
        ),
    )

    def filters(self) -> dict[str, Any]:
        return {"include[]": to_plain(self.include)}
