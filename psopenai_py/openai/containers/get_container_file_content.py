from __future__ import annotations

from ...declare.cmdlet import Example, Failure, Param, cmdlet
from ...declare.validators import ValidateNotNullOrEmpty
from ...engine.pipeline.cmdlet import Objects
from ..local_files import content
from .container import OneFileParams


@cmdlet("Get-ContainerFileContent", outputs="System.Byte[]", order=("FileId ContainerFile OutFile",))
class GetContainerFileContent(OneFileParams):
    """Download a file of a container: as bytes, or into a file.

    An interrupted download is continued. The shell command writes the bytes to its output as they arrive. In a
    download, -TimeoutSec is the longest silence of the service.
    """

    out_file = Param("string", validators=(ValidateNotNullOrEmpty(),), help="Write the content into this file.")

    examples = (
        Example("Get-ContainerFileContent cntr_abc123 cfile_abc123 -OutFile ./plot.png", "Downloads a file."),
        Example(
            "$bytes = Get-ContainerFile cntr_abc123 cfile_abc123 | Get-ContainerFileContent; $bytes.Length",
            "Counts the bytes of a file; without -OutFile the content comes as bytes.",
            result="16",
        ),
    )
    failures = (
        Failure(
            "Get-ContainerFileContent cntr_abc123 cfile_gone",
            "Get-ContainerFileContent: The service answered 404: No container file found with id 'cfile_gone'.",
            "PSOpenAI.APIRequest.NotFoundException,Invoke-OpenAIAPIRequest",
        ),
    )
    remarks = """\
    Downloading costs nothing. A file is gone when its container has ended: download what you need before.
    """

    def process(self) -> Objects:
        container_id, file_id = self.ids()
        ids = {"container_id": container_id, "file_id": file_id}
        yield from content(self, "container.file.content", ids, out_file=self.out_file)
