from __future__ import annotations

from ...credentials import Vault
from ...declare.cmdlet import Example, Failure, Param, cmdlet
from ...engine.pipeline.cmdlet import Cmdlet, Objects
from .values import from_stored
from .vault import name_param, vault_faults, vault_param


@cmdlet("Get-Secret", outputs=("System.Security.SecureString", "System.String"))
class GetSecret(Cmdlet):
    """Get a secret from the system's keyring.

    A text comes as a SecureString; a hashtable, a credential, a byte array, a number or a date as what it is.
    """

    name = name_param()
    vault = vault_param()
    as_plain_text = Param("switch", help="Return texts as plain text, also those in a hashtable.")

    examples = (
        Example("Set-OpenAIContext -ApiKey (Get-Secret WORK_KEY)", "Uses a stored key."),
        Example(
            "(Get-Secret WORK_KEY -AsPlainText).Length -gt 0",
            "Gets a secret as plain text, and shows whether it has any.",
        ),
    )
    failures = (
        Failure(
            "Get-Secret OPENAI_API_KEY",
            "Get-Secret: This system has no keyring to keep secrets in. A key needs none: set OPENAI_API_KEY, name "
            "a file in OPENAI_API_KEY_FILE, or use a profile's key_command. To have a keyring, start a Secret "
            "Service (gnome-keyring, KWallet) or name another one in PYTHON_KEYRING_BACKEND.",
            "VaultUnavailable,Get-Secret",
            exit_code=3,
        ),
    )
    remarks = "No request is made. The system may ask you to unlock the keyring."

    def process(self) -> Objects:
        with vault_faults(self, self.name):
            secret = Vault(notice=self.warn).get(self.name)
        try:
            yield from_stored(secret.reveal(), self.as_plain_text)
        except ValueError as error:
            raise self.stop_with("SecretDamaged", str(error), "InvalidData", self.name) from error
