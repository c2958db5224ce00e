from __future__ import annotations

from ...declare.cmdlet import Example, Param, cmdlet
from ...declare.validators import ValidateNotNullOrEmpty
from ...engine.pipeline.cmdlet import Cmdlet, Output
from ...engine.values.enumeration import as_list
from ...engine.values.text import to_text
from ...engine.values.wildcard import wildcard_to_regex


@cmdlet("Get-Module", default_set="Loaded", error_name="Microsoft.PowerShell.Commands.GetModuleCommand")
class GetModule(Cmdlet):
    """Get the loaded modules. PSOpenAI and PowerShell's own are always loaded."""

    name = Param(
        "string[]",
        set=("Loaded", "Available"),
        position=0,
        pipeline="value",
        validators=(ValidateNotNullOrEmpty(),),
        help="The modules' names; wildcards are allowed.",
    )
    all = Param("switch", set=("Loaded", "Available"), help="Accepted for compatibility.")
    list_available = Param("switch", set="Available", mandatory=True, help="Accepted for compatibility.")
    examples = (Example("Get-Module PSOpenAI", "The module of this package."),)

    def process(self) -> Output:
        patterns = [wildcard_to_regex(to_text(each)).match for each in as_list(self.name)]
        for module in self.session.language.modules():
            if not patterns or any(match(module["Name"]) for match in patterns):
                self.write(module)
        return None
