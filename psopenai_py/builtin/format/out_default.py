from __future__ import annotations

from ...declare.cmdlet import Example, Param, cmdlet
from ...engine.pipeline.cmdlet import Cmdlet


@cmdlet("Out-Default", error_name="Microsoft.PowerShell.Commands.OutDefaultCommand")
class OutDefault(Cmdlet):
    """Show objects as the shell does at the end of a pipeline."""

    transcript = Param("switch", help="Only for transcripts: shows nothing.")
    input_object = Param("psobject", pipeline="value", help="The objects to show.")
    examples = (Example("'Hello' | Out-Default", "Shows a text; the shell does it with what no command takes."),)

    def process(self) -> None:
        if not self.transcript:
            self.session.out(self.input_object)
