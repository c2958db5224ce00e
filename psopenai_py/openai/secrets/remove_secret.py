from __future__ import annotations

from ...credentials import Vault
from ...declare.cmdlet import Example, Failure, cmdlet
from ...engine.pipeline.cmdlet import Cmdlet, Output
from .vault import name_param, vault_faults, vault_param


@cmdlet("Remove-Secret", should_process=True)
class RemoveSecret(Cmdlet):
    """Delete a secret from the system's keyring."""

    name = name_param()
    vault = vault_param()

    examples = (
        Example("Remove-Secret OPENAI_API_KEY", "Deletes the key."),
        Example(
            "Get-SecretInfo | Where-Object Name -like 'WORK*' | Remove-Secret",
            "Deletes all secrets whose names begin with WORK.",
        ),
    )
    failures = (
        Failure(
            "Remove-Secret OPENAI_API_KEY",
            "Remove-Secret: This system has no keyring to keep secrets in. A key needs none: set OPENAI_API_KEY, "
            "name a file in OPENAI_API_KEY_FILE, or use a profile's key_command. To have a keyring, start a Secret "
            "Service (gnome-keyring, KWallet) or name another one in PYTHON_KEYRING_BACKEND.",
            "VaultUnavailable,Remove-Secret",
            exit_code=3,
        ),
    )
    remarks = """\
    No request is made. What is deleted cannot be brought back. The key itself stays valid: revoke it on the service's
    website.
    """

    def process(self) -> Output:
        if self.should_process(self.name, "Remove secret"):
            with vault_faults(self, self.name):
                Vault(notice=self.warn).remove(self.name)
        return None
