from __future__ import annotations

from ...declare.cmdlet import Example, Param, cmdlet
from ...engine.pipeline.cmdlet import Output
from ...engine.values.enumeration import as_list
from ...engine.values.text import to_text
from ...engine.values.wildcard import has_wildcards
from .scoped import FilterParams, VariableCmdlet, is_locked


@cmdlet("Remove-Variable", should_process=True, error_name="Microsoft.PowerShell.Commands.RemoveVariableCommand")
class RemoveVariable(FilterParams, VariableCmdlet):
    """Remove variables."""

    name = Param(
        "string[]", mandatory=True, position=0, pipeline="property", help="The names without $; wildcards are allowed."
    )
    force = Param("switch", help="Remove read-only variables too.")
    examples = (Example("$x = 1; Remove-Variable x", "Removes $x."),)

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
