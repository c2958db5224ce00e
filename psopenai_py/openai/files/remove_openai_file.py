from __future__ import annotations

from ...declare.cmdlet import Example, Failure, cmdlet
from ..params import FILE_TYPES, id_param
from ..resources import Remove


@cmdlet("Remove-OpenAIFile")
class RemoveOpenAIFile(Remove):
    """Delete an uploaded file."""

    endpoint = "file"
    ids = ("file_id",)

    file_id = id_param("The id of the file; file objects may be piped in too.", "Id", "file_id", "File", of=FILE_TYPES)

    examples = (
        Example("Remove-OpenAIFile file-abc123", "Deletes a file."),
        Example("Get-OpenAIFile -Purpose batch -All | Remove-OpenAIFile", "Deletes all files with batch requests."),
    )
    failures = (
        Failure(
            "Remove-OpenAIFile file-gone",
            "Remove-OpenAIFile: The service answered 404: No file found with id 'file-gone'.",
            "PSOpenAI.APIRequest.NotFoundException,Invoke-OpenAIAPIRequest",
        ),
    )
