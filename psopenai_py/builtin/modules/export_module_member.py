from __future__ import annotations

from ...declare.cmdlet import Example, Param, cmdlet
from ...engine.pipeline.cmdlet import Cmdlet, Output
from ...engine.values.enumeration import as_list
from ...engine.values.text import to_text


@cmdlet("Export-ModuleMember", error_name="Microsoft.PowerShell.Commands.ExportModuleMemberCommand")
class ExportModuleMember(Cmdlet):
    """Choose what a module makes known; for the code of modules."""

    function = Param("string[]", position=0, pipeline="value property", help="Functions; wildcards work.")
    cmdlet = Param("string[]", help="Accepted for scripts' sake.")
    variable = Param("string[]", help="Variables; wildcards work.")
    alias = Param("string[]", help="Aliases; wildcards work.")
    examples = (Example("Export-ModuleMember -Function Get-*", "Only functions that get something.", False),)

    def process(self) -> Output:
        functions, variables, aliases = (
            [to_text(each) for each in as_list(given)] for given in (self.function, self.variable, self.alias)
        )
        self.session.language.export_member(functions, variables, aliases)
        return None
