"""Commands, and the table of the cmdlets of this package."""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module
from typing import Any

from ..._version import POWERSHELL_VERSION
from ...dataclass import dataclass
from ...declare.cmdlet import CmdletSpec
from ...declare.index import Index
from ...dotnet.model.registry import get_type

#: the modules that are always loaded, with their versions
MODULE_VERSIONS = {
    "PSOpenAI": "4.49.0",
    "Microsoft.PowerShell.Core": POWERSHELL_VERSION,
    "Microsoft.PowerShell.Host": "7.0.0.0",
    "Microsoft.PowerShell.Management": "7.0.0.0",
    "Microsoft.PowerShell.Security": "7.0.0.0",
    "Microsoft.PowerShell.Utility": "7.0.0.0",
    "PSReadLine": "2.4.5",
}

#: modules whose cmdlets are here, too; listed as loaded once a script has imported them
IMPORTED_VERSIONS = {
    "Microsoft.PowerShell.Archive": "1.2.5",
    "Microsoft.PowerShell.PSResourceGet": "1.1.1",
    "Microsoft.PowerShell.SecretManagement": "1.1.2",
    "Microsoft.PowerShell.SecretStore": "1.0.6",
    "Microsoft.PowerShell.ThreadJob": "2.2.0",
    "PowerShellGet": "2.2.5",
    "ThreadJob": "2.1.0",
}


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
    block: Any = None  # the code of a running script

    @property
    def dotnet_type(self) -> Any:
        return get_type(f"System.Management.Automation.{self.kind}Info")


class AliasTarget(str):
    """What an alias stands for, with the alias's own spelling, description and option."""

    __slots__ = ("description", "name", "option")
    name: str
    description: str
    option: str

    def __new__(cls, target: str, name: str, description: str = "", option: str = "") -> AliasTarget:
        made = super().__new__(cls, target)
        made.name, made.description, made.option = name, description, option
        return made


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

    def exported_by(self, module: str) -> list[str]:
        """The names of a PowerShell module's cmdlets."""
        return sorted(name for name, place in self._places.values() if place.shown_under == module)

    def has(self, name: str) -> bool:
        """Whether a cmdlet has that name (in any case); imports nothing."""
        return name.lower() in self._places

    def title(self, name: str) -> str:
        """The title of a cmdlet's family; empty for other names. Imports nothing."""
        row = self._places.get(name.lower())
        return row[1].title if row is not None else ""

    def cmdlet(self, name: str) -> CommandInfo | None:
        """The cmdlet of exactly that name (in any case), or None. ``Module\\Name`` names it with its module."""
        lower = name.lower()
        found = self._loaded.get(lower)
        if found is not None:
            return found
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
