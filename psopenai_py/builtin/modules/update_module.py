from __future__ import annotations

from ...declare.cmdlet import Example, cmdlet
from .gallery import InstallCmdlet


@cmdlet("Update-Module", should_process=True, error_name="Update-Module")
class UpdateModule(InstallCmdlet):
    """Make sure that a module is there. PSOpenAI comes with this package and is updated with it."""

    examples = (Example("Update-Module PSOpenAI", "Nothing is left to do."),)
