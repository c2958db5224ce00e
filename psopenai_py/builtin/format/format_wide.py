from __future__ import annotations

from collections.abc import Sequence

from ...declare.cmdlet import Example, Param, cmdlet
from ...declare.validators import ValidateRange
from ...dotnet.model.types import Value
from ...formatting.parameters import FormatParameters
from .common import FormatCmdlet, GroupedParams

_PREFIX = "Microsoft.PowerShell.Commands.Internal.Format."


@cmdlet(
    "Format-Wide",
    outputs=(_PREFIX + "FormatEntryData", _PREFIX + "FormatStartData"),
    error_name="Microsoft.PowerShell.Commands.FormatWideCommand",
)
class FormatWide(GroupedParams, FormatCmdlet):
    """Show one property of each object, several objects per line."""

    shape = "wide"
    property = Param("object", position=0, help="The property to show.")
    auto_size = Param("switch", help="As many columns as the longest value allows.")
    column = Param("int", validators=(ValidateRange(1, 2147483647),), help="How many columns.")
    examples = (
        Example(
            "Get-OpenAIModels | Select-Object -First 5 | Format-Wide id -Column 3",
            "Models' names in three columns.",
            result=(
                "gpt-4o                                   gpt-4o-mini                             gpt-4.1\n"
                "gpt-5                                    gpt-5-mini"
            ),
        ),
    )

    def properties(self) -> Sequence[Value]:
        return [] if self.property is None else [self.property]

    def adjust(self, parameters: FormatParameters) -> None:
        parameters.auto_size = self.switch("AutoSize", self.auto_size)
        if self.is_bound("Column"):
            if self.auto_size:
                raise self.stop_with(
                    "FormatCannotSpecifyAutosizeAndColumns",
                    "-AutoSize and -Column exclude each other.",
                    "InvalidArgument",
                    exception="System.IO.InvalidDataException",
                )
            parameters.columns = int(self.column)
