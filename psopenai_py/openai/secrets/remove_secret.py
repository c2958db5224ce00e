from __future__ import annotations

from ...credentials import Vault
from ...declare.cmdlet import Example, Param, cmdlet
from ...declare.validators import ValidateNotNullOrEmpty
from ...engine.pipeline.cmdlet import Cmdlet, Output
from .vault import vault_faults


@cmdlet("Remove-Secret", should_process=True)
class RemoveSecret(Cmdlet):
    """Delete a secret from the system's keyring."""

    name = Param(
        "string",
        mandatory=True,
        position=0,
        pipeline="value property",
        validators=(ValidateNotNullOrEmpty(),),
        help="The name of the secret.",
    )

    examples = (Example("Remove-Secret OPENAI_API_KEY", "Deletes the key.", run=False),)

    def process(self) -> Output:
        if self.should_process(self.name, "Remove secret"):
            with vault_faults(self, self.name):
                Vault().remove(self.name)
        return None
