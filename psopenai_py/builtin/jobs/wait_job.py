from __future__ import annotations

import time
from collections.abc import Iterator

from ...declare.cmdlet import Example, Param, cmdlet
from .job import ENDED, Job, jobs_of
from .parameters import JobCmdlet, id_param, instance_param, job_param, name_param, state_param


@cmdlet(
    "Wait-Job",
    default_set="SessionIdParameterSet",
    outputs="System.Management.Automation.Job",
    error_name="Microsoft.PowerShell.Commands.WaitJobCommand",
)
class WaitJob(JobCmdlet):
    """Wait until jobs have ended."""

    id = id_param()
    job = job_param()
    name = name_param()
    instance_id = instance_param()
    state = state_param()
    any = Param("switch", help="Wait for one of them only.")
    timeout = Param("double", aliases=("TimeoutSec",), help="The longest time to wait, in seconds.")
    force = Param("switch", help="Accepted for compatibility.")
    examples = (Example("Start-Job { 1 } | Wait-Job -Timeout 10 | Receive-Job", "The output.", result="1"),)
    remarks = "There is no -Filter."

    def begin(self) -> None:
        self._jobs: list[Job] = []

    def process(self) -> None:
        self._jobs += [job for job in self.chosen() if job not in self._jobs]

    def end(self) -> Iterator[Job]:
        limit = None if self.timeout is None or self.timeout < 0 else time.monotonic() + float(self.timeout)
        changed = jobs_of(self.session).ended

        def is_over(seconds: float) -> bool:
            with changed:
                if not self._enough():
                    changed.wait(seconds)
                return self._enough()

        self.session.arrivals.wait_for(is_over, limit)
        ended = [job for job in self._jobs if job.state in ENDED]
        if self.any:
            yield from ended[:1]
        elif len(ended) == len(self._jobs):
            yield from ended

    def _enough(self) -> bool:
        ended = [job.state in ENDED for job in self._jobs]
        return all(ended) or (bool(self.any) and True in ended)
