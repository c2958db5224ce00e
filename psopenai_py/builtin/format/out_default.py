from __future__ import annotations

from ...engine.pipeline.cmdlet import Cmdlet
from ...spec.cmdlet import Param, cmdlet


@cmdlet("Out-Default", error_name="Microsoft.PowerShell.Commands.OutDefaultCommand")
class OutDefault(Cmdlet):
    """Show objects where the shell shows what no command takes."""

    transcript = Param("switch", help="Only for transcripts: shows nothing.")
    input_object = Param("psobject", pipeline="value", help="The objects to show.")

    def process(self) -> None:
        if not self.transcript:
            self.session.out(self.input_object)
