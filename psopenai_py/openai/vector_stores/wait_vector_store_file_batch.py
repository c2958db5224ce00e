from __future__ import annotations

from ...declare.cmdlet import Example, Failure, cmdlet
from ...engine.pipeline.cmdlet import Objects, Output
from ..params import wait_params
from ..waiting import WaitSettings
from .file_batches import (
    FILE_BATCH,
    STATES,
    BatchTarget,
    FileBatchWaiter,
    batch_id_param,
    batch_param,
    file_batch,
)
from .store import store_id_param, store_param


@cmdlet(
    "Wait-VectorStoreFileBatch",
    outputs=FILE_BATCH,
    order=("TimeoutSec MaxRetryCount", "Organization StatusForWait StatusForExit"),
)
class WaitVectorStoreFileBatch(WaitSettings, BatchTarget):
    """Wait until batches of files have ended, and return them.

    The cmdlet waits for several batches together and returns them in the order in which they end. A failed poll is
    repeated. -TimeoutSec limits the whole wait here.
    """

    vector_store = store_param("VectorStore")
    vector_store_id = store_id_param("VectorStoreId")
    batch_id = batch_id_param(("VectorStoreId", "VectorStore"))
    batch = batch_param("VectorStoreFileBatch")
    timeout_sec, poll_interval_sec, status_for_wait, status_for_exit = wait_params("batch", STATES, longest=10)

    examples = (
        Example(
            "Wait-VectorStoreFileBatch vs_abc123 vsfb_abc123",
            "Waits for a batch.",
            result=(
                "id              : vsfb_abc123\n"
                "object          : vector_store.file_batch\n"
                "vector_store_id : vs_abc123\n"
                "status          : completed\n"
                "file_counts     : @{in_progress=0; completed=1; failed=0; cancelled=0; total=1}\n"
                "created_at      : 11/28/2026 7:14:42 PM"
            ),
        ),
        Example(
            "$batch | Wait-VectorStoreFileBatch -TimeoutSec 600 | ForEach-Object file_counts",
            "Waits for at most ten minutes and counts the files.",
            result="in_progress : 0\ncompleted   : 2\nfailed      : 0\ncancelled   : 0\ntotal       : 2",
        ),
    )
    failures = (
        Failure(
            "Wait-VectorStoreFileBatch vs_abc123 vsfb_gone",
            "Wait-VectorStoreFileBatch: The service answered 404: No file batch found with id 'vsfb_gone'.",
            "PSOpenAI.APIRequest.NotFoundException,Invoke-OpenAIAPIRequest",
        ),
    )
    remarks = """\
    Each batch is polled: after one second at first, then after longer pauses, up to 10 seconds. A poll costs nothing.
    """

    def process(self) -> Output:
        self.keys.append(self.batch_key())
        return None

    def end(self) -> Objects:
        waiter = FileBatchWaiter(self, *self.wait_settings())
        yield from map(file_batch, waiter.wait(self.keys))
