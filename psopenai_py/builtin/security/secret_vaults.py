"""Vaults as SecretManagement has them. There is one, the system's keyring, under whatever names scripts register."""

from __future__ import annotations

from collections.abc import Iterator

from ...credentials import Vault, VaultError
from ...declare.cmdlet import Example, Failure, Param, cmdlet
from ...engine.pipeline.cmdlet import Cmdlet
from ...engine.session.session import Session
from ...engine.values.objects import PSObject
from ...engine.values.text import to_text
from ...engine.values.wildcard import has_wildcards, wildcard_to_regex

_KEYRING = "Keyring"
_ONE = "There is one vault, the system's keyring, whatever is registered. Set-Secret and the like use it by any name."


class Vaults:
    """The names of the vault in one session, the default one first."""

    def __init__(self) -> None:
        self.modules = {_KEYRING: "psopenai"}
        self.default = _KEYRING


def _info(session: Session, name: str) -> PSObject:
    vaults = session.part(Vaults)
    fields = {"Name": name, "ModuleName": vaults.modules[name], "IsDefault": name == vaults.default}
    return PSObject(fields, "Microsoft.PowerShell.SecretManagement.SecretVaultInfo")


class _OfVault(Cmdlet):
    """A cmdlet for vaults that scripts name."""

    name = Param("string[]", mandatory=True, position=0, pipeline="value property", help="The vaults.")

    def known(self) -> Iterator[str]:
        """The vaults that are meant, in their own spelling; an error for each other name."""
        names = list(self.session.part(Vaults).modules)
        for pattern in map(to_text, self.name or ["*"]):
            found = [name for name in names if wildcard_to_regex(pattern).match(name)]
            if not found and not has_wildcards(pattern):
                text = f"There is no vault {pattern}. Register-SecretVault gives the system's keyring that name."
                self.fail("VaultNotFound", text, "ObjectNotFound", pattern, "System.Exception")
            yield from found


@cmdlet("Get-SecretVault", error_name="Microsoft.PowerShell.SecretManagement.GetSecretVaultCommand")
class GetSecretVault(_OfVault):
    """Get the vaults: the system's keyring, and the names that scripts have registered for it."""

    name = Param("string[]", position=0, pipeline="value property", help="The vaults; wildcards are allowed.")
    examples = (Example("(Get-SecretVault).Name", "The vault.", result=_KEYRING),)
    failures = (
        Failure(
            "Get-SecretVault Mine",
            "Get-SecretVault: There is no vault Mine. Register-SecretVault gives the system's keyring that name.",
            "VaultNotFound,Microsoft.PowerShell.SecretManagement.GetSecretVaultCommand",
        ),
    )
    remarks = _ONE

    def process(self) -> Iterator[PSObject]:
        for name in self.known():
            yield _info(self.session, name)


@cmdlet(
    "Register-SecretVault",
    error_name="Microsoft.PowerShell.SecretManagement.RegisterSecretVaultCommand",
    should_process=True,
)
class RegisterSecretVault(Cmdlet):
    """Give the system's keyring another name in this session, so that scripts that register a vault go on."""

    module_name = Param("string", mandatory=True, position=0, help="Accepted for compatibility.")
    name = Param("string", position=1, help="The name; that of the module by default.")
    vault_parameters = Param("hashtable", help="Accepted for compatibility.")
    description = Param("string", help="Accepted for compatibility.")
    default_vault = Param("switch", help="Make it the default vault.")
    allow_clobber = Param("switch", help="Accepted for compatibility.")
    pass_thru = Param("switch", help="Return the vault.")
    examples = (
        Example(
            "Register-SecretVault Microsoft.PowerShell.SecretStore -Name Mine -DefaultVault\n"
            "(Get-SecretVault Mine).IsDefault",
            "What scripts do before they use a secret.",
            result="True",
        ),
    )
    remarks = _ONE

    def process(self) -> Iterator[PSObject]:
        module = to_text(self.module_name)
        name = to_text(self.name) if self.name else module.rpartition("/")[2]
        if not self.should_process(name, "Register the vault"):
            return
        vaults = self.session.part(Vaults)
        vaults.modules[name] = module
        if self.default_vault:
            vaults.default = name
        if self.pass_thru:
            yield _info(self.session, name)


@cmdlet(
    "Unregister-SecretVault",
    error_name="Microsoft.PowerShell.SecretManagement.UnregisterSecretVaultCommand",
    should_process=True,
)
class UnregisterSecretVault(_OfVault):
    """Forget a name that Register-SecretVault gave the system's keyring. The secrets stay."""

    examples = (
        Example(
            "Register-SecretVault Store Mine; Unregister-SecretVault Mine; (Get-SecretVault).Name",
            "",
            result="Keyring",
        ),
    )
    remarks = _ONE

    def process(self) -> None:
        vaults = self.session.part(Vaults)
        for name in self.known():
            if name != _KEYRING and self.should_process(name, "Unregister the vault"):
                del vaults.modules[name]
                if vaults.default == name:
                    vaults.default = _KEYRING


@cmdlet("Set-SecretVaultDefault", error_name="Microsoft.PowerShell.SecretManagement.SetSecretVaultDefaultCommand")
class SetSecretVaultDefault(_OfVault):
    """Say which name of the system's keyring is the default vault."""

    name = Param("string[]", position=0, help="The vault; Keyring by default.")
    clear_default = Param("switch", help="Make Keyring the default.")
    examples = (Example("Set-SecretVaultDefault Keyring", "Nothing is left to do."),)
    remarks = _ONE

    def process(self) -> None:
        for name in self.known() if self.name else [_KEYRING]:
            self.session.part(Vaults).default = name


@cmdlet(
    "Test-SecretVault",
    outputs="System.Boolean",
    error_name="Microsoft.PowerShell.SecretManagement.TestSecretVaultCommand",
)
class TestSecretVault(_OfVault):
    """Find out whether the system's keyring can be used."""

    name = Param("string[]", position=0, pipeline="value property", help="The vaults.")
    examples = (Example("if (-not (Test-SecretVault)) { 'no keyring' }", "Whether there is a keyring."),)
    remarks = _ONE + " The system may ask you to unlock the keyring."

    def process(self) -> Iterator[bool]:
        for _ in self.known() if self.name else [_KEYRING]:
            try:
                Vault(notice=self.warn).check()
            except VaultError as error:
                self.verbose(str(error))
                yield False
            else:
                yield True


@cmdlet("Unlock-SecretVault", error_name="Microsoft.PowerShell.SecretManagement.UnlockSecretVaultCommand")
class UnlockSecretVault(_OfVault):
    """Does nothing: the system itself asks for the password of its keyring."""

    password = Param("securestring", position=1, help="Accepted for compatibility.")
    examples = (Example("Unlock-SecretVault Keyring", "Nothing is left to do."),)
    remarks = _ONE

    def process(self) -> None:
        for _ in self.known():
            pass
