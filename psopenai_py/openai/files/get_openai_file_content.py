from __future__ import annotations

from ...declare.cmdlet import Example, Failure, Param, cmdlet
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

    examples = (
        Example("Get-OpenAIFileContent file-abc123 -OutFile ./result.jsonl", "Downloads a file."),
        Example(
            "[Text.Encoding]::UTF8.GetString((Get-OpenAIFileContent file-1)).Trim()",
            "Shows a file's text; without -OutFile the content comes as bytes.",
            result="Bread and milk.",
        ),
        Example(
            "Get-OpenAIFile -Purpose batch_output -All | ForEach-Object { Get-OpenAIFileContent $_.id -OutFile "
            '"./$($_.id).jsonl" }',
            "Downloads all result files, each into a file that has its id as name.",
        ),
    )
    failures = (
        Failure(
            "Get-OpenAIFileContent file-gone",
            "Get-OpenAIFileContent: The service answered 404: No file found with id 'file-gone'.",
            "PSOpenAI.APIRequest.NotFoundException,Invoke-OpenAIAPIRequest",
        ),
    )
    remarks = """\
    Downloading costs nothing. Only some purposes have a content that can be read again: batch and batch_output do,
    user_data and assistants may not.
    """

    def process(self) -> Objects:
        yield from content(self, "file.content", {"file_id": self.file_id}, out_file=self.out_file)
