from __future__ import annotations

from ...declare.cmdlet import Example, cmdlet
from ...engine.pipeline.cmdlet import Output
from ...engine.session.lookup import find_alias
from ...engine.values.text import to_text
from .set_alias import AliasCmdlet, AliasParams


@cmdlet("New-Alias", should_process=True, error_name="Microsoft.PowerShell.Commands.NewAliasCommand")
class NewAlias(AliasParams, AliasCmdlet):
    """Create an alias for a command; the name must not be in use."""

    examples = (
        Example(
            "New-Alias gb Get-Batch; (gb batch_abc123).status",
            "gb stands for Get-Batch from now on.",
            result="completed",
        ),
    )

    def process(self) -> Output:
        name = to_text(self.name)
        if not self.force and find_alias(self.session, name.lower()) is not None:
            exception = "System.Management.Automation.SessionStateException"
            self.fail("AliasAlreadyExists", f"There is an alias {name} already.", "ResourceExists", name, exception)
            return None
        self.put()
        return None
