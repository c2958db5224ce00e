from __future__ import annotations

from ...declare.cmdlet import Example, Param, cmdlet
from ...engine.pipeline.cmdlet import Output
from ...engine.values.enumeration import as_list
from ...engine.values.text import to_text
from ...engine.values.wildcard import has_wildcards
from .scoped import FilterParams, VariableCmdlet, is_locked


@cmdlet("Clear-Variable", should_process=True, error_name="Microsoft.PowerShell.Commands.ClearVariableCommand")
class ClearVariable(FilterParams, VariableCmdlet):
    """Set variables to $null."""

    name = Param(
        "string[]", mandatory=True, position=0, pipeline="property", help="The names without $; wildcards are allowed."
    )
    force = Param("switch", help="Clear read-only variables too.")
    pass_thru = Param("switch", help="Return the variables.")
    examples = (Example("$x = 1; Clear-Variable x; $null -eq $x", "Sets $x to $null.", result="True"),)

    def process(self) -> Output:
        for name in map(to_text, as_list(self.name)):
            found = self.find_all(name)
            if not found and not has_wildcards(name):
                self.not_found(name)
            for _, variable in found:
                if is_locked(variable, bool(self.force)):
                    self.not_writable(variable)
                elif self.should_process(f"Name: {variable.name}", "Clear variable"):
                    variable.value = None if variable.guard is None else variable.guard(None)
                    if self.pass_thru:
                        self.write(variable)
        return None
