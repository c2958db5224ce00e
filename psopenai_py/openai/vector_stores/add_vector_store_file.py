from __future__ import annotations

from ...declare.cmdlet import Example, Param, cmdlet
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

    examples = (Example("Add-VectorStoreFile vs_abc123 file-abc123 -Attributes @{ lang = 'en' }", "Adds a file."),)

    def process(self) -> Objects:
        chunking = self.chunking_fields()
        if chunking is None:
            return
        body = {"file_id": self.file_id, **chunking, **bound_fields(self, {"Attributes": "attributes"})}
        self.call("vector_store.files", {"vector_store_id": self.vector_store_id}, "POST", body=body)
        if self.pass_thru:
            yield fetch_store(self, self.vector_store_id)
