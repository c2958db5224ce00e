from __future__ import annotations

from collections.abc import Iterator

from ...declare.cmdlet import Example, Param, cmdlet
from ...dotnet.system.process import Process
from .chosen import ProcessCmdlet, id_param, name_param, object_param


@cmdlet(
    "Stop-Process",
    default_set="Id",
    outputs="System.Diagnostics.Process",
    should_process=True,
    error_name="Microsoft.PowerShell.Commands.StopProcessCommand",
)
class StopProcess(ProcessCmdlet):
    """End processes."""

    id = id_param("Id", position=0)
    name = name_param("Name")
    input_object = object_param("InputObject", position=0)
    pass_thru = Param("switch", help="Return the processes.")
    force = Param("switch", help="Accepted for compatibility; processes are always ended at once.")
    examples = (Example("Start-Process sleep 60 -PassThru | Stop-Process", "Ends the process."),)

    def process(self) -> Iterator[Process]:
        for process in self.chosen():
            if process.has_ended or not self.should_process(f"{process.name} ({process.id})"):
                continue
            try:
                process.end()
            except OSError as error:
                text = f"The process {process.name} ({process.id}) cannot be stopped: {error.strerror}."
                exception = "Microsoft.PowerShell.Commands.ProcessCommandException"
                self.fail("CouldNotStopProcess", text, "CloseError", process, exception)
                continue
            process.wait(2)
            if self.pass_thru:
                yield process
