from __future__ import annotations

from collections.abc import Iterator

from ...declare.cmdlet import Example, Param, cmdlet
from ...engine.pipeline.cmdlet import Cmdlet, Output
from ...engine.values.objects import PSObject
from ...engine.values.text import to_text
from ...engine.values.wildcard import has_wildcards, wildcard_to_regex
from .gallery import ignored

_GALLERY = "PSGallery"


@cmdlet("Set-PSRepository", error_name="Set-PSRepository")
class SetPSRepository(Cmdlet):
    """Does nothing: scripts that trust a gallery before they install PSOpenAI go on."""

    name = Param("string", mandatory=True, position=0, help="The gallery.")
    installation_policy = ignored("string", completions=("Trusted", "Untrusted"))
    source_location = ignored("string", position=1)
    examples = (Example("Set-PSRepository PSGallery -InstallationPolicy Trusted", "Nothing is left to do."),)
    remarks = "There are no repositories: scripts may set them, and nothing changes."

    def process(self) -> Output:
        return None


@cmdlet("Get-PSRepository", outputs="System.Management.Automation.PSObject", error_name="Get-PSRepository")
class GetPSRepository(Cmdlet):
    """Get the gallery that scripts look for before they install PSOpenAI. It counts as trusted: nothing is fetched."""

    name = Param("string[]", position=0, pipeline="property", help="The galleries; wildcards are allowed.")
    examples = (Example("(Get-PSRepository PSGallery).InstallationPolicy", "Whether to trust it.", result="Trusted"),)
    remarks = "There is one, PSGallery, whatever Set-PSRepository was told; nothing asks it."

    def process(self) -> Iterator[PSObject]:
        for pattern in map(to_text, self.name or ["*"]):
            if wildcard_to_regex(pattern).match(_GALLERY):
                fields = {"Name": _GALLERY, "InstallationPolicy": "Trusted", "Trusted": True, "Registered": True}
                fields["SourceLocation"] = "https://www.powershellgallery.com/api/v2"
                yield PSObject(fields, "Microsoft.PowerShell.Commands.PSRepository")
            elif not has_wildcards(pattern):
                text = f"There is no repository {pattern}."
                self.fail("SourceNotFound", text, "ObjectNotFound", pattern, "System.Exception")
