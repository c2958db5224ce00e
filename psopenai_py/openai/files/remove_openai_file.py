from __future__ import annotations

from ...declare.cmdlet import Example, Param, cmdlet
from ...declare.validators import ValidateNotNullOrEmpty
from ...engine.pipeline.cmdlet import Output
from ..api import ApiParams


@cmdlet("Remove-OpenAIFile")
class RemoveOpenAIFile(ApiParams):
    """Delete an uploaded file."""

    file_id = Param(
        "string",
        mandatory=True,
        position=0,
        pipeline="value property",
        aliases=("Id", "file_id", "File"),
        validators=(ValidateNotNullOrEmpty(),),
        help="The id of the file; file objects may be piped in too.",
    )

    examples = (Example("Remove-OpenAIFile file-abc123", "Deletes a file."),)

    def process(self) -> Output:
        self.call("file", {"file_id": self.file_id}, "DELETE")
        return None
