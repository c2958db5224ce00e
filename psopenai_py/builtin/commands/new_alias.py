from __future__ import annotations

from ...declare.cmdlet import Example, cmdlet
from ...engine.pipeline.cmdlet import Output
from ...engine.session.lookup import find_alias
from ...engine.values.text import to_text
from .set_alias import AliasCmdlet, AliasParams


@cmdlet("New-Alias", should_process=True, error_name="Microsoft.PowerShell.Commands.NewAliasCommand")
class NewAlias(AliasParams, AliasCmdlet):
    """Give a command another name that is not in use yet."""

    examples = (Example("New-Alias gb Get-Batch", "gb is Get-Batch from here on."),)

    def process(self) -> Output:
        name = to_text(self.name)
        if not self.force and find_alias(self.session, name.lower()) is not None:
            exception = "System.Management.Automation.SessionStateException"
            self.fail("AliasAlreadyExists", f"There is an alias {name} already.", "ResourceExists", name, exception)
            return None
        self.put()
        return None
