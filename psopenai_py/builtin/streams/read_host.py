from __future__ import annotations

from ...declare.cmdlet import Example, Param, cmdlet
from ...engine.pipeline.cmdlet import Cmdlet, Output
from ...engine.values.text import to_text
from .common import secure


@cmdlet("Read-Host", default_set="AsString", error_name="Microsoft.PowerShell.Commands.ReadHostCommand")
class ReadHost(Cmdlet):
    """Ask the user for a line of text."""

    prompt = Param("object", position=0, remaining=True, allow_null=True, help="The question.")
    as_secure_string = Param("switch", set="AsSecureString", help="Do not show what is typed; return a SecureString.")
    mask_input = Param("switch", set="AsString", help="Do not show what is typed.")
    examples = (Example("$key = Read-Host 'API key' -AsSecureString", "Asks for a key without showing it."),)
    remarks = (
        "The question is shown on standard error, so that a script whose output goes into a pipe can still ask. "
        "Input that ends while a script asks ends the script."
    )

    def process(self) -> Output:
        question = f"{to_text(self.prompt)}: " if self.prompt is not None else ""
        answer = self.session.host.ask(question, bool(self.as_secure_string or self.mask_input))
        self.write(secure(answer) if self.as_secure_string else answer)
        return None
