from __future__ import annotations

from collections.abc import Iterator

from ...declare.cmdlet import Example, Param, cmdlet
from ...dotnet.system.process import Process, ProcessModule, main_module, user_name
from ...engine.values.objects import PSObject
from .chosen import ProcessCmdlet, id_param, name_param, object_param


@cmdlet(
    "Get-Process",
    default_set="Name",
    outputs="System.Diagnostics.Process",
    error_name="Microsoft.PowerShell.Commands.GetProcessCommand",
)
class GetProcess(ProcessCmdlet):
    """Get the processes of this machine."""

    name = name_param("Name", mandatory=False, position=0)
    id = id_param("Id")
    input_object = object_param("InputObject")
    module = Param("switch", help="Return the file of each program instead.")
    file_version_info = Param("switch", help="Accepted for compatibility.")
    include_user_name = Param("switch", help="Add whose process it is as UserName.")
    examples = (Example("(Get-Process -Id $PID).Id -eq $PID", "This process.", result="True"),)

    def process(self) -> Iterator[Process | PSObject | ProcessModule]:
        for each in self.chosen():
            if self.module:
                module = main_module(each)
                if module is not None:
                    yield module
            elif self.include_user_name:
                yield PSObject({"UserName": user_name(each)}, base=each)
            else:
                yield each
