from __future__ import annotations

from ...declare.cmdlet import Example, Failure, cmdlet
from ...engine.pipeline.cmdlet import Objects, Output
from ..api import ENDED_WARNING
from ..params import wait_params
from ..waiting import WaitSettings
from .runs import (
    RUN,
    STATES,
    RunTarget,
    RunWaiter,
    fetch_run,
    run_id_param,
    run_object,
    run_param,
    thread_of_run_param,
)


@cmdlet("Wait-ThreadRun", outputs=RUN, order=("TimeoutSec MaxRetryCount", "Organization StatusForWait StatusForExit"))
class WaitThreadRun(WaitSettings, RunTarget):
    """Wait until runs have ended or require an action, and return them.

    The cmdlet waits for several runs together and returns them in the order in which they end. Failed polls are
    repeated. -TimeoutSec limits the whole wait here.
    """

    run = run_param("Run")
    run_id = run_id_param("Id")
    thread_id = thread_of_run_param("Id")
    timeout_sec, poll_interval_sec, status_for_wait, status_for_exit = wait_params("run", STATES, longest=5)

    examples = (
        Example(
            "Start-ThreadRun thread_abc123 asst_abc123 | Wait-ThreadRun | Receive-ThreadRun",
            "Asks.",
            result=(
                "id             : thread_abc123\n"
                "object         : thread\n"
                "metadata       :\n"
                "tool_resources :\n"
                "created_at     : 11/28/2026 7:14:51 PM\n"
                "Messages       : {msg_abc123, msg_b526aef1a341cfe6e5c377ed, msg_84768ddee659efeafdeb972b}"
            ),
        ),
        Example(
            "(Wait-ThreadRun run_abc123 thread_abc123 -TimeoutSec 60).status",
            "Waits for a run for at most a minute.",
            result="completed",
        ),
    )
    failures = (
        Failure(
            "Wait-ThreadRun run_gone thread_abc123",
            "Wait-ThreadRun: The service answered 404: No run found with id 'run_gone'.",
            "PSOpenAI.APIRequest.NotFoundException,Invoke-OpenAIAPIRequest",
        ),
    )
    remarks = (
        "Each run is polled: after one second at first, then after longer pauses, up to 5 seconds. A poll costs "
        "nothing.\n\n"
    ) + ENDED_WARNING

    def process(self) -> Output:
        key = self.run_key()
        if key is not None:
            self.keys.append(key)
        return None

    def end(self) -> Objects:
        waiter = RunWaiter(self, *self.wait_settings())
        for key, _ in waiter.items(self.keys):
            with self.each_on_its_own(key.run_id):
                # fetched again, as PSOpenAI does: the run at the time it is returned
                yield run_object(fetch_run(self, key))
