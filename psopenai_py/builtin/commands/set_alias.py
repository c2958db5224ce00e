from __future__ import annotations

from ...declare.cmdlet import Example, Param, cmdlet
from ...engine.pipeline.cmdlet import Output
from ...engine.session.commands import CommandInfo
from ...engine.session.lookup import lookup
from ...engine.values.text import to_text
from ..variables.scoped import OPTIONS, ScopeParam, VariableCmdlet


class AliasParams(ScopeParam):
    """What Set-Alias and New-Alias take."""

    name = Param("string", mandatory=True, position=0, pipeline="property", help="The alias.")
    value = Param("string", mandatory=True, position=1, pipeline="property", help="The command that it stands for.")
    description = Param("string", help="What the alias is for.")
    option = Param(OPTIONS, help="Accepted for scripts' sake.")
    pass_thru = Param("switch", help="Put the alias out.")
    force = Param("switch", help="Replace an alias that is there.")


class AliasCmdlet(VariableCmdlet):
    """Puts an alias into a scope."""

    def put(self) -> None:
        name, target = to_text(self.name), to_text(self.value)  # type: ignore[attr-defined]
        if not self.should_process(f"Name: {name} Value: {target}"):
            return
        scope = self.target_scope()
        if scope.aliases is None:
            scope.aliases = {}
        scope.aliases[name.lower()] = target
        if self.pass_thru:  # type: ignore[attr-defined]
            self.write(CommandInfo("Alias", name, definition=target, resolved=lookup(self.session, target)))


@cmdlet("Set-Alias", should_process=True, error_name="Microsoft.PowerShell.Commands.SetAliasCommand")
class SetAlias(AliasParams, AliasCmdlet):
    """Give a command another name."""

    examples = (Example("Set-Alias gb Get-Batch", "gb is Get-Batch from here on."),)

    def process(self) -> Output:
        self.put()
        return None
