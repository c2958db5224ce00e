from __future__ import annotations

from fnmatch import fnmatchcase

from ...credentials import Vault
from ...declare.cmdlet import Example, Gives, Param, cmdlet
from ...engine.pipeline.cmdlet import Cmdlet, Objects
from ...engine.values.objects import PSObject
from .vault import vault_faults


@cmdlet("Get-SecretInfo", gives=Gives("list", "PSOpenAI.SecretInfo"))
class GetSecretInfo(Cmdlet):
    """List the names and metadata of the secrets in the system's keyring; the secrets are not read."""

    name = Param("string", position=0, pipeline="value property", default="*", help="A name; wildcards are allowed.")

    examples = (Example("Get-SecretInfo", "Lists the secrets."),)

    def process(self) -> Objects:
        with vault_faults(self, self.name):
            found = Vault(notice=self.warn).list()
        for info in found:
            if fnmatchcase(info.name.lower(), str(self.name).lower()):
                shown = {"Name": info.name, "Type": info.kind, "Metadata": PSObject(dict(info.metadata))}
                yield PSObject(shown, "PSOpenAI.SecretInfo")
