from __future__ import annotations

from ...declare.cmdlet import Example, Failure, cmdlet
from ...engine.pipeline.cmdlet import Objects
from .store import STORE, StoreParams, StoreTarget, store_id_param, store_param


@cmdlet("Set-VectorStore", outputs=STORE)
class SetVectorStore(StoreParams, StoreTarget):
    """Change the name of a vector store, its metadata, or how long it is kept."""

    vector_store = store_param("VectorStore")
    vector_store_id = store_id_param("VectorStoreId")

    examples = (
        Example("Set-VectorStore vs_abc123 -ExpiresAfterDays 7", "Keeps it for a week."),
        Example(
            "Get-VectorStore vs_abc123 | Set-VectorStore -Name 'Handbook 2026' -MetaData @{ team = 'docs' }",
            "Renames a vector store and sets its metadata.",
        ),
    )
    failures = (
        Failure(
            "Set-VectorStore vs_gone -Name Handbook",
            "Set-VectorStore: The service answered 404: No vector store found with id 'vs_gone'.",
            "PSOpenAI.APIRequest.NotFoundException,Invoke-OpenAIAPIRequest",
        ),
    )
    remarks = "Changing costs nothing; a vector store that is kept longer costs more."

    def process(self) -> Objects:
        yield self.save_store(self.store_id(), self.store_fields())
