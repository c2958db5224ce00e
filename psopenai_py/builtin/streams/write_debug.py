from __future__ import annotations

from ...declare.cmdlet import Example, cmdlet
from .common import MessageCmdlet


@cmdlet("Write-Debug", error_name="Microsoft.PowerShell.Commands.WriteDebugCommand")
class WriteDebug(MessageCmdlet):
    """Write a text that is shown with -Debug only."""

    examples = (Example("Write-Debug 'here' -Debug", "A text for those who look for a fault."),)

    def send(self, text: str) -> None:
        self.debug(text)
