from __future__ import annotations

from ...credentials import Vault
from ...declare.cmdlet import Example, Param, cmdlet
from ...engine.pipeline.cmdlet import Cmdlet, Objects
from .vault import name_param, vault_faults


@cmdlet("Get-Secret", outputs=("System.Security.SecureString", "System.String"))
class GetSecret(Cmdlet):
    """Get a secret from the system's keyring, as a SecureString."""

    name = name_param()
    as_plain_text = Param("switch", help="Return the secret as plain text.")

    examples = (Example("Set-OpenAIContext -ApiKey (Get-Secret WORK_KEY)", "Uses a stored key.", run=False),)

    def process(self) -> Objects:
        with vault_faults(self, self.name):
            secret = Vault().get(self.name)
        yield secret.reveal() if self.as_plain_text else secret
