from __future__ import annotations

from ...engine.cmdlet import Cmdlet, Output
from ...engine.text import to_text
from ...spec.cmdlet import Example, Param, cmdlet


@cmdlet("Write-Debug", error_name="Microsoft.PowerShell.Commands.WriteDebugCommand")
class WriteDebug(Cmdlet):
    """Write a text that is shown with -Debug only."""

    message = Param(
        "string",
        mandatory=True,
        position=0,
        pipeline="value",
        aliases=("Msg",),
        allow_empty_string=True,
        help="The text.",
    )
    examples = (Example("Write-Debug 'here' -Debug", "A text for those who look for a fault."),)

    def process(self) -> Output:
        self.debug(to_text(self.message))
        return None
