from __future__ import annotations

from collections.abc import Iterator

from ...declare.cmdlet import Example, Param, cmdlet
from ...engine.pipeline.cmdlet import Cmdlet
from ...engine.values.objects import PSObject
from ...engine.values.text import to_text
from ...engine.values.wildcard import has_wildcards
from ...language.session.manifests import ModuleSpec
from .gallery import ignored, installed, shown


@cmdlet("Get-InstalledModule", error_name="Get-InstalledModule")
class GetInstalledModule(Cmdlet):
    """Get the modules that can be imported: PSOpenAI, and those in the folders of PSModulePath."""

    name = Param("string[]", position=0, pipeline="property", help="The modules' names; wildcards are allowed.")
    minimum_version = Param("string", pipeline="property", help="The lowest version that will do.")
    required_version = Param("string", pipeline="property", help="The only version that will do.")
    maximum_version = Param("string", pipeline="property", help="The highest version that will do.")
    all_versions = ignored("switch")
    allow_prerelease = ignored("switch")
    examples = (Example("(Get-InstalledModule PSOpenAI).Version", "", result="4.49.0"),)

    def process(self) -> Iterator[PSObject]:
        for pattern in map(to_text, self.name or ["*"]):
            spec = ModuleSpec(
                pattern, to_text(self.minimum_version), to_text(self.maximum_version), to_text(self.required_version)
            )
            found = [
                module
                for module in installed(self.session, pattern)
                if spec.fits(module.version) and not module.name.startswith("Microsoft.")
            ]
            yield from map(shown, found)
            if not found and not has_wildcards(pattern):
                self.fail("NoMatchFound", f"There is no module {spec}.", "ObjectNotFound", pattern, "System.Exception")


@cmdlet("Find-Module", error_name="Find-Module")
class FindModule(GetInstalledModule):
    """Find modules that can be installed, which are those that are there: nothing is fetched from a gallery."""

    repository = ignored("string[]")
    tag = ignored("string[]")
    include_dependencies = ignored("switch")
    examples = (
        Example("(Find-Module PSOpenAI).Version -gt (Get-InstalledModule PSOpenAI).Version", "Never", result="False"),
    )
    remarks = (
        "A script that looks for a newer version finds the one that is there; PSOpenAI is updated with this package."
    )
