from __future__ import annotations

from ...credentials import Vault
from ...declare.cmdlet import Example, Param, cmdlet
from ...engine.pipeline.cmdlet import Cmdlet, Objects
from .values import from_stored
from .vault import name_param, vault_faults


@cmdlet("Get-Secret", outputs=("System.Security.SecureString", "System.String"))
class GetSecret(Cmdlet):
    """Get a secret from the system's keyring.

    A text comes as a SecureString; a hashtable, a credential, a byte array, a number or a date as what it is.
    """

    name = name_param()
    as_plain_text = Param("switch", help="Return texts as plain text, also those in a hashtable.")

    examples = (Example("Set-OpenAIContext -ApiKey (Get-Secret WORK_KEY)", "Uses a stored key."),)

    def process(self) -> Objects:
        with vault_faults(self, self.name):
            secret = Vault(notice=self.warn).get(self.name)
        try:
            yield from_stored(secret.reveal(), self.as_plain_text)
        except ValueError as error:
            raise self.stop_with("SecretDamaged", str(error), "InvalidData", self.name) from error
