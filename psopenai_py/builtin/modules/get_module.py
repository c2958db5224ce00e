from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ...declare.cmdlet import Example, Param, cmdlet
from ...declare.validators import ValidateNotNullOrEmpty
from ...engine.pipeline.cmdlet import Cmdlet
from ...engine.values.enumeration import as_list
from ...engine.values.objects import unwrap
from ...engine.values.text import to_text
from ...engine.values.wildcard import wildcard_to_regex
from ...language.runtime.module import Module
from ...language.session.manifests import ModuleSpec, spec_of
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
    ps_edition = Param("string", name="PSEdition", set="Available", help="Accepted for compatibility.")
    skip_edition_check = Param("switch", set="Available", help="Accepted for compatibility.")
    refresh = Param("switch", set="Available", help="Accepted for compatibility; nothing is kept between calls.")
    examples = (Example("Get-Module PSOpenAI", "The module of this package."),)

    def process(self) -> Iterator[Any]:
        specs = [spec_of(unwrap(each)) for each in (*as_list(self.name), *as_list(self.fully_qualified_name))]
        tests = [(wildcard_to_regex(to_text(spec.name)).match, spec) for spec in specs or [ModuleSpec("*")]]
        for module in self._modules():
            if any(
                (match(module.name) or spec.name == module.path) and spec.fits(module.version) for match, spec in tests
            ):
                yield module

    def _modules(self) -> Iterator[Module]:
        if self.list_available:
            yield from built_in_modules(self.session)
            yield from available_modules(self.session)
        else:
            yield from loaded_modules(self.session, bool(self.all))
