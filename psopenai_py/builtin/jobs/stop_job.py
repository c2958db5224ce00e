from __future__ import annotations

from collections.abc import Iterator

from ...declare.cmdlet import Example, Param, cmdlet
from .job import ENDED, Job
from .parameters import JobCmdlet, id_param, instance_param, job_param, name_param, state_param


@cmdlet(
    "Stop-Job",
    default_set="SessionIdParameterSet",
    outputs="System.Management.Automation.Job",
    should_process=True,
    error_name="Microsoft.PowerShell.Commands.StopJobCommand",
)
class StopJob(JobCmdlet):
    """End jobs. A job that waits for an answer of the network ends when that comes."""

    id = id_param()
    job = job_param()
    name = name_param()
    instance_id = instance_param()
    state = state_param()
    pass_thru = Param("switch", help="Return the jobs.")
    examples = (
        Example("(Start-Job { Start-Sleep 60 } | Stop-Job -PassThru).State", "Ends the job.", result="Stopped"),
    )
    remarks = "There is no -Filter."

    def process(self) -> Iterator[Job]:
        for job in self.chosen():
            if job.state not in ENDED and self.should_process(f"{job.id} ({job.name})"):
                job.stop()
                job.done.wait(5)
            if self.pass_thru:
                yield job
