from __future__ import annotations

from ...declare.cmdlet import Example, cmdlet
from ...engine.pipeline.cmdlet import Cmdlet, Output


@cmdlet("Get-Host", error_name="Microsoft.PowerShell.Commands.GetHostCommand")
class GetHost(Cmdlet):
    """Get the program that runs the scripts: the value of $Host."""

    examples = (
        Example(
            "(Get-Host).Version",
            "The version of PowerShell that is supported.",
            result="Major  Minor  Build  Revision\n-----  -----  -----  --------\n7      6      0      -1",
        ),
    )

    def process(self) -> Output:
        self.write(self.session.get_variable("Host"))
        return None
