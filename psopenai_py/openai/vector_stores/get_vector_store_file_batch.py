from __future__ import annotations

from ...declare.cmdlet import Example, Failure, cmdlet
from ...engine.pipeline.cmdlet import Objects
from .file_batches import FILE_BATCH, BatchTarget, batch_id_param, batch_param, file_batch
from .store import store_id_param, store_param


@cmdlet("Get-VectorStoreFileBatch", outputs=FILE_BATCH)
class GetVectorStoreFileBatch(BatchTarget):
    """Get a batch of files of a vector store."""

    vector_store = store_param("VectorStore")
    vector_store_id = store_id_param("VectorStoreId")
    batch_id = batch_id_param(("VectorStoreId", "VectorStore"))
    batch = batch_param("VectorStoreFileBatch")

    examples = (
        Example("Get-VectorStoreFileBatch vs_abc123 vsfb_abc123", "Shows its progress."),
        Example(
            "$batch | Get-VectorStoreFileBatch | ForEach-Object status",
            "Gets the batch again and shows its state.",
        ),
    )
    failures = (
        Failure(
            "Get-VectorStoreFileBatch vs_abc123 vsfb_gone",
            "Get-VectorStoreFileBatch: The service answered 404: No file batch found with id 'vsfb_gone'.",
            "PSOpenAI.APIRequest.NotFoundException,Invoke-OpenAIAPIRequest",
        ),
    )
    remarks = "Reading costs nothing. It is one call, which shows the state of this moment."

    def process(self) -> Objects:
        yield file_batch(self.call("vector_store.file_batch", self.batch_key().path).json())
