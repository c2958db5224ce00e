from __future__ import annotations

from ...declare.cmdlet import Example, Failure, Param, cmdlet
from ...declare.sentinel import MISSING
from ...declare.validators import ValidateNotNullOrEmpty
from ...engine.pipeline.cmdlet import Objects
from ..api import ApiParams
from ..objects import to_object
from ..params import FILE_TYPES, after_param, all_param, id_param, limit_param, order_param

LARGEST_PAGE = 10000


@cmdlet("Get-OpenAIFile", default_set="List", outputs="PSOpenAI.File")
class GetOpenAIFile(ApiParams):
    """Get one uploaded file by its id, or list the files."""

    file_id = id_param("The id of the file, such as file-abc123.", "Id", "file_id", "File", set="Get", of=FILE_TYPES)
    purpose = Param(
        "string",
        set="List",
        validators=(ValidateNotNullOrEmpty(),),
        completions=(
            "assistants",
            "assistants_output",
            "batch",
            "batch_output",
            "fine-tune",
            "fine-tune-results",
            "vision",
        ),
        help="List only the files for this purpose.",
    )
    limit = limit_param("List", most=LARGEST_PAGE, default=MISSING)
    all = all_param("List")
    order = order_param("List", default=MISSING)
    after = after_param("List")

    examples = (
        Example(
            "Get-OpenAIFile file-abc123",
            "Shows one file.",
            result=(
                "id             : file-abc123\n"
                "object         : file\n"
                "bytes          : 141\n"
                "expires_at     :\n"
                "filename       : requests.jsonl\n"
                "purpose        : batch\n"
                "status         : processed\n"
                "status_details :\n"
                "created_at     : 11/28/2026 7:14:14 PM"
            ),
        ),
        Example("Get-OpenAIFile -Purpose batch -All", "Lists all files with batch requests."),
    )
    failures = (
        Failure(
            "Get-OpenAIFile file-gone",
            "Get-OpenAIFile: The service answered 404: No file found with id 'file-gone'.",
            "PSOpenAI.APIRequest.NotFoundException,Invoke-OpenAIAPIRequest",
        ),
    )
    remarks = "Reading costs nothing. A list is read page by page; a page has up to 10,000 files."

    def process(self) -> Objects:
        if self.set_name == "Get":
            yield to_object(self.call("file", {"file_id": self.file_id}).json(), "PSOpenAI.File")
            return
        query = {
            "purpose": self.purpose,
            "limit": LARGEST_PAGE if self.all else self.limit,
            "order": self.order,
            "after": self.after,
        }
        for data in self.listing("files", query=query, everything=bool(self.all)):
            yield to_object(data, "PSOpenAI.File")
