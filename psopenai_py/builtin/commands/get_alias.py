from __future__ import annotations

from ...declare.cmdlet import Example, Param, cmdlet
from ...declare.validators import ValidateNotNullOrEmpty
from ...engine.pipeline.cmdlet import Output
from ...engine.session.session import Session
from ...engine.values.enumeration import as_list
from ...engine.values.text import to_text
from ...engine.values.wildcard import has_wildcards, wildcard_to_regex
from ..variables.scoped import NOT_FOUND, ScopeParam, VariableCmdlet


@cmdlet("Get-Alias", default_set="Default", error_name="Microsoft.PowerShell.Commands.GetAliasCommand")
class GetAlias(ScopeParam, VariableCmdlet):
    """Get the aliases and the commands that they stand for."""

    name = Param(
        "string[]",
        set="Default",
        position=0,
        pipeline="value property",
        validators=(ValidateNotNullOrEmpty(),),
        help="The aliases; wildcards are allowed.",
    )
    exclude = Param("string[]", help="Aliases to leave out; wildcards are allowed.")
    definition = Param(
        "string[]",
        set="Definition",
        validators=(ValidateNotNullOrEmpty(),),
        help="The commands that the aliases stand for.",
    )
    examples = (
        Example(
            "Get-Alias -Definition Where-Object",
            "The aliases of Where-Object.",
            result=(
                "CommandType     Name                                               Version    Source\n"
                "-----------     ----                                               -------    ------\n"
                "Alias           ? -> Where-Object\n"
                "Alias           where -> Where-Object"
            ),
        ),
    )

    def process(self) -> Output:
        by_target = self.set_name == "Definition"
        wanted = [to_text(each) for each in as_list(self.definition if by_target else self.name)] or ["*"]
        excluded = [wildcard_to_regex(to_text(each)).match for each in as_list(self.exclude)]
        known = self._known()
        for pattern in wanted:
            match = wildcard_to_regex(pattern).match
            found = [
                self.alias(name, target)
                for name, target in known
                if match(target if by_target else name) and not any(no(name) for no in excluded)
            ]
            for alias in found:
                self.write(alias)
            if not found and not has_wildcards(pattern):
                text = f"There is no alias for {pattern}." if by_target else f"There is no alias {pattern}."
                self.fail("ItemNotFoundException", text, "ObjectNotFound", pattern, NOT_FOUND)
        return None

    def _known(self) -> list[tuple[str, str]]:
        """Names and targets of the scope, or of all scopes."""
        if self.scope is None:
            return known_aliases(self.session)
        here = self.target_scope()
        found = [(lower, target) for lower, target in (here.aliases or {}).items()]
        if here is self.session.globals:
            found += [
                pair for lower, pair in self.session.commands.aliases.items() if lower not in (here.aliases or {})
            ]
        return sorted(found)


def known_aliases(session: Session) -> list[tuple[str, str]]:
    """Names and targets, sorted by name; an alias of a nearer scope hides one of an outer scope."""
    found: dict[str, tuple[str, str]] = {}
    for scope in session.scope.chain():
        for lower, target in (scope.aliases or {}).items():
            found.setdefault(lower, (lower, target))
    for lower, pair in session.commands.aliases.items():
        found.setdefault(lower, pair)
    return sorted(found.values())
