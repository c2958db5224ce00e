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
        Example(
            "Get-VectorStoreFileBatch vs_abc123 vsfb_abc123",
            "Shows its progress.",
            result=(
                "id              : vsfb_abc123\n"
                "object          : vector_store.file_batch\n"
                "vector_store_id : vs_abc123\n"
                "status          : completed\n"
                "file_counts     : @{in_progress=0; completed=1; failed=0; cancelled=0; total=1}\n"
                "created_at      : 11/28/2026 7:14:41 PM"
            ),
        ),
        Example(
            "$batch | Get-VectorStoreFileBatch | ForEach-Object status",
            "Gets the batch again and shows its state.",
            result="completed",
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
