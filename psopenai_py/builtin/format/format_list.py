from __future__ import annotations

from ...declare.cmdlet import Example, Param, cmdlet
from .common import FormatCmdlet, GroupedParams

_PREFIX = "Microsoft.PowerShell.Commands.Internal.Format."


@cmdlet(
    "Format-List",
    outputs=(_PREFIX + "FormatEntryData", _PREFIX + "FormatStartData"),
    error_name="Microsoft.PowerShell.Commands.FormatListCommand",
)
class FormatList(GroupedParams, FormatCmdlet):
    """Show objects as lists: each property on a line of its own."""

    shape = "list"
    property = Param("object[]", position=0, help="The properties to show; * shows all.")
    examples = (
        Example(
            "Get-Batch batch_abc123 | Format-List id, status, request_counts",
            "Some properties of a batch; * shows all.",
            result=(
                "id             : batch_abc123\n"
                "status         : completed\n"
                "request_counts : @{total=2; completed=1; failed=1}"
            ),
        ),
    )
