from __future__ import annotations

from ...declare.cmdlet import Example, Param, cmdlet
from ...declare.validators import ValidateRange
from ...dotnet.model.types import Value
from ...engine.pipeline.cmdlet import Cmdlet
from ...formatting.output import OutCommand, enumeration_limit


@cmdlet(
    "Out-String",
    outputs="System.String",
    default_set="NoNewLineFormatting",
    error_name="Microsoft.PowerShell.Commands.OutStringCommand",
)
class OutString(Cmdlet):
    """Turn objects into text as the shell shows it."""

    stream = Param("switch", set="StreamFormatting", help="One string for each line.")
    width = Param("int", validators=(ValidateRange(2, 2147483647),), help="The maximum number of characters in a line.")
    no_newline = Param("switch", set="NoNewLineFormatting", help="Leave out the line breaks between objects.")
    input_object = Param("psobject", pipeline="value", help="The objects to show.")
    examples = (Example("Get-Batch | Out-String -Width 80", "The table as one text."),)

    def begin(self) -> None:
        self._parts: list[str] = []
        end = "" if self.no_newline else "\n"

        def collect(line: str) -> None:
            self._parts.append(line + end)

        def pass_on(line: str) -> None:
            self.write(line)

        self._command = OutCommand(
            int(self.width) if self.is_bound("Width") else None,
            pass_on if self.stream else collect,
            table_width=self.session.host.width,
            limit=enumeration_limit(self.session),
        )

    def process(self) -> None:
        value: Value = self.input_object
        self._command.process(value)

    def end(self) -> None:
        self._command.end()
        if not self.stream:
            self.write("".join(self._parts))
