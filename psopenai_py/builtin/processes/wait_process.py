from __future__ import annotations

import time
from collections.abc import Iterator

from ...declare.cmdlet import Example, Param, cmdlet
from ...dotnet.system.process import Process
from .chosen import ProcessCmdlet, id_param, name_param, object_param


@cmdlet(
    "Wait-Process",
    default_set="Name",
    outputs="System.Diagnostics.Process",
    error_name="Microsoft.PowerShell.Commands.WaitProcessCommand",
)
class WaitProcess(ProcessCmdlet):
    """Wait until processes have ended."""

    name = name_param("Name", position=0)
    id = id_param("Id", position=0)
    input_object = object_param("InputObject", position=0)
    timeout = Param("int", position=1, aliases=("TimeoutSec",), help="The longest time to wait, in seconds.")
    any = Param("switch", help="Wait for one of them only.")
    pass_thru = Param("switch", help="Return the processes.")
    examples = (Example("Start-Process sleep 1 -PassThru | Wait-Process", "Waits for a second."),)

    def begin(self) -> None:
        self._waited: list[Process] = []

    def process(self) -> None:
        self._waited += self.chosen()

    def end(self) -> Iterator[Process]:
        limit = None if self.timeout is None else time.monotonic() + self.timeout
        while not self._enough():
            if limit is not None and time.monotonic() >= limit:
                self._too_late()
                break
            self.session.sleep(0.02)
        if self.pass_thru:
            yield from self._waited

    def _enough(self) -> bool:
        ended = [process.has_ended for process in self._waited]
        return all(ended) or (bool(self.any) and True in ended)

    def _too_late(self) -> None:
        for process in self._waited:
            if not process.has_ended:
                text = f"The process {process.name} ({process.id}) still runs after {self.timeout} seconds."
                self.fail("ProcessNotTerminated", text, "CloseError", process, "System.TimeoutException")
