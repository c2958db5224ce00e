from __future__ import annotations

from ...declare.cmdlet import Example, Param, cmdlet
from ...engine.pipeline.cmdlet import Output
from ...engine.values.enumeration import as_list
from ...engine.values.text import to_text
from ...engine.values.wildcard import has_wildcards
from .scoped import FilterParams, VariableCmdlet, is_locked


@cmdlet("Remove-Variable", should_process=True, error_name="Microsoft.PowerShell.Commands.RemoveVariableCommand")
class RemoveVariable(FilterParams, VariableCmdlet):
    """Take variables away."""

    name = Param("string[]", mandatory=True, position=0, pipeline="property", help="Names without $; wildcards work.")
    force = Param("switch", help="Remove read-only variables too.")
    examples = (Example("$x = 1; Remove-Variable x", "There is no $x any more."),)

    def process(self) -> Output:
        for name in map(to_text, as_list(self.name)):
            found = self.find_all(name)
            if not found and not has_wildcards(name):
                self.not_found(name)
            for scope, variable in found:
                if is_locked(variable, bool(self.force)):
                    self.not_writable(variable, "VariableNotRemovable")
                elif self.should_process(f"Name: {variable.name}", "Remove variable"):
                    del scope.variables[variable.name.lower()]
        return None
