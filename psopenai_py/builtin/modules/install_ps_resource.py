from __future__ import annotations

from ...declare.cmdlet import Example, cmdlet
from .gallery import InstallCmdlet, ignored


@cmdlet("Install-PSResource", should_process=True, error_name="InstallPSResource")
class InstallPSResource(InstallCmdlet):
    """Make sure that a module is there. PSOpenAI is part of this package; nothing is fetched from a gallery."""

    reinstall = ignored("switch")
    quiet = ignored("switch")
    examples = (Example("Install-PSResource PSOpenAI -TrustRepository", "Nothing is left to do."),)
    remarks = (
        "Nothing is fetched from a gallery. PSOpenAI, and what is in a folder of $env:PSModulePath, counts as "
        "installed; anything else is an error that says so."
    )
