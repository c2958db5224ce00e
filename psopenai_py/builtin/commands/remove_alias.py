from __future__ import annotations

from ...declare.cmdlet import Example, Param, cmdlet
from ...engine.pipeline.cmdlet import Output
from ...engine.values.enumeration import as_list
from ...engine.values.text import to_text
from ..variables.scoped import NOT_FOUND, UNAUTHORIZED, ScopeParam, VariableCmdlet
from .set_alias import is_locked_alias


@cmdlet("Remove-Alias", error_name="Microsoft.PowerShell.Commands.RemoveAliasCommand")
class RemoveAlias(ScopeParam, VariableCmdlet):
    """Remove aliases, including the built-in ones."""

    name = Param("string[]", mandatory=True, position=0, pipeline="value property", help="The aliases.")
    force = Param("switch", help="Remove a read-only alias too.")
    examples = (Example("Set-Alias gb Get-Batch; Remove-Alias gb", "Removes the alias gb."),)

    def process(self) -> Output:
        for name in map(to_text, as_list(self.name)):
            if not self._remove(name.lower()):
                text = f"There is no alias {name}."
                self.fail("ItemNotFoundException", text, "ObjectNotFound", name, NOT_FOUND)
        return None

    def _remove(self, lower: str) -> bool:
        """Remove the nearest alias of that name; returns whether there was one."""
        for scope in self.session.scope.chain() if self.scope is None else [self.target_scope()]:
            known = (scope.aliases or {}).get(lower)
            if known is None or scope.aliases is None:
                continue
            if is_locked_alias(known, bool(self.force)):
                text = f"The alias {lower} is read-only or constant."
                self.fail("AliasNotRemovable", text, "WriteError", lower, UNAUTHORIZED)
            else:
                del scope.aliases[lower]
            return True
        return self.session.commands.aliases.pop(lower, None) is not None
