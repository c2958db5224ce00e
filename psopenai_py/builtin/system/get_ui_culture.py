from __future__ import annotations

from ...declare.cmdlet import Example, cmdlet
from ...dotnet.model.registry import get_type
from ...engine.members.members import get_static
from ...engine.pipeline.cmdlet import Cmdlet, Output


@cmdlet("Get-UICulture", error_name="Microsoft.PowerShell.Commands.GetUICultureCommand")
class GetUICulture(Cmdlet):
    """Get the culture of messages."""

    examples = (Example("(Get-UICulture).Name", "en-US.", result="en-US"),)

    def process(self) -> Output:
        self.write(get_static(get_type("System.Globalization.CultureInfo"), "CurrentUICulture"))
        return None
