from __future__ import annotations

from ...declare.cmdlet import Example, Param, cmdlet
from ...engine.pipeline.cmdlet import Cmdlet, Objects
from ...engine.values.enumeration import as_list
from ...engine.values.objects import PSObject
from ...engine.values.text import to_text
from .line_options import LineOptions


@cmdlet("Get-PSReadLineKeyHandler", error_name="Microsoft.PowerShell.GetKeyHandlerCommand")
class GetPSReadLineKeyHandler(Cmdlet):
    """Get the keys of the interactive shell's line editor that have been given something to do."""

    chord = Param("string[]", position=0, aliases=("Key",), help="Only these keys.")
    only_bound = Param("switch", name="Bound", help="Accepted for compatibility; only bound keys are listed.")
    unbound = Param("switch", help="Accepted for compatibility; only bound keys are listed.")
    examples = (Example("Get-PSReadLineKeyHandler", "What Set-PSReadLineKeyHandler has set."),)

    def process(self) -> Objects:
        wanted = {to_text(each).lower() for each in as_list(self.chord)}
        for chord, action in self.session.part(LineOptions).keys.items():
            if not wanted or chord in wanted:
                function = action if isinstance(action, str) else "CustomAction"
                about = "" if isinstance(action, str) else action.text.strip()
                values = {"Key": "+".join(part.capitalize() for part in chord.split("+"))}
                values |= {"Function": function, "Description": about}
                yield PSObject(values, "Microsoft.PowerShell.KeyHandler")
