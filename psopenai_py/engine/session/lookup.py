"""What a command name means in a session: alias, function, cmdlet, then script or program, in PowerShell's order."""

from __future__ import annotations

import os
from collections.abc import Iterator

from ...errors import terminating
from .commands import CommandInfo
from .scope import Scope
from .session import Session

_RUNNABLE = frozenset({"Cmdlet", "Function", "Filter"})


def resolve(session: Session, name: str) -> CommandInfo:
    """What runs under a name: alias, function, cmdlet, then script or program. Raises CommandNotFoundException."""
    found = lookup(session, name)
    if found is None:
        raise not_found(session, name)
    return found


def lookup(session: Session, name: str, follow_alias: bool = True, load: bool = True) -> CommandInfo | None:
    """Like `resolve`, but None for an unknown name. ``load``: a module that has the command may be loaded for it."""
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
    scope: Scope | None = session.scope
    while scope is not None:  # not `chain()`: this is done at every call
        if scope.functions and lower in scope.functions:
            info: CommandInfo = scope.functions[lower]
            return info
        scope = scope.parent
    cmdlet = session.commands.cmdlet(name)
    if cmdlet is not None:
        return cmdlet
    found = _program(session, name)
    if found is None and session.commands.has("Get-" + name):  # as in PowerShell, `date` is Get-Date
        found = session.commands.cmdlet("Get-" + name)
    return found or (session.language.autoload(name) if load else None)


def runnable(session: Session, name: str) -> bool:
    """Whether the name stands for a cmdlet or function, not for a program or script file."""
    found = lookup(session, name)
    return found is not None and found.kind in _RUNNABLE


def find_alias(session: Session, lower_name: str) -> str | None:
    """What an alias stands for, as seen from the current scope."""
    scope: Scope | None = session.scope
    while scope is not None:
        if scope.aliases and lower_name in scope.aliases:
            return scope.aliases[lower_name]
        scope = scope.parent
    row = session.commands.aliases.get(lower_name)
    return row[1] if row else None


def _program(session: Session, name: str) -> CommandInfo | None:
    """A script or program in the file system; the name of a script may lack its .ps1."""
    if "/" in name or "\\" in name:
        path = session.path(name)
        script = path if path.lower().endswith(".ps1") else path + ".ps1"
        if script != path and os.path.isfile(path) and os.access(path, os.X_OK):
            return CommandInfo("Application", os.path.basename(path), definition=path)
        if os.path.isfile(script):
            return CommandInfo("ExternalScript", os.path.basename(script), definition=script)
        return None
    if not name.lower().endswith(".ps1"):
        import shutil  # noqa: PLC0415 (takes 3 ms, and only programs need it)

        found = shutil.which(os.path.expanduser(name), path=session.environ.get("PATH", ""))
        if found:
            return CommandInfo("Application", name, definition=found)
        name += ".ps1"
    for folder in session.environ.get("PATH", "").split(os.pathsep):
        if folder and os.path.isfile(os.path.join(folder, name)):
            return CommandInfo("ExternalScript", name, definition=os.path.join(folder, name))
    return None


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
    error = terminating(
        "CommandNotFoundException",
        message,
        "ObjectNotFound",
        name,
        "System.Management.Automation.CommandNotFoundException",
    )
    error.record.exception.properties["CommandName"] = name
    return error


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
