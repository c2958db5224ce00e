from __future__ import annotations

from ...declare.cmdlet import Example, Failure, Param, cmdlet
from ...engine.pipeline.cmdlet import Objects
from .file_batches import FILE_BATCH, BatchTarget, FileBatchWaiter, batch_id_param, batch_param, file_batch
from .store import store_id_param, store_param


@cmdlet("Stop-VectorStoreFileBatch", outputs=FILE_BATCH, order=("Organization Wait PassThru",))
class StopVectorStoreFileBatch(BatchTarget):
    """Cancel a batch of files. The files that have been added to the vector store stay there.

    With -Wait, -TimeoutSec limits all of the waiting.
    """

    vector_store = store_param("VectorStore")
    vector_store_id = store_id_param("VectorStoreId")
    batch_id = batch_id_param(("VectorStoreId", "VectorStore"))
    batch = batch_param("VectorStoreFileBatch")
    wait = Param("switch", help="Wait until the batch has ended.")
    pass_thru = Param("switch", help="Return the batch.")

    examples = (
        Example(
            "Stop-VectorStoreFileBatch vs_abc123 vsfb_abc123 -PassThru",
            "Cancels a batch.",
            result=(
                "id              : vsfb_abc123\n"
                "object          : vector_store.file_batch\n"
                "vector_store_id : vs_abc123\n"
                "status          : cancelling\n"
                "file_counts     : @{in_progress=0; completed=0; failed=0; cancelled=1; total=1}\n"
                "created_at      : 11/28/2026 7:14:41 PM"
            ),
        ),
        Example(
            "$batch | Stop-VectorStoreFileBatch -PassThru | ForEach-Object status",
            "Cancels a batch and shows its state.",
            result="cancelling",
        ),
    )
    failures = (
        Failure(
            "Stop-VectorStoreFileBatch vs_abc123 vsfb_gone",
            "Stop-VectorStoreFileBatch: The service answered 404: No file batch found with id 'vsfb_gone'.",
            "PSOpenAI.APIRequest.NotFoundException,Invoke-OpenAIAPIRequest",
        ),
    )
    remarks = "What was added by then stays in the store and is charged. With -Wait the batch is polled."

    def process(self) -> Objects:
        key = self.batch_key()
        data = self.call("vector_store.file_batch.cancel", key.path, "POST").json()
        if self.wait:
            data = next(FileBatchWaiter(self).wait([key]), data)
        if self.pass_thru:
            yield file_batch(data)
