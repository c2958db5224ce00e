from __future__ import annotations

from ...declare.cmdlet import Example, Param, cmdlet
from ...formatting.parameters import FormatParameters
from .common import FormatCmdlet, GroupedParams

_PREFIX = "Microsoft.PowerShell.Commands.Internal.Format."


@cmdlet(
    "Format-Table",
    outputs=(_PREFIX + "FormatEntryData", _PREFIX + "FormatStartData"),
    error_name="Microsoft.PowerShell.Commands.FormatTableCommand",
)
class FormatTable(GroupedParams, FormatCmdlet):
    """Show objects as the rows of a table.

    The columns come from -Property: names, wildcards, script blocks, or hashtables with the keys Label (or Name),
    Expression, Width, Alignment and FormatString. Without it the objects' view decides, or their first properties.
    """

    shape = "table"
    auto_size = Param("switch", help="Give each column the width of its longest value.")
    repeat_header = Param("switch", help="Repeat the header on each screen.")
    hide_table_headers = Param("switch", help="Leave out the header.")
    wrap = Param("switch", help="Continue in the next line if a value is too long, instead of cutting it off.")
    property = Param("object[]", position=0, help="The properties to show as columns.")
    examples = (
        Example(
            "Get-Batch | Format-Table id, status",
            "Two properties of each batch.",
            result="id           status\n--           ------\nbatch_abc123 completed",
        ),
        Example(
            (
                "Get-OpenAIModels | Select-Object -First 3 | Format-Table id, @{Label='Year'; "
                "Expression={$_.created.Year}}"
            ),
            "A computed column.",
            result="id          Year\n--          ----\ngpt-4o      2024\ngpt-4o-mini 2024\ngpt-4.1     2025",
        ),
    )

    def adjust(self, parameters: FormatParameters) -> None:
        parameters.auto_size = self.switch("AutoSize", self.auto_size)
        parameters.repeat_header = bool(self.repeat_header)
        parameters.hide_headers = self.switch("HideTableHeaders", self.hide_table_headers)
        parameters.wrap = self.switch("Wrap", self.wrap)
