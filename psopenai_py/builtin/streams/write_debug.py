from __future__ import annotations

from ...declare.cmdlet import Example, cmdlet
from .common import MessageCmdlet


@cmdlet("Write-Debug", error_name="Microsoft.PowerShell.Commands.WriteDebugCommand")
class WriteDebug(MessageCmdlet):
    """Write a text that is shown only with -Debug."""

    examples = (Example("Write-Debug 'here' -Debug", "A text for debugging."),)

    def send(self, text: str) -> None:
        self.debug(text)
