from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any

from ...declare.cmdlet import Example, InSet, Param, cmdlet
from ...dotnet.model.types import Value
from ...engine.pipeline.cmdlet import Cmdlet
from ...engine.values.enumeration import as_list
from ...engine.values.objects import unwrap
from ...engine.values.text import to_text
from ...language.compile.scriptblock import Block
from ...language.session.scripts import load_script
from .job import Job, jobs_of
from .runs import Run, using_values


class JobStarter(Cmdlet):
    """A cmdlet that runs a script block in the background."""

    kind = "BackgroundJob"
    script_block: Any = None
    file_path: Any = None
    literal_path: Any = None
    input_object: Any = None
    argument_list: Any = None
    initialization_script: Any = None
    name: Any = None
    working_directory: Any = None

    def begin(self) -> None:
        self._inputs: list[Value] = []

    def process(self) -> None:
        if self.is_bound("InputObject"):
            self._inputs.append(self.input_object)

    def block(self) -> Block:
        path = self.file_path if self.file_path is not None else self.literal_path
        if path is not None:
            return load_script(self.session, self.session.path(to_text(path)))
        found = unwrap(self.script_block)
        assert isinstance(found, Block)
        return found

    def folder(self) -> str:
        """Where the block runs; an empty text is the current folder."""
        if self.working_directory is None:
            return ""
        found = self.session.path(to_text(self.working_directory))
        if os.path.isdir(found):
            return found
        name = "DirectoryNotFoundException"
        raise self.stop_with(name, f"There is no folder {found}.", "InvalidOperation", found, f"System.IO.{name}")

    def end(self) -> Iterator[Job]:
        block = self.block()
        folder = self.folder()
        job = jobs_of(self.session).new(to_text(self.name), self.kind, block.text)
        run = Run(
            self.session,
            block,
            job.source.put,
            arguments=as_list(self.argument_list),
            inputs=self._inputs or None,
            using=using_values(self.session, block),
            first=unwrap(self.initialization_script),
            folder=folder,
            finished=lambda run: job.end(run.state, run.reason),
        )
        job.stop = run.stop
        self.launch(job, run)
        yield job

    def launch(self, job: Job, run: Run) -> None:
        """Start the run, now or when others have ended."""
        job.start()
        run.start()


def input_param() -> Any:
    return Param("psobject", pipeline="value", help="Objects for $input in the block.")


@cmdlet(
    "Start-Job",
    default_set="ComputerName",
    outputs="System.Management.Automation.PSRemotingJob",
    error_name="Microsoft.PowerShell.Commands.StartJobCommand",
)
class StartJob(JobStarter):
    """Run a script block in the background, on a thread with a session of its own.

    Receive-Job gets what it puts out. Variables reach it as $using:name, the environment is shared.
    """

    script_block = Param(
        "scriptblock",
        sets={"ComputerName": InSet(mandatory=True, position=0)},
        aliases=("Command",),
        help="What to run.",
    )
    file_path = Param("string", set="FilePathComputerName", mandatory=True, position=0, help="The script to run.")
    literal_path = Param(
        "string", set="LiteralFilePathComputerName", mandatory=True, aliases=("PSPath", "LP"), help="The script to run."
    )
    name = Param("string", pipeline="property", help="The job's name.")
    initialization_script = Param("scriptblock", position=1, help="Runs first.")
    working_directory = Param("string", help="The folder to run in; the current one unless given.")
    argument_list = Param("object[]", aliases=("Args",), help="Arguments of the block.")
    input_object = input_param()
    credential = Param("object", help="Accepted for compatibility.")
    authentication = Param("string", help="Accepted for compatibility.")
    run_as32 = Param("switch", name="RunAs32", help="Accepted for compatibility.")
    ps_version = Param("version", name="PSVersion", help="Accepted for compatibility.")
    examples = (Example("Start-Job { 6 * 7 } | Wait-Job | Receive-Job", "The output of the block.", result="42"),)
    remarks = (
        "The block runs on a thread of this process, with a session of its own, where PowerShell starts a process."
        " So it sees the same environment variables, and $PID is the same. A block that waits for the network is "
        "stopped when the answer comes."
    )
