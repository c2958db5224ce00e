from __future__ import annotations

from ...declare.cmdlet import Example, Failure, cmdlet
from ...engine.pipeline.cmdlet import Output
from .container import OneFileParams


@cmdlet("Remove-ContainerFile", order=("FileId ContainerFile",))
class RemoveContainerFile(OneFileParams):
    """Delete a file of a container."""

    examples = (
        Example("Get-ContainerFile cntr_abc123 | Remove-ContainerFile", "Deletes all files."),
        Example(
            "Remove-ContainerFile cntr_abc123 cfile_abc123",
            "Deletes one file.",
        ),
    )
    failures = (
        Failure(
            "Remove-ContainerFile cntr_abc123 cfile_gone",
            "Remove-ContainerFile: The service answered 404: No container file found with id 'cfile_gone'.",
            "PSOpenAI.APIRequest.NotFoundException,Invoke-OpenAIAPIRequest",
        ),
    )
    remarks = "Deleting costs nothing. What is deleted cannot be brought back."

    def process(self) -> Output:
        container_id, file_id = self.ids()
        self.call("container.file", {"container_id": container_id, "file_id": file_id}, "DELETE")
        return None
