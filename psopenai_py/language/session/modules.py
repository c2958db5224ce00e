"""Modules: script files whose functions are exported, with a scope of their own."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from fnmatch import fnmatchcase
from typing import Any

from ...dotnet.model.types import Value
from ...engine.binding.arguments import ValueToken
from ...engine.pipeline.pipeline import run_pipeline
from ...engine.session.scope import Scope
from ...engine.session.session import Session
from ...engine.session.streams import discard
from ...engine.values.objects import PSObject
from ...errors import terminating
from ..compile.scriptblock import Block
from ..runtime.calls import Module
from ..runtime.frame import interpreter
from .scripts import run_script_file

BUILT_IN = ("PSOpenAI", "Microsoft.PowerShell.Utility", "Microsoft.PowerShell.Management", "Microsoft.PowerShell.Core",
            "Microsoft.PowerShell.Security")  # fmt: skip


class LoadedModules(dict[str, Module]):
    """The modules of one session."""


def modules_of(session: Session) -> dict[str, Module]:
    """The modules that the session has loaded, by lower-case name."""
    return session.part(LoadedModules)


def import_module(
    session: Session, name_or_path: str, scope: Scope | None = None, force: bool = False, prefix: str = ""
) -> Module | None:
    """Load a module and add what it exports to ``scope`` (default: the current one); None for a built-in module."""
    known = {name.lower() for name in BUILT_IN}
    if name_or_path.lower() in known:
        return None
    path = _find(session, name_or_path)
    if path is None:
        raise terminating(
            "Modules_ModuleNotFound", f"There is no module '{name_or_path}'.", "ResourceUnavailable",
            name_or_path, "System.IO.FileNotFoundException",
        )  # fmt: skip
    name = os.path.splitext(os.path.basename(path))[0]
    loaded = modules_of(session).get(name.lower())
    if loaded is None or force or loaded.path != path:
        loaded = _load(session, name, path)
        modules_of(session)[name.lower()] = loaded
    export(loaded, scope or session.scope, prefix)
    return loaded


def new_module(
    session: Session, name: str, block: Value, scope: Scope, arguments: Sequence[Value] = ()
) -> tuple[Value, list[Value]]:
    """Make a module of a script block and add what it exports to ``scope``; the module and the block's output."""
    assert isinstance(block, Block)
    module = Module(name, Scope(session.globals, is_script=True))
    inner = Block(block.ast, session, module, block.parameters, name)
    found: list[Value] = []
    tokens = [ValueToken(value) for value in arguments]
    run_pipeline([inner.processor(inner.spec, tokens, scope=module.scope)], found.append)
    finish(module)
    modules_of(session)[name.lower()] = module
    export(module, scope, "")
    return module_value(module), found


def remove_module(session: Session, name: str) -> bool:
    """Remove a module and its functions; False when it is not loaded."""
    module = modules_of(session).pop(name.lower(), None)
    if module is None:
        return False
    for scope in session.scope.chain():
        for lower, info in module.functions.items():
            if scope.functions and scope.functions.get(lower) is info:
                del scope.functions[lower]
    return True


def export_member(
    session: Session, functions: Iterable[str] = (), variables: Iterable[str] = (), aliases: Iterable[str] = ()
) -> None:
    """``Export-ModuleMember``: select what the running module exports."""
    call = interpreter(session).call
    module = call.module if call is not None else None
    if module is None:
        raise terminating("Modules_CanOnlyExecuteExportModuleMemberInsideAModule",
                          "Export-ModuleMember works only inside a module.", "PermissionDenied")  # fmt: skip
    module.exported = True
    own = module.scope.functions or {}
    for pattern in functions:
        for lower, info in own.items():
            if fnmatchcase(lower, pattern.lower()):
                module.functions[lower] = info
    for pattern in aliases:
        for lower, target in (module.scope.aliases or {}).items():
            if fnmatchcase(lower, pattern.lower()):
                module.aliases[lower] = target
    module.variables += [
        lower for pattern in variables for lower in module.scope.variables if fnmatchcase(lower, pattern.lower())
    ]


def _find(session: Session, name: str) -> str | None:
    expanded = os.path.expanduser(name)
    tries = [expanded]
    if os.sep not in name:
        for folder in session.environ.get("PSModulePath", "").split(os.pathsep):
            if folder:
                tries += [os.path.join(folder, name), os.path.join(folder, name, name)]
    for path in tries:
        for candidate in (path, f"{path}.psm1", f"{path}.psd1", os.path.join(path, os.path.basename(path) + ".psm1")):
            if os.path.isfile(candidate):
                return os.path.abspath(_root_module(candidate))
    return None


def _root_module(path: str) -> str:
    """A manifest's script module."""
    if not path.lower().endswith(".psd1"):
        return path
    beside = path[:-5] + ".psm1"
    return beside if os.path.isfile(beside) else path


def _load(session: Session, name: str, path: str) -> Module:
    module = Module(name, Scope(session.globals, is_script=True), path)
    run_script_file(session, path, discard, module=module)
    finish(module)
    return module


def finish(module: Module) -> None:
    """After the module's code has run: without Export-ModuleMember all functions and aliases are exported."""
    if not module.exported:
        module.functions = dict(module.scope.functions or {})
        module.aliases = dict(module.scope.aliases or {})


def export(module: Module, scope: Scope, prefix: str) -> None:
    """Add what a module exports to a scope."""
    if module.functions and scope.functions is None:
        scope.functions = {}
    for info in module.functions.values():
        shown = info.name
        if prefix:
            verb, dash, noun = shown.partition("-")
            shown = f"{verb}{dash}{prefix}{noun}" if dash else prefix + shown
        assert scope.functions is not None
        scope.functions[shown.lower()] = info
    if module.aliases:
        scope.aliases = {**(scope.aliases or {}), **module.aliases}
    for lower in module.variables:
        scope.variables[lower] = module.scope.variables[lower]


def module_value(module: Module) -> Value:
    """The module object of Import-Module -PassThru and Get-Module."""
    shown: dict[str, Any] = {
        "ModuleType": "Script",
        "Version": "0.0",
        "PreRelease": None,
        "Name": module.name,
        "Path": module.path,
        "ExportedCommands": [info.name for info in module.functions.values()],
    }
    return PSObject(shown, "System.Management.Automation.PSModuleInfo")


def built_in_value(session: Session, name: str) -> Value:
    """The module object of a module that is always loaded."""
    shown = next(each for each in BUILT_IN if each.lower() == name.lower())
    return PSObject(
        {
            "ModuleType": "Script" if shown == "PSOpenAI" else "Manifest",
            "Version": "4.49.0" if shown == "PSOpenAI" else "7.0.0.0",
            "PreRelease": None,
            "Name": shown,
            "Path": "",
            "ExportedCommands": session.commands.exported_by(shown),
        },
        "System.Management.Automation.PSModuleInfo",
    )
