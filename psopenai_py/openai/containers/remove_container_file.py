from __future__ import annotations

from ...declare.cmdlet import Example, cmdlet
from ...engine.pipeline.cmdlet import Output
from .container import OneFileParams


@cmdlet("Remove-ContainerFile", order=("FileId ContainerFile",))
class RemoveContainerFile(OneFileParams):
    """Delete a file of a container."""

    examples = (Example("Get-ContainerFile cntr_abc123 | Remove-ContainerFile", "Deletes all files."),)

    def process(self) -> Output:
        container_id, file_id = self.ids()
        self.call("container.file", {"container_id": container_id, "file_id": file_id}, "DELETE")
        return None
