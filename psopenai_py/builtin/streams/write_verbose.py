from __future__ import annotations

from ...declare.cmdlet import Example, cmdlet
from .common import MessageCmdlet


@cmdlet("Write-Verbose", error_name="Microsoft.PowerShell.Commands.WriteVerboseCommand")
class WriteVerbose(MessageCmdlet):
    """Write a text that is shown only with -Verbose."""

    examples = (Example("Write-Verbose 'one more' -Verbose", "A text with details."),)

    def send(self, text: str) -> None:
        self.verbose(text)
