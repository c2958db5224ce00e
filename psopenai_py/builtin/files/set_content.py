from __future__ import annotations

from ...declare.cmdlet import Example, cmdlet
from .writing import WriteContentCmdlet


@cmdlet(
    "Set-Content",
    default_set="Path",
    outputs="System.String",
    should_process=True,
    error_name="Microsoft.PowerShell.Commands.SetContentCommand",
)
class SetContent(WriteContentCmdlet):
    """Write values to a file, in place of what it holds."""

    action = "Set Content"
    examples = (Example("Set-Content prompt.txt 'Hello'", "A file with one line."),)
