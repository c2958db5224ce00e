from __future__ import annotations

import threading

from ...declare.cmdlet import Example, InSet, Param, cmdlet
from ...declare.validators import ValidateRange
from ...engine.session.session import Session
from .job import Job
from .runs import Run
from .start_job import JobStarter, input_param


class Throttle:
    """How many thread jobs of a session run at once, and those that wait for their turn."""

    def __init__(self) -> None:
        self.limit = 5
        self.running = 0
        self.waiting: list[tuple[Job, Run]] = []
        self._lock = threading.Lock()

    def start(self, job: Job, run: Run) -> None:
        done = run.finished

        def finished(ended: Run) -> None:
            done(ended)
            with self._lock:
                self.running -= 1
            self._next()

        run.finished = finished
        job.stop = lambda: self._stop(job, run)
        with self._lock:
            self.waiting.append((job, run))
        self._next()

    def _stop(self, job: Job, run: Run) -> None:
        """End a job; one that waits for its turn never begins."""
        with self._lock:
            waits = (job, run) in self.waiting
            if waits:
                self.waiting.remove((job, run))
        if waits:
            job.end("Stopped", None)
        else:
            run.stop()

    def _next(self) -> None:
        while True:
            with self._lock:
                if not self.waiting or self.running >= self.limit:
                    return
                self.running += 1
                job, run = self.waiting.pop(0)
            job.start()
            run.start()


def throttle_of(session: Session) -> Throttle:
    return session.part(Throttle)


@cmdlet(
    "Start-ThreadJob",
    default_set="ScriptBlock",
    outputs="ThreadJob.ThreadJob",
    error_name="ThreadJob.StartThreadJobCommand",
)
class StartThreadJob(JobStarter):
    """Run a script block in the background; -ThrottleLimit says how many at once."""

    kind = "ThreadJob"

    script_block = Param("scriptblock", sets={"ScriptBlock": InSet(mandatory=True, position=0)}, help="What to run.")
    file_path = Param("string", set="FilePath", mandatory=True, position=0, help="The script to run.")
    name = Param("string", help="The job's name.")
    initialization_script = Param("scriptblock", help="Runs first.")
    input_object = input_param()
    argument_list = Param("object[]", help="Arguments of the block.")
    throttle_limit = Param(
        "int", validators=(ValidateRange(1, 1000000),), help="How many run at once (5); it stays for later ones."
    )
    streaming_host = Param("object", help="Accepted for compatibility.")
    examples = (
        Example(
            "1..3 | ForEach-Object { Start-ThreadJob { $using:_ } } | Receive-Job -Wait",
            "Runs three blocks.",
            result="1\n2\n3",
        ),
    )
    remarks = "A block that waits for the network is stopped when the answer comes."

    def launch(self, job: Job, run: Run) -> None:
        throttle = throttle_of(self.session)
        if self.throttle_limit is not None:
            throttle.limit = self.throttle_limit
        throttle.start(job, run)
