from __future__ import annotations

from ...declare.cmdlet import Example, cmdlet
from .writing import WriteContentCmdlet


@cmdlet(
    "Add-Content",
    default_set="Path",
    outputs="System.String",
    should_process=True,
    error_name="Microsoft.PowerShell.Commands.AddContentCommand",
)
class AddContent(WriteContentCmdlet):
    """Write values to the end of a file."""

    appends = True
    action = "Add Content"
    examples = (Example("Add-Content log.txt 'done'; Get-Content log.txt", "Adds a line.", result="begin\ndone"),)
    remarks = "There is no -Credential."
