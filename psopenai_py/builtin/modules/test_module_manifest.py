from __future__ import annotations

import os
from collections.abc import Iterator

from ...declare.cmdlet import Example, Param, cmdlet
from ...dotnet.collections.dictionaries import NetDictionary
from ...engine.values.enumeration import as_list
from ...errors import TerminatingError
from ...language.runtime.module import Module
from ...language.session.manifests import (
    ModuleSpec,
    find_module,
    invalid_manifest,
    read_manifest,
    spec_of,
    texts,
)
from ...language.session.modules import unloaded
from ..files.common import ItemCmdlet

_FILES = {"FileList": "file", "RequiredAssemblies": "assembly", "TypesToProcess": "file", "FormatsToProcess": "file",
          "ScriptsToProcess": "script"}  # fmt: skip


@cmdlet(
    "Test-ModuleManifest",
    outputs="System.Management.Automation.PSModuleInfo",
    error_name="Microsoft.PowerShell.Commands.TestModuleManifestCommand",
)
class TestModuleManifest(ItemCmdlet):
    """Check a module's manifest and the files that it names; the module that it describes is returned, not loaded."""

    path = Param("string", mandatory=True, position=0, pipeline="value property", help="The manifest (.psd1).")
    examples = (
        Example(
            "Test-ModuleManifest ./Tools.psd1 | Select-Object Name, ModuleType",
            "The module that the manifest describes.",
            result="Name  ModuleType\n----  ----------\nTools Script",
        ),
    )

    literal_path = None

    def given_paths(self) -> list[str]:
        return [str(self.path)]

    def process(self) -> Iterator[Module]:
        for place in self.places():
            if place.drive is not None or not place.path.lower().endswith(".psd1"):
                message = f"{place.shown} is not a manifest: its name must end with .psd1."
                self.refuse("Modules_InvalidModuleManifestPath", message, "InvalidArgument", place.shown)
                continue
            try:
                yield self._checked(place.path)
            except TerminatingError as error:
                self.write_error(error.record)

    def _checked(self, path: str) -> Module:
        table = read_manifest(self.session, path)
        folder = os.path.dirname(path)
        for key, kind in _FILES.items():
            for name in texts(table, key) or ():
                if not os.path.exists(os.path.join(folder, name.replace("\\", "/"))):
                    raise invalid_manifest(path, f"{key} names the {kind} '{name}', which is not there")
        self._check_modules(path, folder, table)
        return unloaded(self.session, path, table)

    def _check_modules(self, path: str, folder: str, table: NetDictionary) -> None:
        root = table.get("RootModule") or table.get("ModuleToProcess")
        for wanted in ([root] if root else []) + as_list(table.get("NestedModules")):
            name = spec_of(wanted).name
            if find_module(self.session, ModuleSpec(name), folder, loose=True, asking=path) is None:
                raise invalid_manifest(path, f"it names the module '{name}', which is not there")
