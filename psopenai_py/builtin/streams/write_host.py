from __future__ import annotations

from typing import Any

from ...declare.cmdlet import Example, Param, cmdlet
from ...dotnet.model.types import Value
from ...engine.pipeline.cmdlet import Cmdlet, Output
from ...engine.session.streams import InformationRecord
from ...engine.values.enumeration import enumerate_value
from ...engine.values.text import to_text


@cmdlet("Write-Host", error_name="Microsoft.PowerShell.Commands.WriteHostCommand")
class WriteHost(Cmdlet):
    """Show text to the user; it goes into the information stream, not into the output."""

    object = Param(
        "object", position=0, pipeline="value", remaining=True, aliases=("Msg", "Message"), help="What to show."
    )
    no_newline = Param("switch", help="Do not end the line.")
    separator = Param("object", help="The separator between several objects (default: a space).")
    foreground_color = Param("System.ConsoleColor", help="The color of the text.")
    background_color = Param("System.ConsoleColor", help="The color of the background.")
    examples = (Example("Write-Host 'Done.' -ForegroundColor Green", "A green line."),)
    remarks = (
        "Colours reach a terminal only, unless $PSStyle.OutputRendering is Ansi. Other control sequences in the "
        "text are made visible."
    )

    def process(self) -> Output:
        host: dict[str, Any] = {
            "no_newline": bool(self.no_newline),
            "foreground": self.foreground_color,
            "background": self.background_color,
        }
        self.inform(InformationRecord(self._text(self.object), ("PSHOST",), "Write-Host", host))
        return None

    def _text(self, value: Value) -> str:
        """An array's items are joined, also those of arrays in it."""
        items = enumerate_value(value)
        if items is None:
            return to_text(value)
        between = " " if self.separator is None else to_text(self.separator)
        return between.join(text for item in items if (text := self._text(item)))
