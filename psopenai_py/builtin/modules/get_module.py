from __future__ import annotations

import glob
import os
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from ...declare.cmdlet import Example, Param, cmdlet
from ...declare.validators import ValidateNotNullOrEmpty
from ...engine.pipeline.cmdlet import Cmdlet
from ...engine.values.enumeration import as_list
from ...engine.values.objects import unwrap
from ...engine.values.text import to_text
from ...engine.values.wildcard import wildcard_to_regex
from ...language.runtime.module import Module
from ...language.session.manifests import EXTENSIONS, ModuleSpec, files_in, module_folders, spec_of
from ...language.session.modules import available_modules, built_in_modules, loaded_modules


@cmdlet(
    "Get-Module",
    default_set="Loaded",
    outputs="System.Management.Automation.PSModuleInfo",
    error_name="Microsoft.PowerShell.Commands.GetModuleCommand",
)
class GetModule(Cmdlet):
    """Get the loaded modules, or those in the folders of PSModulePath.

    PSOpenAI and PowerShell's own modules are always loaded.
    """

    name = Param(
        "string[]",
        set=("Loaded", "Available"),
        position=0,
        pipeline="value",
        validators=(ValidateNotNullOrEmpty(),),
        help="The modules' names; wildcards are allowed.",
    )
    fully_qualified_name = Param(
        "Microsoft.PowerShell.Commands.ModuleSpecification[]",
        set=("Loaded", "Available"),
        pipeline="property",
        help="Tables with ModuleName and ModuleVersion, RequiredVersion or MaximumVersion.",
    )
    all = Param("switch", set=("Loaded", "Available"), help="Include the modules that other modules have loaded.")
    list_available = Param("switch", set="Available", mandatory=True, help="List the modules that can be imported.")
    ps_edition = Param(
        "string", name="PSEdition", set="Available", help="Only modules for this edition: Core or Desktop."
    )
    skip_edition_check = Param("switch", set="Available", help="Accepted for compatibility.")
    refresh = Param("switch", set="Available", help="Accepted for compatibility; nothing is kept between calls.")
    examples = (
        Example(
            "(Get-Module PSOpenAI).Version.ToString()",
            "The version of PSOpenAI that this package follows.",
            result="4.49.0",
        ),
    )
    remarks = "Modules of other computers cannot be asked for: -PSSession and -CimSession do not exist."

    def process(self) -> Iterator[Any]:
        specs = [spec_of(unwrap(each)) for each in (*as_list(self.name), *as_list(self.fully_qualified_name))]
        if not self.list_available:
            loaded = loaded_modules(self.session, bool(self.all))
            yield from _chosen(loaded, specs or [ModuleSpec("*")])
            return
        paths = [spec for spec in specs if "/" in spec.name or "\\" in spec.name]
        names = [spec for spec in specs if spec not in paths]
        found = [module for spec in paths for module in self._at(spec.name) if spec.fits(module.version)]
        if names or not paths:
            found += _chosen(self._installed(), names or [ModuleSpec("*")])
        yield from filter(self._has_edition, found)

    def _installed(self) -> Iterator[Module]:
        yield from built_in_modules(self.session)
        paths = _files_below(module_folders(self.session)) if self.all else None
        yield from available_modules(self.session, paths)

    def _at(self, path: str) -> Iterator[Module]:
        """The modules at a path, which may have wildcards."""
        places = sorted(glob.glob(self.session.path(path)))
        files = (file for place in places for file in ([place] if _is_module(place) else files_in(place)))
        yield from available_modules(self.session, _files_below(places) if self.all else files)

    def _has_edition(self, module: Module) -> bool:
        if self.ps_edition is None:
            return True
        stated = module.manifest.get("CompatiblePSEditions") if module.manifest is not None else None
        editions = [to_text(each).lower() for each in as_list(stated)] or ["core", "desktop"]
        return to_text(self.ps_edition).lower() in editions


def _chosen(modules: Iterable[Module], specs: Sequence[ModuleSpec]) -> Iterator[Module]:
    tests = [(wildcard_to_regex(to_text(spec.name)).match, spec) for spec in specs]
    for module in modules:
        if any((match(module.name) or spec.name == module.path) and spec.fits(module.version) for match, spec in tests):
            yield module


def _is_module(path: str) -> bool:
    return path.lower().endswith(EXTENSIONS) and os.path.isfile(path)


def _files_below(folders: Iterable[str]) -> Iterator[str]:
    """Every file of a module, those inside of others too."""
    for folder in folders:
        if _is_module(folder):
            yield folder
        for place, names, files in os.walk(folder):
            names.sort(key=str.lower)
            yield from (path for file in sorted(files) if _is_module(path := os.path.join(place, file)))
