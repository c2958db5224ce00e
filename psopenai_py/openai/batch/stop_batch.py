from __future__ import annotations

from ...declare.cmdlet import Example, Failure, Param, cmdlet
from ...engine.pipeline.cmdlet import Objects
from ...engine.values.objects import PSObject
from .batch import (
    TYPE_NAME,
    BatchFacts,
    BatchTarget,
    Waiter,
    asked_batch,
    batch_id_param,
    batch_object,
    batch_param,
)


@cmdlet("Stop-Batch", outputs=TYPE_NAME, order=("Organization Force..PassThru",))
class StopBatch(BatchTarget):
    """Cancel a batch that has not ended.

    The results so far stay available to Get-BatchOutput. The batch passes through the state "cancelling"; -Wait
    waits until it has ended. With -Wait, -TimeoutSec limits all of the waiting.
    """

    batch = batch_param("The batch to cancel.")
    batch_id = batch_id_param("The id of the batch to cancel.")
    force = Param("switch", help="Send the request even if the batch has ended already.")
    wait = Param("switch", help="Wait until the batch has ended.")
    pass_thru = Param("switch", help="Return the batch.")

    reports_as = "Get-Batch"
    examples = (
        Example("Stop-Batch batch_abc123 -PassThru", "Cancels a batch and shows it."),
        Example(
            "Get-Batch -All | Where-Object status -eq 'in_progress' | Stop-Batch -Wait -PassThru",
            "Cancels all batches that are under way, and waits until they have ended.",
        ),
    )
    failures = (
        Failure(
            "Stop-Batch batch_gone",
            "Stop-Batch: The service answered 404: No batch found with id 'batch_gone'.",
            "NotFoundException,Get-Batch",
        ),
    )
    remarks = """\
    Requests that were done by then are charged, and Get-BatchOutput returns their results. With -Wait the batch is
    polled.
    """

    def process(self) -> Objects:
        for target in self.targets():
            with self.each_on_its_own(target):
                yield from self._stop(target)

    def _stop(self, target: PSObject | str) -> Objects:
        given = asked_batch(self, target) if isinstance(target, str) else target
        facts = BatchFacts(given)
        if (facts.has_ended or facts.status == "cancelling") and not self.force:
            self.fail(
                "System.InvalidOperationException",
                f"The batch {facts.id} cannot be cancelled: it is {facts.status}.",
                "NotSpecified",
                facts.id,
                "System.InvalidOperationException",
            )
            return
        data = self.call("batch.cancel", {"batch_id": facts.id}, "POST").json()
        if self.wait:
            data = next(Waiter(self).wait([facts.id]), data)
        if self.pass_thru:
            yield batch_object(data, {facts.id: facts.follows})
