from __future__ import annotations

from ...declare.cmdlet import Example, cmdlet
from ...engine.pipeline.cmdlet import Output
from .store import StoreTarget, store_id_param, store_param


@cmdlet("Remove-VectorStore")
class RemoveVectorStore(StoreTarget):
    """Delete a vector store. The files in it are kept; Remove-OpenAIFile deletes those."""

    vector_store = store_param("VectorStore")
    vector_store_id = store_id_param("Id")

    examples = (Example("Remove-VectorStore vs_abc123", "Deletes a vector store."),)

    def process(self) -> Output:
        self.call("vector_store", {"vector_store_id": self.store_id()}, "DELETE")
        return None
