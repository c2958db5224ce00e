from __future__ import annotations

from ...declare.cmdlet import Example, Param, cmdlet
from ...declare.validators import ValidateNotNullOrEmpty, ValidateRange, ValidateSet
from ...engine.pipeline.cmdlet import Objects
from ..api import ApiParams
from ..objects import rows, to_object
from ..transforms import lower_case

LARGEST_PAGE = 10000


@cmdlet("Get-OpenAIFile", default_set="List", outputs="PSOpenAI.File")
class GetOpenAIFile(ApiParams):
    """Get one uploaded file by its id, or list the files."""

    file_id = Param(
        "string",
        set="Get",
        mandatory=True,
        position=0,
        pipeline="value property",
        aliases=("Id", "file_id", "File"),
        validators=(ValidateNotNullOrEmpty(),),
        help="The id of the file, such as file-abc123.",
    )
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
    limit = Param(
        "int", set="List", validators=(ValidateRange(1, LARGEST_PAGE),), help="How many files to list at most."
    )
    all = Param("switch", set="List", help="List all files, however many there are.")
    order = Param(
        "string",
        set="List",
        validators=(ValidateSet(("asc", "desc")),),
        transform=lower_case,
        help="The oldest first (asc) or the newest (desc).",
    )
    after = Param("string", set="List", hidden=True, help="Start behind the file with this id.")

    examples = (
        Example("Get-OpenAIFile file-abc123", "Shows one file."),
        Example("Get-OpenAIFile -Purpose batch -All", "Lists all files of requests."),
    )

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
        found = self.pages("files", query=query) if self.all else rows(self.call("files", query=query).json())
        for data in found:
            yield to_object(data, "PSOpenAI.File")
