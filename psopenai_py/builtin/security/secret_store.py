"""SecretStore's cmdlets, for scripts that set up a store before they use a secret. The keyring takes its place."""

from __future__ import annotations

from ...declare.cmdlet import Example, Param, cmdlet
from ...engine.pipeline.cmdlet import Cmdlet
from ...engine.values.objects import PSObject

_REMARKS = "There is no store of its own: secrets are in the system's keyring, which has settings of the system."
_CONFIGURATION = "Microsoft.PowerShell.SecretStore.SecureStoreConfig"


@cmdlet("Unlock-SecretStore", error_name="Microsoft.PowerShell.SecretStore.UnlockSecretStoreCommand")
class UnlockSecretStore(Cmdlet):
    """Does nothing: the system itself asks for the password of its keyring."""

    password = Param("securestring", position=0, pipeline="value", help="Accepted for compatibility.")
    password_timeout = Param("int", help="Accepted for compatibility.")
    examples = (Example("Unlock-SecretStore", "Nothing is left to do."),)
    remarks = _REMARKS

    def process(self) -> None:
        return


@cmdlet(
    "Set-SecretStoreConfiguration",
    error_name="Microsoft.PowerShell.SecretStore.SetSecretStoreConfigurationCommand",
    should_process=True,
)
class SetSecretStoreConfiguration(Cmdlet):
    """Does nothing: the system's keyring has no such settings."""

    scope = Param("string", help="Accepted for compatibility.", completions=("CurrentUser",))
    authentication = Param("string", help="Accepted for compatibility.", completions=("None", "Password"))
    password_timeout = Param("int", help="Accepted for compatibility.")
    interaction = Param("string", help="Accepted for compatibility.", completions=("None", "Prompt"))
    password = Param("securestring", help="Accepted for compatibility.")
    default = Param("switch", help="Accepted for compatibility.")
    pass_thru = Param("switch", help="Return the settings.")
    examples = (
        Example(
            "Set-SecretStoreConfiguration -Authentication None -Confirm:$false",
            "Nothing is left to do.",
        ),
    )
    remarks = _REMARKS

    def process(self) -> None:
        if self.pass_thru:
            self.write(_settings())


@cmdlet(
    "Get-SecretStoreConfiguration",
    error_name="Microsoft.PowerShell.SecretStore.GetSecretStoreConfigurationCommand",
)
class GetSecretStoreConfiguration(Cmdlet):
    """Get the settings that scripts look for: those of a store that asks for nothing."""

    examples = (Example("(Get-SecretStoreConfiguration).Authentication", "", result="None"),)
    remarks = _REMARKS

    def process(self) -> None:
        self.write(_settings())


def _settings() -> PSObject:
    fields = {"Scope": "CurrentUser", "Authentication": "None", "PasswordTimeout": -1, "Interaction": "None"}
    return PSObject(fields, _CONFIGURATION)
