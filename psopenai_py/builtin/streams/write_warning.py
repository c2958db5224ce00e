from __future__ import annotations

from ...declare.cmdlet import Example, cmdlet
from .common import MessageCmdlet


@cmdlet("Write-Warning", error_name="Microsoft.PowerShell.Commands.WriteWarningCommand")
class WriteWarning(MessageCmdlet):
    """Write a warning."""

    examples = (Example("Write-Warning 'The batch is late.'", "A warning."),)

    def send(self, text: str) -> None:
        self.warn(text)
