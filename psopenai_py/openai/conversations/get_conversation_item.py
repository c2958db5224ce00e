from __future__ import annotations

from ...declare.cmdlet import Example, Param, cmdlet
from ...engine.pipeline.cmdlet import Objects
from ..listing import Listing, all_param, limit_param, order_param
from ..plain import to_plain
from .conversation import ITEM_TYPE, item
from .params import conversation_id_param, include_param, item_id_param


@cmdlet("Get-ConversationItem", default_set="List", outputs=ITEM_TYPE)
class GetConversationItem(Listing):
    """Get one item of a conversation by its id, or list the items."""

    conversation_id = conversation_id_param(("List", "Get"))
    item_id = item_id_param("Get", position=1)
    limit = limit_param("List")
    all = all_param("List")
    after = Param("string", set="List", help="Start behind the item with this id.")
    order = order_param("List")
    include = include_param("List")

    examples = (
        Example("Get-ConversationItem conv_abc123 -All", "Lists all that was said.", run=False),
        Example("Get-ConversationItem conv_abc123 msg_abc123", "Shows one item.", run=False),
    )

    def process(self) -> Objects:
        ids = {"conversation_id": self.conversation_id}
        with self.each_on_its_own(self.conversation_id):
            if self.set_name == "Get":
                yield item(self.call("conversation.item", {**ids, "item_id": self.item_id}).json())
            else:
                for data in self.listed("conversation.items", ids, **{"include[]": to_plain(self.include)}):
                    yield item(data)
