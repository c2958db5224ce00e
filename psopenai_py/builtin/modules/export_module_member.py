from __future__ import annotations

from ...declare.cmdlet import Example, Param, cmdlet
from ...engine.pipeline.cmdlet import Cmdlet, Output
from ...engine.values.enumeration import as_list
from ...engine.values.text import to_text
from ...language.session.modules import export_member


@cmdlet("Export-ModuleMember", error_name="Microsoft.PowerShell.Commands.ExportModuleMemberCommand")
class ExportModuleMember(Cmdlet):
    """Choose what a module exports; for the code of modules."""

    function = Param("string[]", position=0, pipeline="value property", help="The functions; wildcards are allowed.")
    cmdlet = Param("string[]", help="Accepted for compatibility.")
    variable = Param("string[]", help="The variables; wildcards are allowed.")
    alias = Param("string[]", help="The aliases; wildcards are allowed.")
    examples = (
        Example(
            "New-Module { function Get-Tool { 'hammer' }; function Set-Tool {}; Export-ModuleMember -Function Get-* } |"
            " Import-Module; Get-Tool",
            "Exports only the Get functions.",
            result="hammer",
        ),
    )

    def process(self) -> Output:
        functions, variables, aliases = (
            [to_text(each) for each in as_list(given)] for given in (self.function, self.variable, self.alias)
        )
        export_member(self.session, functions, variables, aliases)
        return None
