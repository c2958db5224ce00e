from __future__ import annotations

from ...credentials import Vault
from ...declare.cmdlet import Example, cmdlet
from ...engine.pipeline.cmdlet import Cmdlet, Output
from .vault import name_param, vault_faults


@cmdlet("Remove-Secret", should_process=True)
class RemoveSecret(Cmdlet):
    """Delete a secret from the system's keyring."""

    name = name_param()

    examples = (Example("Remove-Secret OPENAI_API_KEY", "Deletes the key."),)

    def process(self) -> Output:
        if self.should_process(self.name, "Remove secret"):
            with vault_faults(self, self.name):
                Vault(notice=self.warn).remove(self.name)
        return None
