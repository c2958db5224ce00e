from __future__ import annotations

from ...dotnet.collections import ByteArray
from ...dotnet.numbers import Byte
from ...engine.cmdlet import Objects
from ...spec.cmdlet import Example, Param, cmdlet
from ...spec.validators import ValidateNotNullOrEmpty
from ..api import ApiParams


@cmdlet("Get-OpenAIFileContent", outputs="System.Byte[]")
class GetOpenAIFileContent(ApiParams):
    """Download the content of a file: as bytes, or into a file.

    A broken download is continued. The shell command writes the bytes to its output as they come.
    """

    file_id = Param(
        "string",
        mandatory=True,
        position=0,
        pipeline="value property",
        aliases=("Id", "file_id", "File"),
        validators=(ValidateNotNullOrEmpty(),),
        help="The id of the file, such as file-abc123.",
    )
    out_file = Param("string", validators=(ValidateNotNullOrEmpty(),), help="Write the content into this file.")

    examples = (Example("Get-OpenAIFileContent file-abc123 -OutFile ./result.jsonl", "Downloads a file."),)

    def process(self) -> Objects:
        from ...http import download_bytes, download_to_file

        with self.faults():
            if self.out_file is not None:
                download_to_file(self.client, self.config(), self.file_id, self.session.path(self.out_file))
                return
            for chunk in download_bytes(self.client, self.config(), self.file_id):
                if self.session.raw_bytes:
                    yield ByteArray(chunk)
                else:
                    yield from map(Byte, chunk)
