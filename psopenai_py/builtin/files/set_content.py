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
    """Write values to a file, replacing its content."""

    action = "Set Content"
    examples = (
        Example(
            "Set-Content prompt.txt 'Hello'; Get-Content prompt.txt", "Writes a file with one line.", result="Hello"
        ),
    )
    remarks = "There is no -Credential."
