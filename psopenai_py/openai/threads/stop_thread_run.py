from __future__ import annotations

from ...declare.cmdlet import Example, Failure, Param, cmdlet
from ...engine.members.members import get_member
from ...engine.pipeline.cmdlet import Objects
from ...engine.values.text import to_text
from ..api import ENDED_WARNING
from .runs import (
    RUN,
    STOPPABLE,
    RunTarget,
    RunWaiter,
    fetch_run,
    run_id_param,
    run_object,
    run_param,
    thread_of_run_param,
)


@cmdlet("Stop-ThreadRun", outputs=RUN, order=("Organization Force..PassThru",))
class StopThreadRun(RunTarget):
    """Cancel a run that has not ended.

    With -Wait, -TimeoutSec limits all of the waiting.
    """

    run = run_param("Run")
    run_id = run_id_param("Id")
    thread_id = thread_of_run_param("Id")
    force = Param("switch", help="Send the request even if the run has ended already.")
    wait = Param("switch", help="Wait until the run has ended.")
    pass_thru = Param("switch", help="Return the run.")

    examples = (
        Example("Get-ThreadRun thread_abc123 run_abc123 | Stop-ThreadRun", "Cancels a run."),
        Example(
            "Stop-ThreadRun run_abc123 thread_abc123 -Wait -PassThru",
            "Cancels a run by its ids and waits until it has ended.",
        ),
    )
    failures = (
        Failure(
            "Stop-ThreadRun run_gone thread_abc123",
            "Stop-ThreadRun: The service answered 404: No run found with id 'run_gone'.",
            "NotFoundException,Stop-ThreadRun",
        ),
    )
    remarks = ("Tokens that were made by then are charged. With -Wait the run is polled.\n\n") + ENDED_WARNING

    def process(self) -> Objects:
        key = self.run_key()
        if key is None:
            return
        with self.each_on_its_own(key.run_id):
            status = self._status(fetch_run(self, key) if self.set_name == "Id" else self.run)
            if status not in STOPPABLE and not self.force:
                self.fail(
                    "System.InvalidOperationException",
                    f"The run {key.run_id} cannot be cancelled: its status is '{status}'.",
                    "NotSpecified",
                    key.run_id,
                    "System.InvalidOperationException",
                )
                return
            data = self.call("thread.run.cancel", key.path, "POST").json()
            if self.wait:
                data = next(RunWaiter(self).wait([key]), data)
            if self.pass_thru:
                yield run_object(data)

    def _status(self, run: object) -> str:
        status = run.get("status") if isinstance(run, dict) else get_member(run, "status")
        return to_text(status)
