from __future__ import annotations

from ...declare.cmdlet import Example, Param, cmdlet
from ...engine.pipeline.cmdlet import Output
from ...engine.session.commands import AliasTarget
from ...engine.values.text import to_text
from ..variables.scoped import OPTIONS, ScopeParam, VariableCmdlet


class AliasParams(ScopeParam):
    """The parameters of Set-Alias and New-Alias."""

    name = Param("string", mandatory=True, position=0, pipeline="property", help="The alias.")
    value = Param(
        "string", mandatory=True, position=1, pipeline="property", help="The command that the alias stands for."
    )
    description = Param("string", help="What the alias is for.")
    option = Param(OPTIONS, help="Accepted for compatibility.")
    pass_thru = Param("switch", help="Return the alias.")
    force = Param("switch", help="Replace an existing alias.")


class AliasCmdlet(VariableCmdlet):
    """A cmdlet that writes an alias into a scope."""

    def put(self) -> None:
        name, target = to_text(self.name), to_text(self.value)  # type: ignore[attr-defined]
        if not self.should_process(f"Name: {name} Value: {target}"):
            return
        scope = self.target_scope()
        if scope.aliases is None:
            scope.aliases = {}
        description, option = to_text(self.description), to_text(self.option)  # type: ignore[attr-defined]
        scope.aliases[name.lower()] = made = AliasTarget(target, name, description, option)
        if self.pass_thru:  # type: ignore[attr-defined]
            self.write(self.alias(name, made))


@cmdlet("Set-Alias", should_process=True, error_name="Microsoft.PowerShell.Commands.SetAliasCommand")
class SetAlias(AliasParams, AliasCmdlet):
    """Create or change an alias for a command."""

    examples = (Example("Set-Alias gb Get-Batch", "gb stands for Get-Batch from now on."),)

    def process(self) -> Output:
        self.put()
        return None
