from __future__ import annotations

from collections.abc import Iterator

from ...declare.cmdlet import Example, Param, cmdlet
from ...engine.values.text import to_text
from .job import Job
from .parameters import JobCmdlet, id_param, instance_param, name_param, state_param


@cmdlet(
    "Get-Job",
    default_set="SessionIdParameterSet",
    outputs="System.Management.Automation.Job",
    error_name="Microsoft.PowerShell.Commands.GetJobCommand",
)
class GetJob(JobCmdlet):
    """Get the jobs of this session."""

    id = id_param(mandatory=False)
    name = name_param()
    instance_id = instance_param()
    state = state_param()
    include_child_job = Param("switch", help="Include the jobs inside of jobs.")
    has_more_data = Param("bool", help="Only jobs with results that were not received, or without.")
    newest = Param("int", help="Only so many, the newest.")
    command = Param(
        "string[]", set="CommandParameterSet", mandatory=True, pipeline="property", help="Jobs of this command."
    )
    examples = (
        Example(
            "$null = Start-Job { 1 } | Wait-Job; Get-Job | Select-Object Id, Name, State",
            "The jobs of the session.",
            result="Id Name     State\n-- ----     -----\n 1 Job1 Completed",
        ),
    )
    remarks = "There is no -Before, -After, -ChildJobState or -Filter."

    def process(self) -> Iterator[Job]:
        found = self.chosen()
        if self.command is not None:
            wanted = [to_text(each).strip() for each in self.command]
            found = [job for job in found if job.command.strip() in wanted]
        if self.has_more_data is not None:
            found = [job for job in found if job.has_more == bool(self.has_more_data)]
        if self.newest:
            found = found[-int(self.newest) :]
        for job in found:
            yield job
            if self.include_child_job:
                yield from job.children
