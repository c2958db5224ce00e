from __future__ import annotations

from ...declare.cmdlet import Example, Param, cmdlet
from ...engine.pipeline.cmdlet import Output
from ...engine.session.commands import AliasTarget
from ...engine.values.text import to_text
from ..variables.scoped import OPTIONS, UNAUTHORIZED, ScopeParam, VariableCmdlet


def alias_options(target: str) -> str:
    """The options of an alias as a text."""
    return getattr(target, "option", "")


def is_locked_alias(target: str, force: bool) -> bool:
    """Whether an alias may not be changed; -Force gets past ReadOnly."""
    options = alias_options(target)
    return "Constant" in options or ("ReadOnly" in options and not force)


class AliasParams(ScopeParam):
    """The parameters of Set-Alias and New-Alias."""

    name = Param("string", mandatory=True, position=0, pipeline="property", help="The alias.")
    value = Param(
        "string", mandatory=True, position=1, pipeline="property", help="The command that the alias stands for."
    )
    description = Param("string", help="What the alias is for.")
    option = Param(OPTIONS, help="ReadOnly, Constant or AllScope.")
    pass_thru = Param("switch", help="Return the alias.")
    force = Param("switch", help="Replace a read-only alias too.")


class AliasCmdlet(VariableCmdlet):
    """A cmdlet that writes an alias into a scope."""

    def put(self) -> None:
        name, target = to_text(self.name), to_text(self.value)  # type: ignore[attr-defined]
        if not self.should_process(f"Name: {name} Value: {target}"):
            return
        scope, lower = self.target_scope(), name.lower()
        above = next((each for each in scope.chain() if lower in (each.aliases or {})), None)
        if above is not None and "AllScope" in alias_options((above.aliases or {})[lower]):
            scope = above
        if scope.aliases is None:
            scope.aliases = {}
        description, option = to_text(self.description), to_text(self.option)  # type: ignore[attr-defined]
        known = scope.aliases.get(lower)
        if known is not None:
            if is_locked_alias(known, bool(self.force)):  # type: ignore[attr-defined]
                text = f"The alias {name} is read-only or constant."
                self.fail("AliasNotWritable", text, "WriteError", name, UNAUTHORIZED)
                return
            if "Constant" in option:
                text = f"The alias {name} exists; only a new alias can be made constant."
                self.fail("AliasCannotBeMadeConstant", text, "WriteError", name, UNAUTHORIZED)
                return
        scope.aliases[lower] = made = AliasTarget(target, name, description, option)
        if self.pass_thru:  # type: ignore[attr-defined]
            self.write(self.alias(name, made))


@cmdlet("Set-Alias", should_process=True, error_name="Microsoft.PowerShell.Commands.SetAliasCommand")
class SetAlias(AliasParams, AliasCmdlet):
    """Create or change an alias for a command."""

    examples = (
        Example(
            "Set-Alias gb Get-Batch; (gb batch_abc123).status",
            "gb stands for Get-Batch from now on.",
            result="completed",
        ),
    )

    def process(self) -> Output:
        self.put()
        return None
