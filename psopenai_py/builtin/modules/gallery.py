"""What the cmdlets for galleries share. Nothing is fetched: a module counts as installed if it can be imported."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ...declare.cmdlet import Param
from ...engine.pipeline.cmdlet import Cmdlet
from ...engine.session.session import Session
from ...engine.values.objects import PSObject
from ...engine.values.text import to_text
from ...engine.values.wildcard import wildcard_to_regex
from ...language.runtime.module import Module
from ...language.session.manifests import ModuleSpec
from ...language.session.modules import available_modules, built_in_modules


def ignored(type: str, help: str = "Accepted for compatibility.", **more: Any) -> Any:
    """A parameter that says where or how a gallery is asked."""
    return Param(type, help=help, **more)


class InstallCmdlet(Cmdlet):
    """A cmdlet that is to make sure that modules are there."""

    name = Param("string[]", mandatory=True, position=0, pipeline="value property", help="The modules.")
    minimum_version = Param("string", pipeline="property", help="The lowest version that will do.")
    maximum_version = Param("string", pipeline="property", help="The highest version that will do.")
    required_version = Param("string", pipeline="property", aliases=("Version",), help="The only version that will do.")
    repository = ignored("string[]")
    scope = ignored("string", completions=("CurrentUser", "AllUsers"))
    credential = ignored("object")
    proxy = ignored("string")
    proxy_credential = ignored("object")
    allow_clobber = ignored("switch")
    skip_publisher_check = ignored("switch")
    allow_prerelease = ignored("switch", aliases=("Prerelease",))
    accept_license = ignored("switch")
    trust_repository = ignored("switch")
    force = ignored("switch")
    pass_thru = Param("switch", help="Return the modules.")

    def process(self) -> Iterator[PSObject]:
        for name in self.name:
            limits = map(to_text, (self.minimum_version, self.maximum_version, self.required_version))
            spec = ModuleSpec(to_text(name), *limits)
            found = installed(self.session, spec.name)
            if not any(spec.fits(module.version) for module in found):
                self._refuse(spec, found)
            elif self.pass_thru:
                yield shown(found[0])

    def _refuse(self, spec: ModuleSpec, found: list[Module]) -> None:
        what = f"version {found[0].version} is there" if found else "it is not in a folder of $env:PSModulePath"
        self.fail(
            "NoMatchFoundForCriteria",
            f"The module {spec} is needed, but {what}, and psopenai fetches nothing from galleries. "
            "Put the folder of the module there yourself.",
            "ObjectNotFound",
            spec.name,
            "System.Exception",
        )


def installed(session: Session, pattern: str) -> list[Module]:
    """The modules that can be imported: those of this package, and those in the folders of PSModulePath."""
    match = wildcard_to_regex(pattern).match
    return [each for each in (*built_in_modules(session), *available_modules(session)) if match(each.name)]


def shown(module: Module) -> PSObject:
    """A module as an installed one."""
    return PSObject(
        {
            "Version": module.version,
            "Name": module.name,
            "Repository": "PSGallery",
            "Description": "Cmdlets for the OpenAI API" if module.name == "PSOpenAI" else "",
            "InstalledLocation": module.base,
            "Type": "Module",
        },
        "Microsoft.PowerShell.Commands.PSRepositoryItemInfo",
    )
