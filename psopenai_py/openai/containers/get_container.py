from __future__ import annotations

from ...declare.cmdlet import Example, cmdlet
from ...engine.pipeline.cmdlet import Objects
from ..listing import Listing, after_param, all_param, limit_param, order_param
from ..objects import to_object
from .params import container_id_param


@cmdlet("Get-Container", default_set="List", outputs="PSOpenAI.Container")
class GetContainer(Listing):
    """Get one container by its id, or list the containers."""

    container_id = container_id_param("Get")
    limit = limit_param("List")
    all = all_param("List")
    after = after_param("List")
    order = order_param("List")

    examples = (
        Example("Get-Container cntr_abc123", "Shows one container.", run=False),
        Example("Get-Container -All | Where-Object status -eq 'running'", "Lists those that run.", run=False),
    )

    def process(self) -> Objects:
        with self.each_on_its_own(self.container_id):
            if self.set_name == "Get":
                data = self.call("container", {"container_id": self.container_id}).json()
                yield to_object(data, "PSOpenAI.Container")
            else:
                for data in self.listed("containers"):
                    yield to_object(data, "PSOpenAI.Container")
