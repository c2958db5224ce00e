from __future__ import annotations

from fnmatch import fnmatchcase

from ...credentials import Vault
from ...declare.cmdlet import Example, Failure, Gives, Param, cmdlet
from ...engine.pipeline.cmdlet import Cmdlet, Objects
from ...engine.values.objects import PSObject
from .vault import vault_faults, vault_param


@cmdlet("Get-SecretInfo", gives=Gives("list", "PSOpenAI.SecretInfo"))
class GetSecretInfo(Cmdlet):
    """List the names and metadata of the secrets in the system's keyring; the secrets are not read."""

    name = Param(
        "string",
        position=0,
        pipeline="value property",
        default="*",
        wildcards=True,
        help="A name; wildcards are allowed.",
    )
    vault = vault_param()

    examples = (
        Example("Get-SecretInfo", "Lists the secrets."),
        Example(
            "Get-SecretInfo *KEY | Select-Object Name",
            "Lists the names that end with KEY.",
        ),
    )
    failures = (
        Failure(
            "Get-SecretInfo",
            "Get-SecretInfo: This system has no keyring to keep secrets in. A key needs none: set OPENAI_API_KEY, "
            "name a file in OPENAI_API_KEY_FILE, or use a profile's key_command. To have a keyring, start a Secret "
            "Service (gnome-keyring, KWallet) or name another one in PYTHON_KEYRING_BACKEND.",
            "VaultUnavailable,Get-SecretInfo",
            exit_code=3,
        ),
    )
    remarks = "No request is made. Only names and metadata are read, not the secrets."

    def process(self) -> Objects:
        with vault_faults(self, self.name):
            found = Vault(notice=self.warn).list()
        for info in found:
            if fnmatchcase(info.name.lower(), str(self.name).lower()):
                shown = {"Name": info.name, "Type": info.kind, "Metadata": PSObject(dict(info.metadata))}
                yield PSObject(shown, "PSOpenAI.SecretInfo")
