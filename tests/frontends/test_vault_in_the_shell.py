"""Secrets in the shell command: their types, several lines, nothing at all, and machines without a keyring."""

from __future__ import annotations

from pathlib import Path

import pexpect
import pytest

from .conftest import TIME_LIMIT, Run

#: a keyring in a file, as other programs could have
FILE = """
import json, os
from keyring.backend import KeyringBackend
PATH = os.path.expanduser("~/kept.json")
class Keyring(KeyringBackend):
    priority = 9
    def load(self): return json.load(open(PATH)) if os.path.exists(PATH) else {}
    def get_password(self, service, name): return self.load().get(service + chr(0) + name)
    def set_password(self, service, name, password):
        kept = self.load(); kept[service + chr(0) + name] = password
        json.dump(kept, open(PATH, "w"))
    def delete_password(self, service, name):
        kept = self.load(); kept.pop(service + chr(0) + name); json.dump(kept, open(PATH, "w"))
class Silent(KeyringBackend):
    priority = 9
    def get_password(self, service, name):
        import time
        time.sleep(3600)
    set_password = delete_password = get_password
"""
Env = dict[str, "str | None"]


@pytest.fixture
def vault(tmp_path: Path) -> Env:
    (tmp_path / "kept_in_a_file.py").write_text(FILE)
    return {"PYTHON_KEYRING_BACKEND": "kept_in_a_file.Keyring", "PYTHONPATH": str(tmp_path), "OPENAI_API_KEY": None}


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("@{ a = 1; b = 'x'; c = @{ d = [long]5 } }", "Hashtable 1 x 5 Int64"),
        ("([ordered]@{ a = 1.5; b = $true; c = $null })", "OrderedDictionary 1.5 True  "),
    ],
)
def test_tables_come_back_as_what_they_are(psopenai: Run, vault: Env, value: str, shown: str) -> None:
    script = (
        f"Set-Secret s {value}; $s = Get-Secret s -AsPlainText; $d = $s.c.d; "
        '"$($s.GetType().Name) $($s.a) $($s.b) $d $(if ($d) { $d.GetType().Name })"'
    )
    ended = psopenai("-Command", script, env=vault)
    assert (ended.text.rstrip("\n"), ended.err) == (shown, "")


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("5", "Int32 5"),
        ("([decimal]'1.5')", "Decimal 1.5"),
        ("$false", "Boolean False"),
        ("([datetime]'2024-01-02T03:04:05')", "DateTime 01/02/2024 03:04:05"),
        ("([byte[]](1, 2, 3))", "Byte[] 1,2,3"),
        ("'psopenai-secret:x'", "String psopenai-secret:x"),
    ],
)
def test_values_come_back_as_what_they_are(psopenai: Run, vault: Env, value: str, shown: str) -> None:
    script = f'Set-Secret s {value}; $s = Get-Secret s -AsPlainText; "$($s.GetType().Name) " + ($s -join [char]44)'
    ended = psopenai("-Command", script, env=vault)
    assert (ended.text.strip(), ended.err) == (shown, "")


def test_a_credential_keeps_its_password_and_texts_are_secure(psopenai: Run, vault: Env, tmp_path: Path) -> None:
    script = (
        "$p = ConvertTo-SecureString 'pass word' -AsPlainText -Force; Set-Secret c ([pscredential]::new('jo', $p)); "
        "$c = Get-Secret c; \"$($c.UserName) $($c.GetNetworkCredential().Password)\"; Set-Secret t @{ k = 'v' }; "
        '(Get-Secret t).k.GetType().Name; Get-SecretInfo | % { "$($_.Name) $($_.Type)" }'
    )
    ended = psopenai("-Command", script, env=vault)
    assert (ended.text.splitlines(), ended.err) == (
        ["jo pass word", "SecureString", "c PSCredential", "t Hashtable"], "",
    )  # fmt: skip


def test_what_cannot_be_a_secret_is_refused(psopenai: Run, vault: Env) -> None:
    ended = psopenai("-Command", "Set-Secret s ([pscustomobject]@{ a = 'hidden' })", env=vault)
    assert ended.code != 0 and "PSCustomObject" in ended.err and "hidden" not in ended.err


def test_several_lines_are_one_secret(psopenai: Run, vault: Env) -> None:
    assert psopenai("Set-Secret", "k", stdin="a\nb\n", env=vault).code == 0
    assert psopenai("Get-Secret", "k", "-AsPlainText", env=vault).text == "a\nb\n"
    assert psopenai("-Command", "'c', 'd' | Set-Secret k; Get-Secret k -AsPlainText", env=vault).text == "c\nd\n"


@pytest.mark.parametrize(
    "text", ['{"type": "account",\n  "id": 5}', "-----BEGIN-----\n\n  abc\n-----END-----", '"quoted"']
)
def test_a_text_of_any_form_is_kept_as_it_is(psopenai: Run, vault: Env, text: str) -> None:
    assert psopenai("Set-Secret", "k", stdin=f"{text}\n", env=vault).code == 0
    assert psopenai("Get-Secret", "k", "-AsPlainText", env=vault).text == f"{text}\n"


def test_bytes_that_are_no_text_are_refused(psopenai: Run, vault: Env) -> None:
    ended = psopenai("Set-Secret", "k", stdin=b"\xff\xff\xff", env=vault)
    assert ended.code == 2 and "not a text" in ended.err and ended.err.count("\n") == 1


@pytest.mark.parametrize("given", ["", "\n", "  \n\n"])
def test_nothing_from_a_pipe_is_an_error(psopenai: Run, vault: Env, given: str) -> None:
    psopenai("Set-Secret", "k", stdin="kept\n", env=vault)
    ended = psopenai("Set-Secret", "k", stdin=given, env=vault)
    assert ended.code == 2 and "would be empty" in ended.err
    assert psopenai("Get-Secret", "k", "-AsPlainText", env=vault).text == "kept\n"


def test_a_secret_that_is_no_text_is_not_a_key(psopenai: Run, vault: Env) -> None:
    ended = psopenai("-Command", "Set-Secret OPENAI_API_KEY @{ a = 1 }; Get-OpenAIModels", env=vault)
    assert "is not a text, so it cannot be a key" in ended.err


# -- machines without a keyring, or with one that does not answer -----------------------------------------------------

WITHOUT: Env = {"OPENAI_API_KEY": None, "PYTHON_KEYRING_BACKEND": None, "DBUS_SESSION_BUS_ADDRESS": None}


def test_without_d_bus_the_message_names_the_ways_that_work(psopenai: Run) -> None:
    ended = psopenai("Get-Batch", env=WITHOUT)
    assert ended.code == 3 and ended.err.count("\n") == 1
    assert all(way in ended.err for way in ("OPENAI_API_KEY ", "OPENAI_API_KEY_FILE", "key_command"))
    ended = psopenai("Set-Secret", "k", stdin="word\n", env=WITHOUT)
    assert ended.code == 3 and ended.err.count("\n") == 1 and "OPENAI_API_KEY_FILE" in ended.err


def test_a_key_is_not_asked_for_in_vain(environment: dict[str, str], tmp_path: Path) -> None:
    without = {name: value for name, value in environment.items() if name not in WITHOUT}
    child = pexpect.spawn(
        "psopenai", ["Set-Secret", "k"], env=without | {"TERM": "xterm"}, cwd=str(tmp_path), timeout=TIME_LIMIT,
        encoding="utf-8",
    )  # fmt: skip
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 3 and "no keyring" in str(child.before) and "k: " not in str(child.before)


@pytest.mark.slow
def test_a_silent_keyring_is_said_and_given_up(psopenai: Run, vault: Env) -> None:
    ended = psopenai("Get-Batch", env={**vault, "PYTHON_KEYRING_BACKEND": "kept_in_a_file.Silent"})
    notice, error = ended.err.splitlines()
    assert ended.code == 3 and "has not answered yet" in notice and "has not answered for 20 s" in error


def test_a_keyring_is_not_asked_where_another_place_has_the_key(psopenai: Run, vault: Env) -> None:
    silent = {**vault, "PYTHON_KEYRING_BACKEND": "kept_in_a_file.Silent", "OPENAI_API_KEY": "sk-emulator-0123456789"}
    assert psopenai("Get-OpenAIModels", env=silent).code == 0
