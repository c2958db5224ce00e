from __future__ import annotations

from ...declare.cmdlet import Example, Param, cmdlet
from ...declare.validators import ValidateRange
from ...formatting.parameters import FormatParameters
from .common import FormatCmdlet, GroupedParams

_PREFIX = "Microsoft.PowerShell.Commands.Internal.Format."


@cmdlet(
    "Format-Custom",
    outputs=(_PREFIX + "FormatEntryData", _PREFIX + "FormatStartData"),
    error_name="Microsoft.PowerShell.Commands.FormatCustomCommand",
)
class FormatCustom(GroupedParams, FormatCmdlet):
    """Show objects as trees of their properties, or by a free-form view."""

    shape = "custom"
    property = Param("object[]", position=0, help="The properties to show.")
    depth = Param("int", validators=(ValidateRange(1, 2147483647),), help="How many levels deep (default 5).")
    examples = (
        Example(
            "Get-Batch batch_abc123 | Select-Object id, request_counts | Format-Custom -Depth 1",
            "A response as a tree.",
            result=(
                "class PSCustomObject\n"
                "{\n"
                "  id = batch_abc123\n"
                "  request_counts =\n"
                "    class PSCustomObject\n"
                "    {\n"
                "      total = 2\n"
                "      completed = 1\n"
                "      failed = 1\n"
                "    }\n"
                "}"
            ),
        ),
    )

    def adjust(self, parameters: FormatParameters) -> None:
        if self.is_bound("Depth"):
            parameters.depth = int(self.depth)
