"""The Secret cmdlets against a real Secret Service; each in a process that talks to it."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator

import pytest

from psopenai_py.emulator import Emulator
from tests.secret_service import SecretService, running_secret_service

from ..command import PROGRAM

KEY = "sk-from-the-vault-123"


@pytest.fixture(scope="module")
def vault() -> Iterator[SecretService]:
    with running_secret_service() as service:
        yield service


def run(
    vault: SecretService, *words: str, stdin: str | None = None, **environment: str
) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        [*PROGRAM, *words], input=stdin, stdin=subprocess.DEVNULL if stdin is None else None, capture_output=True,
        text=True, timeout=60, env={**vault.environment, **environment},
    )  # fmt: skip
    assert "Traceback" not in done.stderr, done.stderr
    return done


@pytest.mark.slow
def test_a_secret_is_kept_shown_and_removed(vault: SecretService) -> None:
    assert run(vault, "Set-Secret", "A", stdin="one\n").returncode == 0
    assert run(vault, "Get-Secret", "A", "-AsPlainText").stdout == "one\n"
    assert run(vault, "Set-Secret", "A", stdin="two\n").returncode == 0
    assert run(vault, "Get-Secret", "A", "-AsPlainText").stdout == "two\n"
    assert run(vault, "Remove-Secret", "A").returncode == 0
    gone = run(vault, "Get-Secret", "A")
    assert gone.returncode == 1 and "A" in gone.stderr and gone.stderr.count("\n") == 1


def test_without_as_plain_text_nothing_readable_comes_out(vault: SecretService) -> None:
    run(vault, "Set-Secret", "B", stdin="hidden-word\n")
    done = run(vault, "Get-Secret", "B")
    assert done.returncode == 2 and "hidden-word" not in done.stdout + done.stderr
    assert done.stdout == "" and "-AsPlainText" in done.stderr


def test_names_and_notes_are_listed_without_the_secrets(vault: SecretService) -> None:
    run(vault, "Set-Secret", "C1", "-Metadata", "who=me", stdin="hidden-word\n")
    run(vault, "Set-Secret", "C2", stdin="hidden-word\n")
    done = run(vault, "Get-SecretInfo", "c*", "-OutputFormat", "Json")
    assert '"C1"' in done.stdout and '"C2"' in done.stdout and "me" in done.stdout
    assert "hidden-word" not in done.stdout


def test_no_clobber_keeps_what_is_there(vault: SecretService) -> None:
    run(vault, "Set-Secret", "D", stdin="first\n")
    assert run(vault, "Set-Secret", "D", "-NoClobber", stdin="second\n").returncode == 1
    assert run(vault, "Get-Secret", "D", "-AsPlainText").stdout == "first\n"


def test_a_secret_on_the_command_line_is_refused_and_not_repeated(vault: SecretService) -> None:
    done = run(vault, "Set-Secret", "E", "-Secret", "on-the-line")
    assert done.returncode == 2 and "pipe it in" in done.stderr
    assert run(vault, "Get-Secret", "E").returncode == 1


def test_removing_can_be_tried_without_doing_it(vault: SecretService) -> None:
    run(vault, "Set-Secret", "F", stdin="kept\n")
    assert "F" in run(vault, "Remove-Secret", "F", "-WhatIf").stderr
    assert run(vault, "Get-Secret", "F", "-AsPlainText").stdout == "kept\n"


def test_the_vault_is_the_last_place_where_the_key_is_looked_for(vault: SecretService) -> None:
    with Emulator() as emulator:
        base = {"OPENAI_API_BASE": emulator.url}
        run(vault, "Set-Secret", "OPENAI_API_KEY", stdin=f"{KEY}\n")
        assert run(vault, "Get-OpenAIModels", **base).returncode == 0
        assert emulator.requests[-1].headers["authorization"] == f"Bearer {KEY}"
        run(vault, "Get-OpenAIModels", OPENAI_API_KEY="from-the-environment", **base)
        assert emulator.requests[-1].headers["authorization"] == "Bearer from-the-environment"
        run(vault, "Remove-Secret", "OPENAI_API_KEY")
        done = run(vault, "Get-OpenAIModels", **base)
        assert done.returncode == 3 and "Set-Secret OPENAI_API_KEY" in done.stderr


def test_without_a_keyring_the_choices_are_named(vault: SecretService) -> None:
    done = run(vault, "Set-Secret", "G", stdin="x\n", PYTHON_KEYRING_BACKEND="keyring.backends.fail.Keyring")
    assert done.returncode == 3 and "OPENAI_API_KEY" in done.stderr
