from __future__ import annotations

from ...declare.cmdlet import Example, Param, cmdlet
from ...engine.pipeline.cmdlet import Cmdlet, Output
from .gallery import ignored


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
