from __future__ import annotations

from ...declare.cmdlet import Example, cmdlet
from ...engine.pipeline.cmdlet import Output
from ..api import ApiParams
from .params import container_id_param


@cmdlet("Remove-Container")
class RemoveContainer(ApiParams):
    """Delete a container with all its files."""

    container_id = container_id_param()

    examples = (Example("Get-Container -All | Remove-Container", "Deletes all containers.", run=False),)

    def process(self) -> Output:
        self.call("container", {"container_id": self.container_id}, "DELETE")
        return None
