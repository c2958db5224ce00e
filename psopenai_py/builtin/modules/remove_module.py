from __future__ import annotations

from ...declare.cmdlet import Example, Param, cmdlet
from ...engine.pipeline.cmdlet import Cmdlet, Output
from ...engine.values.objects import unwrap
from ...engine.values.text import to_text
from ...engine.values.wildcard import wildcard_to_regex
from ...language.runtime.module import Module
from ...language.session.manifests import spec_of
from ...language.session.modules import built_in_modules, loaded_modules, remove
from .parameters import fully_qualified_name_param, module_info_param


@cmdlet(
    "Remove-Module",
    default_set="name",
    should_process=True,
    error_name="Microsoft.PowerShell.Commands.RemoveModuleCommand",
)
class RemoveModule(Cmdlet):
    """Remove a module and its functions."""

    name = Param(
        "string[]", set="name", mandatory=True, position=0, pipeline="value", help="The names; wildcards are allowed."
    )
    fully_qualified_name = fully_qualified_name_param()
    module_info = module_info_param()
    force = Param("switch", help="Accepted for compatibility.")
    examples = (Example("Import-Module ./Tools.psm1; Remove-Module Tools", "Removes the functions of the module."),)

    def process(self) -> Output:
        found: list[Module] = [unwrap(each) for each in self.module_info or ()]
        missing = False
        for wanted in (*(self.name or ()), *(self.fully_qualified_name or ())):
            fits = self._loaded(unwrap(wanted))
            found += fits
            missing = missing or not fits
        for module in found:
            if self.should_process(f"{module.name} (Path: '{module.path}')", "Remove-Module"):
                remove(self.session, module)
        if missing:
            text = "No module was removed: none that is loaded, and may be removed, has such a name. See Get-Module."
            self.fail("Modules_NoModulesRemoved", text, "ResourceUnavailable", None, "System.InvalidOperationException")
        return None

    def _loaded(self, wanted: object) -> list[Module]:
        fixed = built_in_modules(self.session)
        spec = spec_of(wanted)
        match = wildcard_to_regex(to_text(spec.name)).match
        return [
            module
            for module in loaded_modules(self.session, every=True)
            if module not in fixed and match(module.name) and spec.fits(module.version)
        ]
