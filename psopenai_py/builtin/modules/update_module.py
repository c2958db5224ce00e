from __future__ import annotations

from ...declare.cmdlet import Example, cmdlet
from .gallery import InstallCmdlet


@cmdlet("Update-Module", should_process=True, error_name="Update-Module")
class UpdateModule(InstallCmdlet):
    """Make sure that a module is there. PSOpenAI comes with this package and is updated with it."""

    examples = (Example("Update-Module PSOpenAI", "Nothing is left to do."),)
    remarks = (
        "Nothing is fetched from a gallery. PSOpenAI, and what is in a folder of $env:PSModulePath, counts as up "
        "to date; anything else is an error that says so."
    )
