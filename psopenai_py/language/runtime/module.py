"""`Module`: code with a scope of its own, and what it exports."""

from __future__ import annotations

import os
from typing import Any

from ...dotnet.model.registry import get_type
from ...dotnet.model.types import DotNetType, Value
from ...engine.session.commands import CommandInfo
from ...engine.session.scope import Scope, Variable


class Module:
    """A loaded module, one that could be loaded, or the captured variables of a closure.

    ``kind`` is Script, Manifest (a manifest without a script, and PowerShell's own modules) or Closure.
    """

    __slots__ = (
        "aliases", "base", "chosen", "cmdlets", "functions", "kind", "manifest", "name", "nested", "on_remove", "path",
        "placed", "prefix", "required", "root", "scope", "session", "variables", "version",
    )  # fmt: skip

    def __init__(self, session: Any, name: str, path: str = "", kind: str = "Script") -> None:
        self.session = session
        self.name = name
        self.path = path  # of the script, or of the manifest where there is no script
        self.base = os.path.dirname(path)
        self.kind = kind
        self.version = "0.0"
        self.manifest: Value = None  # the table of its manifest
        self.root = ""  # the script that its manifest names
        self.prefix = ""  # for the nouns of what it exports
        self.scope = Scope(session.globals, is_script=True)
        self.chosen = False  # whether Export-ModuleMember was called
        self.functions: dict[str, CommandInfo] = {}  # what is exported, by lower-case name
        self.aliases: dict[str, str] = {}
        self.variables: dict[str, Variable] = {}
        self.cmdlets: list[str] = []
        self.nested: list[Module] = []
        self.required: list[Module] = []
        self.on_remove: Value = None  # a script block
        self.placed: list[tuple[dict[str, Any], str, Any]] = []  # where imports put what it exports

    @property
    def dotnet_type(self) -> DotNetType:
        return get_type("System.Management.Automation.PSModuleInfo")

    def __str__(self) -> str:
        return self.name
