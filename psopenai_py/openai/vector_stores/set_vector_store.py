from __future__ import annotations

from ...declare.cmdlet import Example, cmdlet
from ...engine.pipeline.cmdlet import Objects
from .store import STORE, StoreParams, StoreTarget, store_id_param, store_param


@cmdlet("Set-VectorStore", outputs=STORE)
class SetVectorStore(StoreParams, StoreTarget):
    """Change the name of a vector store, its metadata, or how long it is kept."""

    vector_store = store_param("VectorStore")
    vector_store_id = store_id_param("VectorStoreId")

    examples = (Example("Set-VectorStore vs_abc123 -ExpiresAfterDays 7", "Keeps it for a week."),)

    def process(self) -> Objects:
        yield self.save_store(self.store_id(), self.store_fields())
