"""What a command name means: aliases, functions, cmdlets and programs, in PowerShell's order."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any

from ...declare.cmdlet import CmdletSpec
from ...declare.index import Index
from ...dotnet.model.registry import get_type
from ...errors import terminating

if TYPE_CHECKING:
    from .session import Session


@dataclass(slots=True)
class CommandInfo:
    """A resolved command. ``kind`` is Cmdlet, Function, Filter, ExternalScript, Application or Alias."""

    kind: str
    name: str
    spec: CmdletSpec | None = None
    definition: Any = None  # a function's script block, a program's or script's path, an alias's target
    module: str = ""
    options: frozenset[str] = frozenset()
    resolved: CommandInfo | None = None  # what an alias stands for in the end

    @property
    def dotnet_type(self) -> Any:
        return get_type(f"System.Management.Automation.{self.kind}Info")


class CommandTable:
    """The cmdlets of some indexes, found by name and imported when first used."""

    def __init__(self, *indexes: Index) -> None:
        self._places = {name.lower(): (name, place) for index in indexes for name, place in index.places()}
        self._loaded: dict[str, CommandInfo] = {}
        self.aliases = {n.lower(): (n, target) for index in indexes for n, target in index.aliases.items()}
        self.left_out = {n.lower(): why for index in indexes for n, why in index.left_out.items()}

    def names(self) -> list[str]:
        """The cmdlets' names, without importing any."""
        return sorted(name for name, _ in self._places.values())

    def parameters_of(self, module: str) -> list[str]:
        """The names of a PowerShell module's cmdlets."""
        return sorted(name for name, place in self._places.values() if place.shown_under == module)

    def has(self, name: str) -> bool:
        """Whether a cmdlet has that name (in any case); imports nothing."""
        return name.lower() in self._places

    def cmdlet(self, name: str) -> CommandInfo | None:
        """The cmdlet of exactly that name (in any case), or None. ``Module\\Name`` names it with its module."""
        lower = name.lower()
        module_name, _, bare = lower.rpartition("\\")
        found = self._loaded.get(bare)
        if found is None:
            if bare not in self._places:
                return None
            _, place = self._places[bare]
            declared = (getattr(value, "spec", None) for value in vars(import_module(place.module)).values())
            spec = next(s for s in declared if isinstance(s, CmdletSpec) and s.name.lower() == bare)
            found = self._loaded[bare] = CommandInfo("Cmdlet", spec.name, spec, module=place.shown_under)
        if module_name and found.module.lower() != module_name:
            return None
        return found

    def close_to(self, name: str, others: Iterable[str] = ()) -> str | None:
        """The known name that is most like a misspelt one."""
        from difflib import get_close_matches  # only a misspelt name needs it

        known = {n.lower(): n for n in [*self.names(), *(a for a, _ in self.aliases.values()), *others]}
        near = get_close_matches(name.lower(), known, n=1, cutoff=0.75)
        return known[near[0]] if near else None


def resolve(session: Session, name: str) -> CommandInfo:
    """What runs under a name: alias, function, cmdlet, then script or program. Raises CommandNotFoundException."""
    found = lookup(session, name)
    if found is None:
        raise not_found(session, name)
    return found


def lookup(session: Session, name: str, follow_alias: bool = True) -> CommandInfo | None:
    """Like `resolve`, but None for an unknown name."""
    for _ in range(32):  # an alias may name an alias
        lower = name.lower()
        target = find_alias(session, lower)
        if target is None:
            break
        if not follow_alias:
            return CommandInfo("Alias", name, definition=target)
        name = target
    lower = name.lower()
    if lower.startswith(("global:", "script:", "local:")):
        lower = lower.partition(":")[2]
    for scope in session.scope.chain():
        if scope.functions and lower in scope.functions:
            info: CommandInfo = scope.functions[lower]
            return info
    cmdlet = session.commands.cmdlet(name)
    if cmdlet is not None:
        return cmdlet
    if session.commands.has("Get-" + name):  # as in PowerShell, `date` is Get-Date
        program = _program(session, name)
        return program or session.commands.cmdlet("Get-" + name)
    return _program(session, name)


def find_alias(session: Session, lower_name: str) -> str | None:
    """What an alias stands for, as seen from the current scope."""
    for scope in session.scope.chain():
        if scope.aliases and lower_name in scope.aliases:
            return scope.aliases[lower_name]
    row = session.commands.aliases.get(lower_name)
    return row[1] if row else None


def _program(session: Session, name: str) -> CommandInfo | None:
    """A script or program in the file system."""
    if name.lower().endswith(".ps1"):
        path = os.path.expanduser(name)
        if os.path.isfile(path) and (os.sep in name or os.path.isabs(path)):
            return CommandInfo("ExternalScript", os.path.basename(name), definition=os.path.abspath(path))
        for folder in session.environ.get("PATH", "").split(os.pathsep):
            if folder and os.path.isfile(os.path.join(folder, name)):
                return CommandInfo("ExternalScript", name, definition=os.path.join(folder, name))
        return None
    import shutil  # takes 3 ms, and only programs need it

    found = shutil.which(os.path.expanduser(name), path=session.environ.get("PATH", ""))
    return CommandInfo("Application", os.path.basename(name), definition=found) if found else None


def not_found(session: Session, name: str) -> Exception:
    why = session.commands.left_out.get(name.lower())
    if why:
        message = f"{name} is a cmdlet that psopenai does not have: {why}"
    else:
        functions = (f for scope in session.scope.chain() for f in scope.functions or ())
        near = session.commands.close_to(name, functions)
        message = f"'{name}' is not the name of a cmdlet, function, script file or program." + (
            f" Did you mean {near}?" if near else " Check the spelling, or the path if it has one."
        )
    return terminating(
        "CommandNotFoundException",
        message,
        "ObjectNotFound",
        name,
        "System.Management.Automation.CommandNotFoundException",
    )


def all_commands(session: Session) -> Iterator[CommandInfo]:
    """Every function and cmdlet that can be called, for Get-Command; a nearer function hides a farther one."""
    seen: set[str] = set()
    for scope in session.scope.chain():
        for lower, info in (scope.functions or {}).items():
            if lower not in seen:
                seen.add(lower)
                yield info
    for name in session.commands.names():
        found = session.commands.cmdlet(name)
        if found is not None and name.lower() not in seen:
            yield found
