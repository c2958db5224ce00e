from __future__ import annotations

import uuid

from ...declare.cmdlet import Example, Param, cmdlet
from ...dotnet.model.registry import get_type
from ...engine.conversion.conversion import convert
from ...engine.pipeline.cmdlet import Cmdlet, Output


@cmdlet("New-Guid", default_set="Default", error_name="Microsoft.PowerShell.Commands.NewGuidCommand")
class NewGuid(Cmdlet):
    """Create a random GUID, the empty one, or one from its text."""

    empty = Param("switch", set="Empty", help="The GUID of zeros.")
    input_object = Param("string", set="InputObject", position=0, pipeline="value", help="The text of a GUID.")
    examples = (Example("(New-Guid).ToString()", "A new GUID as text."),)

    def process(self) -> Output:
        if self.set_name == "InputObject":
            text = str(self.input_object)
        else:
            text = str(uuid.UUID(int=0) if self.empty else uuid.uuid4())
        self.write(convert(text, get_type("guid")))
        return None
