from __future__ import annotations

from ...declare.cmdlet import Example, Param, cmdlet
from ...declare.validators import ValidateNotNullOrEmpty
from ...engine.pipeline.cmdlet import Objects
from ..api import ApiParams
from ..local_files import content
from ..params import FILE_TYPES, id_param


@cmdlet("Get-OpenAIFileContent", outputs="System.Byte[]")
class GetOpenAIFileContent(ApiParams):
    """Download the content of a file: as bytes, or into a file.

    An interrupted download is continued. The shell command writes the bytes to its output as they arrive. In a
    download, -TimeoutSec is the longest silence of the service.
    """

    file_id = id_param("The id of the file, such as file-abc123.", "Id", "file_id", "File", of=FILE_TYPES)
    out_file = Param("string", validators=(ValidateNotNullOrEmpty(),), help="Write the content into this file.")

    examples = (Example("Get-OpenAIFileContent file-abc123 -OutFile ./result.jsonl", "Downloads a file."),)

    def process(self) -> Objects:
        yield from content(self, "file.content", {"file_id": self.file_id}, out_file=self.out_file)
