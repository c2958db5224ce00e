from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ...declare.cmdlet import Example, InSet, Param, cmdlet
from ...dotnet.model.types import Value
from ...engine.pipeline.cmdlet import CmdletProcessor
from .job import ENDED, Job, jobs_of
from .parameters import JobCmdlet, id_param, instance_param, name_param
from .runs import relay


@cmdlet("Receive-Job", default_set="Location", error_name="Microsoft.PowerShell.Commands.ReceiveJobCommand")
class ReceiveJob(JobCmdlet):
    """Get what jobs have put out since the last time: output, then errors and other messages."""

    job = Param(
        "System.Management.Automation.Job[]",
        sets={
            "Location": InSet(mandatory=True, position=0, by_value=True, by_property=True),
            "ComputerName": InSet(mandatory=True, position=0, by_value=True, by_property=True),
        },
        help="The jobs.",
    )
    id = id_param()
    name = name_param()
    instance_id = instance_param()
    location = Param("string[]", set="Location", position=1, help="Accepted for compatibility.")
    computer_name = Param("string[]", set="ComputerName", aliases=("Cn",), help="Accepted for compatibility.")
    keep = Param("switch", help="Keep the results, so that they can be received again.")
    no_recurse = Param("switch", help="Leave out the jobs inside of jobs.")
    force = Param("switch", help="Accepted for compatibility.")
    wait = Param("switch", help="Wait until the jobs have ended, and return results as they come.")
    auto_remove_job = Param("switch", help="With -Wait: remove the jobs then.")
    write_events = Param("switch", help="Accepted for compatibility.")
    write_job_in_results = Param("switch", help="With -Wait: return the job first.")
    examples = (Example("Start-Job { 1 } | Receive-Job -Wait -AutoRemoveJob", "The output.", result="1"),)
    remarks = "There is no -Session."

    def process(self) -> Iterator[Value]:
        for job in self.chosen():
            if self.write_job_in_results:
                yield job
            while self.wait and job.state not in ENDED:
                if not self.keep:
                    yield from self._received(job)
                job.done.wait(0.05)
                self.session.arrivals.run()
            yield from self._received(job)
            if self.wait and self.auto_remove_job and job in jobs_of(self.session).all:
                jobs_of(self.session).all.remove(job)

    def _received(self, job: Job) -> Iterator[Value]:
        if self.no_recurse and job.children:
            return
        for stream, record in job.results(bool(self.keep)):
            if stream == "output":
                yield record
            else:
                hand_on(self.runtime, stream, record)


def hand_on(runtime: CmdletProcessor, stream: str, record: Any) -> None:
    """Write a message of a run as the cmdlet's own, under its preferences."""
    if stream == "error":
        if record.command is None:
            record.command = ""  # it is not this cmdlet's
        runtime.write_error(record)
    elif stream == "warning":
        runtime.write_warning(record)
    elif stream == "host":
        runtime.session.out(record)
    else:
        relay(stream, record, runtime.streams)
