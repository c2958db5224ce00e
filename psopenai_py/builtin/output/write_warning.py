from __future__ import annotations

from ...engine.cmdlet import Cmdlet, Output
from ...engine.text import to_text
from ...spec.cmdlet import Example, Param, cmdlet


@cmdlet("Write-Warning", error_name="Microsoft.PowerShell.Commands.WriteWarningCommand")
class WriteWarning(Cmdlet):
    """Write a warning."""

    message = Param(
        "string",
        mandatory=True,
        position=0,
        pipeline="value",
        aliases=("Msg",),
        allow_empty_string=True,
        help="The text.",
    )
    examples = (Example("Write-Warning 'The batch is late.'", "A warning."),)

    def process(self) -> Output:
        self.warn(to_text(self.message))
        return None
