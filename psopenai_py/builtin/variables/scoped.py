"""What the variable cmdlets share: finding variables by name, wildcard and scope."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from ...declare.cmdlet import Param
from ...declare.validators import ValidateNotNullOrEmpty
from ...dotnet.model.types import Value
from ...engine.pipeline.cmdlet import Cmdlet
from ...engine.session.commands import AliasTarget, CommandInfo
from ...engine.session.lookup import lookup
from ...engine.session.scope import Scope, Variable
from ...engine.values.enumeration import as_list
from ...engine.values.text import to_text
from ...engine.values.wildcard import has_wildcards, wildcard_to_regex

OPTIONS = "System.Management.Automation.ScopedItemOptions"
UNAUTHORIZED = "System.Management.Automation.SessionStateUnauthorizedAccessException"
NOT_FOUND = "System.Management.Automation.ItemNotFoundException"


class ScopeParam:
    """-Scope."""

    scope = Param(
        "string",
        validators=(ValidateNotNullOrEmpty(),),
        completions=("Global", "Local", "Script"),
        help="The scope: Global, Local, Script, or the number of scopes up.",
    )


class FilterParams(ScopeParam):
    """-Scope, -Include and -Exclude."""

    include = Param("string[]", help="Only names that match one of these; wildcards are allowed.")
    exclude = Param("string[]", help="Leave out names that match one of these; wildcards are allowed.")


class VariableCmdlet(Cmdlet):
    """A cmdlet that works on variables of the current or a given scope."""

    scope: Value

    def target_scope(self) -> Scope:
        """The scope that -Scope names, otherwise the current one."""
        return self.session.scope if self.scope is None else self.session.scope.at(to_text(self.scope))

    def find_all(self, pattern: str) -> list[tuple[Scope, Variable]]:
        """The variables that a name or wildcard stands for, with their scopes, sorted by name."""
        fits = self.name_filter()
        if has_wildcards(pattern):
            match = wildcard_to_regex(pattern).match
        else:
            wanted = _bare(pattern).lower()
            match = lambda name: name.lower() == wanted  # type: ignore[assignment]  # noqa: E731
        found: dict[str, tuple[Scope, Variable]] = {}
        here = self.session.scope
        for scope in here.chain() if self.scope is None else [self.target_scope()]:
            for lower, variable in scope.variables.items():
                hidden = "Private" in variable.options and scope is not here
                if lower not in found and not hidden and match(variable.name) and fits(variable.name):
                    found[lower] = (scope, variable)
        return sorted(found.values(), key=lambda pair: pair[1].name.lower())

    def name_filter(self) -> Callable[[str], bool]:
        include, exclude = (_patterns(getattr(self, name, None)) for name in ("include", "exclude"))
        return lambda name: (
            (not include or any(match(name) for match in include)) and not any(match(name) for match in exclude)
        )

    def alias(self, name: str, target: str) -> CommandInfo:
        """An alias as an object."""
        shown = target.name if isinstance(target, AliasTarget) else name
        return CommandInfo("Alias", shown, definition=target, resolved=lookup(self.session, target, load=False))

    def not_found(self, name: str) -> None:
        text = f"There is no variable named {name}."
        self.fail("VariableNotFound", text, "ObjectNotFound", name, NOT_FOUND)

    def not_writable(self, variable: Variable, error_id: str = "VariableNotWritable") -> None:
        text = f"The variable {variable.name} is read-only or constant."
        self.fail(error_id, text, "WriteError", variable.name, UNAUTHORIZED)


def _patterns(names: Sequence[Value] | None) -> list[Callable[[str], Any]]:
    return [wildcard_to_regex(to_text(each)).match for each in as_list(names)]


def _bare(name: str) -> str:
    """The name without a drive in front."""
    return name[9:] if name.lower().startswith("variable:") else name


def option_names(value: Value) -> frozenset[str]:
    """The options of an enum value as names; None and Unspecified are none."""
    names = {name.strip() for name in str(value).split(",")} if value is not None else set()
    return frozenset(names - {"None", "Unspecified"})


def is_locked(variable: Variable, force: bool) -> bool:
    """Whether a variable may not be changed; -Force gets past ReadOnly."""
    return "Constant" in variable.options or ("ReadOnly" in variable.options and not force)
