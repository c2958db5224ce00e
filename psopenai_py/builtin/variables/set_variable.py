from __future__ import annotations

from ...declare.cmdlet import Example, Param, cmdlet
from ...dotnet.model.types import Value
from ...engine.pipeline.cmdlet import Output
from ...engine.session.scope import Scope, Variable
from ...engine.values.enumeration import as_list
from ...engine.values.text import to_text
from ...engine.values.wildcard import has_wildcards
from .scoped import OPTIONS, UNAUTHORIZED, FilterParams, VariableCmdlet, is_locked, option_names


@cmdlet("Set-Variable", should_process=True, error_name="Microsoft.PowerShell.Commands.SetVariableCommand")
class SetVariable(FilterParams, VariableCmdlet):
    """Set a variable, which is created if it does not exist; several piped values become an array."""

    name = Param("string[]", mandatory=True, position=0, pipeline="property", help="Names without $.")
    value = Param("object", position=1, pipeline="value property", help="The value.")
    description = Param("string", help="What the variable is for.")
    option = Param(OPTIONS, help="ReadOnly, Constant, Private or AllScope.")
    force = Param("switch", help="Set a read-only variable too.")
    visibility = Param("System.Management.Automation.SessionStateEntryVisibility", help="Public or Private.")
    pass_thru = Param("switch", help="Return the variable.")
    append = Param("switch", help="Append the value to the variable.")
    examples = (
        Example(
            "Set-Variable limit 10; $limit",
            "The same as $limit = 10, for a name that is known only at run time.",
            result="10",
        ),
    )

    def begin(self) -> Output:
        self._names_given = self.is_bound("Name")
        self._gathers = self._names_given and not self.is_bound("Value") and self.expects_input
        self._values: list[Value] = []
        return None

    def process(self) -> Output:
        if self._gathers:
            if self.is_bound("Value"):
                self._values.append(self.value)
            return None
        self._set_all(self.value)
        return None

    def end(self) -> Output:
        if self._gathers:
            values = self._values
            self._set_all(values[0] if len(values) == 1 else values if values else None)
        return None

    def _set_all(self, value: Value) -> None:
        has_value = self._gathers or self.is_bound("Value")
        fits = self.name_filter()
        for name in map(to_text, as_list(self.name)):
            if has_wildcards(name):
                for scope, variable in self.find_all(name):
                    self._change(scope, variable.name, value, has_value)
            elif fits(bare := name.removeprefix("variable:")):
                self._change(self.target_scope(), bare, value, has_value)

    def _change(self, scope: Scope, name: str, value: Value, has_value: bool) -> None:
        if not self.should_process(f"Name: {name} Value: {to_text(value)}", "Set variable"):
            return
        known = scope.variables.get(name.lower())
        above = scope.find(name.lower())
        if known is None and above is not None and "AllScope" in above.options:
            known = above
        if known is not None and is_locked(known, bool(self.force)):
            self.not_writable(known)
            return
        options = option_names(self.option)
        if known is not None and "Constant" in options and "Constant" not in known.options:
            text = f"The variable {name} exists; only a new variable can be made constant."
            self.fail("VariableCannotBeMadeConstant", text, "WriteError", name, UNAUTHORIZED)
            return
        if self.append:
            value = [*as_list(None if known is None else known.value), *as_list(value)]
        if known is None:
            known = scope.variables[name.lower()] = Variable(name)
        if has_value:
            known.value = value if known.guard is None else known.guard(value)
        if self.is_bound("Description"):
            known.description = to_text(self.description)
        if self.is_bound("Option"):
            known.options = options
        if to_text(self.scope).lower() == "private":
            known.options |= {"Private"}
        if self.is_bound("Visibility"):
            known.visibility = str(self.visibility)
        if self.pass_thru:
            self.write(known)
