from __future__ import annotations

from ...declare.cmdlet import Example, Failure, cmdlet
from ...engine.pipeline.cmdlet import Objects, Output
from ..params import (
    id_param,
    wait_params,
)
from ..waiting import WaitSettings
from .batch import STATES, TYPE_NAME, Waiter, batch_object, follows_given
from .journal import note_seen


@cmdlet("Wait-Batch", outputs=TYPE_NAME, order=("TimeoutSec MaxRetryCount", "Organization StatusForWait StatusForExit"))
class WaitBatch(WaitSettings):
    """Wait until batches have ended, and return them.

    The cmdlet waits for several batches together and returns them in the order in which they end. A failed poll is
    repeated. -TimeoutSec limits the whole wait here.
    """

    batch_id = id_param(
        "The id of the batch to wait for; batch objects may be piped in too.", "Id", "InputObject", "batch_id", "Batch",
        of=(TYPE_NAME,),
    )  # fmt: skip
    timeout_sec, poll_interval_sec, status_for_wait, status_for_exit = wait_params("batch", STATES)

    reports_as = "Get-Batch"
    examples = (
        Example("Wait-Batch batch_abc123", "Waits and shows the batch when it has ended."),
        Example("Get-Batch -All | Wait-Batch | Get-BatchOutput", "Waits for all batches and gets their results."),
    )
    failures = (
        Failure(
            "Wait-Batch batch_gone",
            "Wait-Batch: The service answered 404: No batch found with id 'batch_gone'.",
            "PSOpenAI.APIRequest.NotFoundException,Invoke-OpenAIAPIRequest",
        ),
    )
    remarks = """\
    Each batch is polled: after one second at first, then after longer pauses, up to 30 seconds. A poll costs nothing. A
    batch takes up to 24 hours; -TimeoutSec gives up earlier.
    """

    def begin(self) -> Output:
        self._follows: dict[str, list[str]] = {}
        return super().begin()

    def process(self) -> Output:
        self.keys.append(self.batch_id)
        self._follows.update(follows_given(self))
        return None

    def end(self) -> Objects:
        waiter = Waiter(self, *self.wait_settings())
        for data in waiter.wait(self.keys):
            note_seen(self, [data])
            yield batch_object(data, self._follows)
