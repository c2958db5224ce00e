from __future__ import annotations

from ...declare.cmdlet import Example, cmdlet
from .common import MessageCmdlet


@cmdlet("Write-Verbose", error_name="Microsoft.PowerShell.Commands.WriteVerboseCommand")
class WriteVerbose(MessageCmdlet):
    """Write a text that is shown with -Verbose only."""

    examples = (Example("Write-Verbose 'one more' -Verbose", "A text for those who want details."),)

    def send(self, text: str) -> None:
        self.verbose(text)
