from __future__ import annotations

from ...engine.cmdlet import Objects, Output
from ...spec.cmdlet import Example, Param, cmdlet
from ...spec.validators import ValidateNotNullOrEmpty, ValidateRange, ValidateSet
from ..api import ApiParams
from ..objects import to_object
from .states import STATES
from .waiting import Waiter


@cmdlet("Wait-Batch", outputs="PSOpenAI.Batch")
class WaitBatch(ApiParams):
    """Wait until batches have ended, and return them.

    Several batches are waited for together and come out in the order in which they end. A poll that fails is made
    again. -TimeoutSec limits the whole waiting here.
    """

    batch_id = Param(
        "string",
        mandatory=True,
        position=0,
        pipeline="value property",
        aliases=("Id", "InputObject", "batch_id", "Batch"),
        validators=(ValidateNotNullOrEmpty(),),
        help="The id of the batch to wait for; batch objects may be piped in too.",
    )
    timeout_sec = Param("int", help="Seconds to wait in all; 0 (the default) waits as long as it takes.")
    poll_interval_sec = Param(
        "float",
        validators=(ValidateRange(0, 1000),),
        help="Seconds between two looks. Without it the pauses grow from 1 to 30 seconds.",
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

    reports_as = "Get-Batch"
    examples = (
        Example("Wait-Batch batch_abc123", "Waits and shows the batch when it has ended."),
        Example("Get-Batch -All | Wait-Batch | Get-BatchOutput", "Waits for all batches and gets their results."),
    )

    def begin(self) -> Output:
        self._ids: list[str] = []
        return None

    def process(self) -> Output:
        self._ids.append(self.batch_id)
        return None

    def end(self) -> Objects:
        waiter = Waiter(
            self,
            self.poll_interval_sec if self.is_bound("PollIntervalSec") else None,
            self.timeout_sec,
            self.status_for_wait,
            self.status_for_exit,
        )
        for data in waiter.wait(self._ids):
            yield to_object(data, "PSOpenAI.Batch")
