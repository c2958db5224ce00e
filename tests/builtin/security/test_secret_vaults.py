"""Scripts that use SecretManagement and SecretStore: one vault, by any name."""

from __future__ import annotations

from psopenai_py import Shell

from ..running import error_ids, output

_STORE = "Microsoft.PowerShell.SecretStore"


def test_what_scripts_do_before_they_use_a_secret() -> None:
    made = f"""
    Import-Module Microsoft.PowerShell.SecretManagement, {_STORE} -ErrorAction Stop
    if (-not (Get-SecretVault -Name Local -ErrorAction Ignore)) {{
        Register-SecretVault -Name Local -ModuleName {_STORE} -DefaultVault
    }}
    Set-SecretStoreConfiguration -Authentication None -Interaction None -Confirm:$false
    Unlock-SecretStore -Password (ConvertTo-SecureString x -AsPlainText -Force)
    Get-SecretVault | ForEach-Object {{ "$($_.Name) $($_.ModuleName) $($_.IsDefault)" }}
    Unregister-SecretVault Local
    (Get-SecretVault).IsDefault
    """
    assert output(made) == ["Keyring psopenai False", f"Local {_STORE} True", True]


def test_a_vault_that_nobody_registered() -> None:
    assert error_ids("Get-SecretVault Nope; Unlock-SecretVault Nope; Get-SecretVault N*") == [
        f"VaultNotFound,Microsoft.PowerShell.SecretManagement.{name}SecretVaultCommand" for name in ("Get", "Unlock")
    ]


def test_without_a_keyring_the_vault_does_not_pass() -> None:
    with Shell(environ={"PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring"}) as shell:
        result = shell.run("Test-SecretVault; Test-SecretVault Nope")
    assert result.output == [False]
    assert len(result.errors) == 1


def test_the_cmdlets_for_secrets_take_a_vault() -> None:
    with Shell() as shell:
        for name in ("Get-Secret", "Set-Secret", "Remove-Secret", "Get-SecretInfo"):
            assert shell.run(f"(Get-Command {name}).Parameters.ContainsKey('Vault')").output == [True]
