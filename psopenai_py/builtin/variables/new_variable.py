from __future__ import annotations

from ...declare.cmdlet import Example, Param, cmdlet
from ...engine.pipeline.cmdlet import Output
from ...engine.session.scope import Variable
from ...engine.values.text import to_text
from .scoped import OPTIONS, ScopeParam, VariableCmdlet, is_locked, option_names


@cmdlet("New-Variable", should_process=True, error_name="Microsoft.PowerShell.Commands.NewVariableCommand")
class NewVariable(ScopeParam, VariableCmdlet):
    """Create a variable that does not exist yet."""

    name = Param("string", mandatory=True, position=0, pipeline="property", help="The name without $.")
    value = Param("object", position=1, pipeline="value property", help="The value.")
    description = Param("string", help="What the variable is for.")
    option = Param(OPTIONS, help="ReadOnly, Constant, Private or AllScope.")
    visibility = Param("System.Management.Automation.SessionStateEntryVisibility", help="Public or Private.")
    force = Param("switch", help="Replace a variable of that name.")
    pass_thru = Param("switch", help="Return the variable.")
    examples = (Example("New-Variable limit 10 -Option ReadOnly", "Creates a variable that cannot be changed."),)

    def process(self) -> Output:
        name, scope = to_text(self.name), self.target_scope()
        known = scope.variables.get(name.lower())
        if known is not None and not self.force:
            text = f"There is a variable named {name} already."
            exception = "System.Management.Automation.SessionStateException"
            self.fail("VariableAlreadyExists", text, "ResourceExists", name, exception)
            return None
        if known is not None and is_locked(known, True):
            self.not_writable(known)
            return None
        if not self.should_process(f"Name: {name} Value: {to_text(self.value)}", "New variable"):
            return None
        made = scope.variables[name.lower()] = Variable(name, self.value)
        made.description = to_text(self.description)
        made.options = option_names(self.option)
        if self.is_bound("Visibility"):
            made.visibility = str(self.visibility)
        if self.pass_thru:
            self.write(made)
        return None
