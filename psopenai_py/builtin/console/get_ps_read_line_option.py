from __future__ import annotations

from ...declare.cmdlet import Example, cmdlet
from ...engine.pipeline.cmdlet import Cmdlet, Output
from .line_options import LineOptions


@cmdlet("Get-PSReadLineOption", error_name="Microsoft.PowerShell.GetPSReadLineOption")
class GetPSReadLineOption(Cmdlet):
    """Get the settings of the interactive shell's line editor."""

    examples = (Example("(Get-PSReadLineOption).EditMode", "Which keys edit a line.", result="Emacs"),)

    def process(self) -> Output:
        self.write(self.session.part(LineOptions).shown())
        return None
