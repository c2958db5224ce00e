from __future__ import annotations

from ...declare.cmdlet import Example, Failure, cmdlet
from ...engine.pipeline.cmdlet import Output
from .store import StoreTarget, store_id_param, store_param


@cmdlet("Remove-VectorStore")
class RemoveVectorStore(StoreTarget):
    """Delete a vector store. The files in it are kept; Remove-OpenAIFile deletes those."""

    vector_store = store_param("VectorStore")
    vector_store_id = store_id_param("Id")

    examples = (
        Example("Remove-VectorStore vs_abc123", "Deletes a vector store."),
        Example(
            "Get-VectorStore -All | Where-Object status -eq 'expired' | Remove-VectorStore",
            "Deletes those that have expired.",
        ),
    )
    failures = (
        Failure(
            "Remove-VectorStore vs_gone",
            "Remove-VectorStore: The service answered 404: No vector store found with id 'vs_gone'.",
            "PSOpenAI.APIRequest.NotFoundException,Invoke-OpenAIAPIRequest",
        ),
    )
    remarks = """\
    Deleting costs nothing, and the store is no longer charged. It cannot be brought back; its files are kept.
    """

    def process(self) -> Output:
        self.call("vector_store", {"vector_store_id": self.store_id()}, "DELETE")
        return None
