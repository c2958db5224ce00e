from __future__ import annotations

from ...declare.cmdlet import Example, Param, cmdlet
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

    examples = (Example("Get-ContainerFileContent cntr_abc123 cfile_abc123 -OutFile ./plot.png", "Downloads a file."),)

    def process(self) -> Objects:
        container_id, file_id = self.ids()
        ids = {"container_id": container_id, "file_id": file_id}
        yield from content(self, "container.file.content", ids, out_file=self.out_file)
