from __future__ import annotations

from ...declare.cmdlet import Example, Param, cmdlet
from ...declare.validators import ValidateNotNullOrEmpty
from ...engine.pipeline.cmdlet import Objects, Output
from ..objects import to_object
from ..wait_params import (
    WaitSettings,
    poll_interval_param,
    status_for_exit_param,
    status_for_wait_param,
    wait_timeout_param,
)
from .params import TYPE_NAME
from .states import STATES
from .waiting import Waiter


@cmdlet("Wait-Batch", outputs=TYPE_NAME)
class WaitBatch(WaitSettings):
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
    timeout_sec = wait_timeout_param()
    poll_interval_sec = poll_interval_param()
    status_for_wait = status_for_wait_param("batch", STATES)
    status_for_exit = status_for_exit_param("batch", STATES)

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
        waiter = Waiter(self, *self.wait_settings())
        for data in waiter.wait(self._ids):
            yield to_object(data, TYPE_NAME)
