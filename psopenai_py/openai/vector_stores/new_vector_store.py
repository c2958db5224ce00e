from __future__ import annotations

from typing import Any

from ...declare.cmdlet import Example, Failure, Param, cmdlet
from ...declare.validators import ValidateCount
from ...engine.pipeline.cmdlet import Objects
from ...engine.values.enumeration import as_list
from ..api import id_of
from ..body import bound_fields
from ..params import changed_id_param
from .chunking import ChunkingParams
from .store import STORE, StoreParams, StoreTarget


@cmdlet(
    "New-VectorStore",
    default_set="VectorStoreId",
    outputs=STORE,
    order=("Name Description", "ChunkOverlapTokens MetaData"),
)
class NewVectorStore(StoreParams, ChunkingParams, StoreTarget):
    """Create a vector store, with files if given."""

    vector_store = Param(
        "object",
        set="VectorStore",
        pipeline="value property",
        of=STORE,
        hidden=True,
        help="Change this vector store instead; Set-VectorStore does so too.",
    )
    vector_store_id = changed_id_param(STORE, "vector store", set="VectorStoreId")
    file_id = Param(
        "object[]",
        aliases=("file_ids",),
        validators=(ValidateCount(0, 500),),
        help="The files to add: ids of uploaded files, or file objects.",
    )
    description = Param("string", help="A note for people about its purpose.")

    examples = (
        Example(
            "New-VectorStore -Name Handbook -FileId file-abc123",
            "Creates one with a file.",
            result=(
                "id             : vs_203d109d4972123c482392fc\n"
                "object         : vector_store\n"
                "name           : Handbook\n"
                "description    :\n"
                "usage_bytes    : 141\n"
                "bytes          : 141\n"
                "file_counts    : @{in_progress=1; completed=0; failed=0; cancelled=0; total=1}\n"
                "status         : in_progress\n"
                "expires_after  :\n"
                "expires_at     :\n"
                "metadata       :\n"
                "created_at     : 11/28/2026 7:14:37 PM\n"
                "last_active_at : 11/28/2026 7:14:37 PM"
            ),
        ),
        Example(
            "New-VectorStore -Name Notes -FileId (Get-ChildItem *.md | Add-OpenAIFile -Purpose assistants)",
            "Creates one from local files.",
        ),
    )
    failures = (
        Failure(
            "New-VectorStore -Name Handbook -FileId file-gone",
            "New-VectorStore: The service answered 404: No file found with id 'file-gone'.",
            "PSOpenAI.APIRequest.NotFoundException,Invoke-OpenAIAPIRequest",
        ),
    )
    remarks = """\
    The service charges for what vector stores keep, by the day, above the first gigabyte. -ExpiresAfterDays deletes a
    store that is no longer used. A file has 512 MB and 5,000,000 tokens at most.

    Nothing is polled: the files are still being read when it returns. Get-VectorStore counts those that are done.
    """

    def process(self) -> Objects:
        body: dict[str, Any] = {**self.store_fields(), **bound_fields(self, {"Description": "description"})}
        files = [id_of(file) for file in as_list(self.file_id)]
        if files:
            chunking = self.chunking_fields()  # the service accepts it only together with files
            if chunking is None:
                return
            body.update(file_ids=files, **chunking)
        yield self.save_store(self.store_id(), body)
