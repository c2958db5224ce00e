from __future__ import annotations

from ...engine.cmdlet import Objects, Output
from ...spec.cmdlet import Example, Param, cmdlet
from ...spec.validators import ValidateNotNullOrEmpty, ValidateRange, ValidateSet
from .params import RUN, RunKey, RunTarget, run_id_param, run_param, thread_of_run_param
from .runs import STATES, RunWaiter, fetch_run, run_object


@cmdlet("Wait-ThreadRun", outputs=RUN)
class WaitThreadRun(RunTarget):
    """Wait until runs have ended or require an action, and return them.

    Several runs are waited for together and come out in the order in which they end. A poll that fails is made again.
    -TimeoutSec limits the whole waiting here.
    """

    run = run_param("Run")
    run_id = run_id_param("Id")
    thread_id = thread_of_run_param("Id")
    timeout_sec = Param("int", help="Seconds to wait in all; 0 (the default) waits as long as it takes.")
    poll_interval_sec = Param(
        "float",
        validators=(ValidateRange(0, 1000),),
        help="Seconds between two looks. Without it the pauses grow from 1 to 5 seconds.",
    )
    status_for_wait = Param(
        "string[]",
        validators=(ValidateSet(STATES), ValidateNotNullOrEmpty()),
        help="Wait while the run is in one of these states.",
    )
    status_for_exit = Param(
        "string[]",
        validators=(ValidateSet(STATES), ValidateNotNullOrEmpty()),
        help="Stop waiting as soon as the run is in one of these states.",
    )

    examples = (
        Example("Start-ThreadRun thread_abc123 asst_abc123 | Wait-ThreadRun | Receive-ThreadRun", "Asks.", run=False),
    )

    def begin(self) -> Output:
        self._keys: list[RunKey] = []
        return None

    def process(self) -> Output:
        key = self.run_key()
        if key is not None:
            self._keys.append(key)
        return None

    def end(self) -> Objects:
        waiter = RunWaiter(
            self,
            self.poll_interval_sec if self.is_bound("PollIntervalSec") else None,
            self.timeout_sec,
            self.status_for_wait,
            self.status_for_exit,
        )
        for key, _ in waiter.items(self._keys):
            with self.each_on_its_own(key.run_id):
                yield run_object(fetch_run(self, key))  # once more, as PSOpenAI does: the run when it is handed on
