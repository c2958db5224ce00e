"""The vault, in a real Secret Service; each call runs in its own process."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.secret_service import SecretService

SET_UP = "import json\nfrom psopenai_py.credentials import *\nvault = Vault()\n"


def result(service: SecretService, code: str, **environment: str) -> Any:
    """The value of the last line of `code`, an expression."""
    *before, last = (SET_UP + code).splitlines()
    return json.loads(service.run("\n".join([*before, f"print(json.dumps({last}))"]), environment).stdout)


def failure(service: SecretService, code: str, **environment: str) -> str:
    """The type and message of the `VaultError` that the code raises."""
    code = code.replace("\n", "\n    ")
    ran = service.run(
        f"{SET_UP}try:\n    {code}\nexcept VaultError as error:\n    print(type(error).__name__, error)\n",
        environment,
    )
    assert ran.stderr == ""
    return ran.stdout.strip()


def test_a_secret_lasts_from_one_process_to_the_next(secret_service: SecretService) -> None:
    secret_service.run(SET_UP + "vault.set('OPENAI_API_KEY', SecureString('sk-é'))")
    assert result(secret_service, "vault.get('OPENAI_API_KEY').reveal()") == "sk-é"
    assert result(secret_service, "vault.get('openai_api_key').reveal()") == "sk-é"
    assert result(secret_service, "key_from_vault().reveal()") == "sk-é"


def test_setting_again_replaces_it_and_keeps_spelling_and_notes(secret_service: SecretService) -> None:
    code = """vault.set('Work', 'one', {'note': 'mine'})
vault.set('WORK', 'two')
[vault.get('Work').reveal(), [(s.name, s.metadata) for s in vault.list()]]"""
    assert result(secret_service, code) == ["two", [["Work", {"note": "mine"}]]]


def test_names_are_listed_in_order_with_their_notes_and_times(secret_service: SecretService) -> None:
    code = """vault.set('b', 'secret-b', {'team': 'x'})
vault.set('A', 'secret-a')
vault.set_metadata('A', {'k': 'v'})
[(s.name, s.metadata, s.modified > 1e9) for s in vault.list()]"""
    assert result(secret_service, code) == [["A", {"k": "v"}, True], ["b", {"team": "x"}, True]]


def test_the_index_holds_no_secret(secret_service: SecretService) -> None:
    code = """import keyring
vault.set('a', 'the-secret')
keyring.get_password('psopenai-py.index', 'names')"""
    assert "the-secret" not in result(secret_service, code)


def test_a_damaged_index_costs_the_list_and_no_secret(secret_service: SecretService) -> None:
    code = """import keyring
vault.set('a', 'x')
keyring.set_password('psopenai-py.index', 'names', '{oops')
[vault.list(), vault.get('a').reveal()]"""
    assert result(secret_service, code) == [[], "x"]


@pytest.mark.slow
def test_what_was_removed_is_gone(secret_service: SecretService) -> None:
    code = """vault.set('Name', 'x')
vault.remove('name')
[len(vault.list()), key_from_vault('Name')]"""
    assert result(secret_service, code) == [0, None]
    for call in ("vault.get('Name')", "vault.remove('Name')", "vault.info('Name')", "vault.set_metadata('Name', {})"):
        assert failure(secret_service, call) == "SecretNotFound The keyring has no secret named 'Name'."


@pytest.mark.parametrize(("name", "value"), [("''", "'x'"), ("'a\\nb'", "'x'"), ("'a'", "''")])
def test_empty_secrets_and_odd_names_are_refused(secret_service: SecretService, name: str, value: str) -> None:
    assert failure(secret_service, f"vault.set({name}, {value})").startswith("VaultError ")


@pytest.mark.slow
def test_a_locked_keyring_is_an_error_and_no_prompt_when_nobody_is_there(secret_service: SecretService) -> None:
    secret_service.run(SET_UP + "vault.set('a', 'x')")
    secret_service.lock()
    for call in ("vault.get('a')", "vault.set('a', 'y')", "vault.list()", "vault.remove('a')", "key_from_vault('a')"):
        assert failure(secret_service, call).startswith("VaultLocked The keyring is locked.")


def test_a_prompt_that_is_not_answered_is_an_error(secret_service: SecretService) -> None:
    secret_service.run(SET_UP + "vault.set('a', 'x')")
    secret_service.lock()
    shown = failure(secret_service, "Vault(interactive=True).get('a')")
    assert shown.startswith("VaultDismissed") and "reading the secret 'a'" in shown


@pytest.mark.parametrize(
    "backend", ["keyring.backends.fail.Keyring", "keyring.backends.null.Keyring", "no.such.Keyring", "keyring.nothing"]
)
def test_without_a_keyring_the_error_names_the_choices(secret_service: SecretService, backend: str) -> None:
    shown = failure(secret_service, "vault.get('a')", PYTHON_KEYRING_BACKEND=backend)
    assert shown.startswith("VaultUnavailable ")
    assert len(shown.splitlines()) == 1
    for choice in ("OPENAI_API_KEY", "OPENAI_API_KEY_FILE", "key_command", "gnome-keyring", "PYTHON_KEYRING_BACKEND"):
        assert choice in shown
    assert result(secret_service, "key_from_vault()", PYTHON_KEYRING_BACKEND=backend) is None


def test_a_message_bus_that_is_gone_is_a_clear_error(secret_service: SecretService) -> None:
    shown = failure(secret_service, "vault.get('a')", DBUS_SESSION_BUS_ADDRESS="unix:path=/nowhere")
    assert shown.startswith("VaultUnavailable ")


def test_importing_the_package_does_not_import_keyring(secret_service: SecretService) -> None:
    assert result(secret_service, "import sys\n'keyring' in sys.modules") is False
