from __future__ import annotations

from ...declare.cmdlet import Example, Param, cmdlet
from ...engine.pipeline.cmdlet import Cmdlet, Output
from ...engine.values.enumeration import as_list
from ...engine.values.objects import PSObject
from ...engine.values.text import to_text


@cmdlet("Remove-Module", should_process=True, error_name="Microsoft.PowerShell.Commands.RemoveModuleCommand")
class RemoveModule(Cmdlet):
    """Remove a module and its functions."""

    name = Param("object[]", mandatory=True, position=0, pipeline="value", help="The module's name, or the module.")
    force = Param("switch", help="Accepted for compatibility.")
    examples = (Example("Import-Module ./Tools.psm1; Remove-Module Tools", "Removes the functions of the module."),)

    def process(self) -> Output:
        for name in as_list(self.name):
            shown = to_text(name["Name"] if isinstance(name, PSObject) and "Name" in name else name)
            if self.should_process(shown, "Remove-Module") and not self.session.language.remove_module(shown):
                text = f"There is no loaded module {shown} that can be removed."
                exception = "System.InvalidOperationException"
                self.fail("Modules_NoModulesRemoved", text, "ResourceUnavailable", shown, exception)
        return None
