from __future__ import annotations

from ...declare.cmdlet import Example, cmdlet
from ...engine.pipeline.cmdlet import Objects
from ..listing import Listing, after_param, all_param, before_param, limit_param, order_param
from ..objects import to_object
from .assistant import TYPE_NAME
from .params import assistant_id_param


@cmdlet("Get-Assistant", default_set="List", outputs=TYPE_NAME)
class GetAssistant(Listing):
    """Get one assistant by its id, or list the assistants."""

    assistant_id = assistant_id_param("Get")
    limit = limit_param("List")
    all = all_param("List")
    after = after_param("List")
    before = before_param("List")
    order = order_param("List")

    examples = (
        Example("Get-Assistant asst_abc123", "Shows one assistant.", run=False),
        Example("Get-Assistant -All | Where-Object model -eq 'gpt-4'", "Lists those that use a model.", run=False),
    )

    def process(self) -> Objects:
        with self.each_on_its_own(self.assistant_id):
            if self.set_name == "Get":
                yield to_object(self.call("assistant", {"assistant_id": self.assistant_id}).json(), TYPE_NAME)
            else:
                for data in self.listed("assistants"):
                    yield to_object(data, TYPE_NAME)
