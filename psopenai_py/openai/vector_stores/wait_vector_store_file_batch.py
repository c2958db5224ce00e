from __future__ import annotations

from ...engine.cmdlet import Objects, Output
from ...spec.cmdlet import Example, Param, cmdlet
from ...spec.validators import ValidateNotNullOrEmpty, ValidateRange, ValidateSet
from .file_batches import STATES, FileBatchWaiter, file_batch
from .params import FILE_BATCH, BatchKey, BatchTarget, batch_id_param, batch_param, store_id_param, store_param


@cmdlet("Wait-VectorStoreFileBatch", outputs=FILE_BATCH)
class WaitVectorStoreFileBatch(BatchTarget):
    """Wait until batches of files have ended, and return them.

    Several batches are waited for together and come out in the order in which they end. A poll that fails is made
    again. -TimeoutSec limits the whole waiting here.
    """

    vector_store = store_param("VectorStore")
    vector_store_id = store_id_param("VectorStoreId")
    batch_id = batch_id_param(("VectorStoreId", "VectorStore"))
    batch = batch_param("VectorStoreFileBatch")
    timeout_sec = Param("int", help="Seconds to wait in all; 0 (the default) waits as long as it takes.")
    poll_interval_sec = Param(
        "float",
        validators=(ValidateRange(0, 1000),),
        help="Seconds between two looks. Without it the pauses grow from 1 to 10 seconds.",
    )
    status_for_wait = Param(
        "string[]",
        validators=(ValidateSet(STATES), ValidateNotNullOrEmpty()),
        help="Wait while the batch is in one of these states.",
    )
    status_for_exit = Param(
        "string[]",
        validators=(ValidateSet(STATES), ValidateNotNullOrEmpty()),
        help="Stop waiting as soon as the batch is in one of these states.",
    )

    examples = (Example("Wait-VectorStoreFileBatch vs_abc123 vsfb_abc123", "Waits for a batch.", run=False),)

    def begin(self) -> Output:
        self._keys: list[BatchKey] = []
        return None

    def process(self) -> Output:
        self._keys.append(self.batch_key())
        return None

    def end(self) -> Objects:
        waiter = FileBatchWaiter(
            self,
            self.poll_interval_sec if self.is_bound("PollIntervalSec") else None,
            self.timeout_sec,
            self.status_for_wait,
            self.status_for_exit,
        )
        yield from map(file_batch, waiter.wait(self._keys))
