from __future__ import annotations

from ...declare.cmdlet import Example, Failure, Param, cmdlet
from ...engine.pipeline.cmdlet import Objects
from ..body import bound_fields
from .chunking import ChunkingParams
from .file import file_id_param
from .store import STORE, fetch_store, store_id_param


@cmdlet("Add-VectorStoreFile", outputs=STORE, order=("ChunkOverlapTokens Attributes PassThru",))
class AddVectorStoreFile(ChunkingParams):
    """Add an uploaded file to a vector store."""

    vector_store_id = store_id_param(only_id=False)
    file_id = file_id_param(aliases=("file_id", "File"))
    attributes = Param("IDictionary", help="Up to 16 pairs of key and value that a search can filter by.")
    pass_thru = Param("switch", help="Return the vector store.")

    examples = (
        Example("Add-VectorStoreFile vs_abc123 file-abc123 -Attributes @{ lang = 'en' }", "Adds a file."),
        Example(
            "Get-ChildItem *.md | Add-OpenAIFile -Purpose assistants | ForEach-Object { Add-VectorStoreFile "
            "vs_abc123 $_.id -PassThru }",
            "Uploads files and adds each to a vector store.",
            result=(
                "id             : vs_abc123\n"
                "object         : vector_store\n"
                "name           : Handbook\n"
                "description    :\n"
                "usage_bytes    : 181\n"
                "bytes          : 181\n"
                "file_counts    : @{in_progress=0; completed=3; failed=0; cancelled=0; total=3}\n"
                "status         : completed\n"
                "expires_after  :\n"
                "expires_at     :\n"
                "metadata       :\n"
                "created_at     : 11/28/2026 7:14:39 PM\n"
                "last_active_at : 11/28/2026 7:14:39 PM"
            ),
        ),
    )
    failures = (
        Failure(
            "Add-VectorStoreFile vs_abc123 file-gone",
            "Add-VectorStoreFile: The service answered 404: No file found with id 'file-gone'.",
            "PSOpenAI.APIRequest.NotFoundException,Invoke-OpenAIAPIRequest",
        ),
    )
    remarks = """\
    The file is charged by the space that it takes in the store. It is still being read when the cmdlet returns:
    Get-VectorStoreFile shows its state. For many files use Start-VectorStoreFileBatch.

    A chunk has 100 to 4096 tokens; without -ChunkingStrategy it has 800, and shares 400 with the next.
    """

    def process(self) -> Objects:
        chunking = self.chunking_fields()
        if chunking is None:
            return
        body = {"file_id": self.file_id, **chunking, **bound_fields(self, {"Attributes": "attributes"})}
        self.call("vector_store.files", {"vector_store_id": self.vector_store_id}, "POST", body=body)
        if self.pass_thru:
            yield fetch_store(self, self.vector_store_id)
