from __future__ import annotations

from ...engine.cmdlet import Cmdlet, Output
from ...engine.text import to_text
from ...spec.cmdlet import Example, Param, cmdlet


@cmdlet("Write-Verbose", error_name="Microsoft.PowerShell.Commands.WriteVerboseCommand")
class WriteVerbose(Cmdlet):
    """Write a text that is shown with -Verbose only."""

    message = Param(
        "string",
        mandatory=True,
        position=0,
        pipeline="value",
        aliases=("Msg",),
        allow_empty_string=True,
        help="The text.",
    )
    examples = (Example("Write-Verbose 'one more' -Verbose", "A text for those who want details."),)

    def process(self) -> Output:
        self.verbose(to_text(self.message))
        return None
