from __future__ import annotations

from ...declare.cmdlet import Example, Param, cmdlet
from .job import ENDED, jobs_of
from .parameters import JobCmdlet, id_param, instance_param, job_param, name_param, state_param


@cmdlet(
    "Remove-Job",
    default_set="SessionIdParameterSet",
    should_process=True,
    error_name="Microsoft.PowerShell.Commands.RemoveJobCommand",
)
class RemoveJob(JobCmdlet):
    """Remove jobs that have ended, with the results that were not received."""

    id = id_param()
    job = job_param()
    name = name_param()
    instance_id = instance_param()
    state = state_param()
    force = Param("switch", aliases=("F",), help="End jobs that still run.")
    examples = (Example("Get-Job -State Completed | Remove-Job", "Removes what has ended."),)
    remarks = "There is no -Command or -Filter."

    def process(self) -> None:
        known = jobs_of(self.session).all
        for job in self.chosen():
            if job.state not in ENDED:
                if not self.force:
                    message = f"The job {job.id} ({job.name}) still runs. Stop it first, or use -Force."
                    exception = "System.ArgumentException"
                    self.fail("JobObjectNotFinishedCannotBeRemoved", message, "InvalidOperation", job, exception)
                    continue
                job.stop()
            if job in known and self.should_process(f"{job.id} ({job.name})"):
                known.remove(job)
