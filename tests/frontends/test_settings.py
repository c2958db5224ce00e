"""The settings of calls in the shell command: the environment's names, retries, and messages that say where from."""

from __future__ import annotations

import os
import socket
from pathlib import Path
from typing import Any

import pytest

from psopenai_py.emulator import Emulator

from .conftest import KEY, Run


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port: int = free.getsockname()[1]
        return port


def test_the_official_names_of_the_environment_count(psopenai: Run, emulator: Emulator) -> None:
    env = {"OPENAI_API_BASE": None, "OPENAI_BASE_URL": emulator.url, "OPENAI_ORG_ID": "org-x"}
    assert psopenai("Get-OpenAIModels", env={**env, "OPENAI_PROJECT_ID": "proj-y"}).code == 0
    sent = emulator.requests[-1].headers
    assert (sent["openai-organization"], sent["openai-project"]) == ("org-x", "proj-y")
    assert psopenai("Get-OpenAIModels", "-Project", "proj-z", env=env).code == 0
    assert emulator.requests[-1].headers["openai-project"] == "proj-z"


def test_reads_are_tried_again_twice_and_writes_are_not(psopenai: Run, emulator: Emulator) -> None:
    emulator.add_fault("503,times=2,retry_after_ms=1")
    ended = psopenai("Get-OpenAIModels")
    assert ended.code == 0 and len(emulator.requests) == 3 and "Retry" in ended.err
    emulator.add_fault("429,times=3,retry_after_ms=1")
    assert psopenai("Get-OpenAIModels").code == 4 and len(emulator.requests) == 6
    emulator.add_fault("503,times=1,retry_after_ms=1")
    assert psopenai("Request-Embeddings", "text").code == 4 and len(emulator.requests) == 7
    emulator.add_fault("503,times=1,retry_after_ms=1")
    assert psopenai("Get-OpenAIModels", "-MaxRetryCount", "0").code == 4 and len(emulator.requests) == 8
    emulator.add_fault("503,times=1,retry_after_ms=1")
    assert psopenai("-Command", "Get-OpenAIModels").code == 1 and len(emulator.requests) == 9


@pytest.mark.parametrize(
    ("words", "source"),
    [((), "OPENAI_API_BASE"), (("-Command", "{}"), "$env:OPENAI_API_BASE")],
    ids=["shell", "script"],
)
def test_an_address_that_cannot_be_reached_is_named_with_where_it_comes_from(
    psopenai: Run, words: tuple[str, ...], source: str
) -> None:
    base = f"http://127.0.0.1:{free_port()}/v1"
    command = [word.format("Get-Batch") for word in words] or ["Get-Batch", "-MaxRetryCount", "0"]
    ended = psopenai(*command, env={"OPENAI_API_BASE": base})
    assert ended.code == (1 if words else 4) and f"{base} (from {source})" in " ".join(ended.err.split())


def test_an_address_that_is_none_is_named_with_its_variable(psopenai: Run) -> None:
    ended = psopenai("Get-Batch", env={"OPENAI_API_BASE": None, "OPENAI_BASE_URL": "localhost:8080"})
    assert ended.code == 2 and "OPENAI_BASE_URL" in ended.err and "'localhost:8080'" in ended.err


def test_a_key_with_a_line_break_is_refused_with_where_it_comes_from(psopenai: Run) -> None:
    ended = psopenai("Get-Batch", env={"OPENAI_API_KEY": "sk-first-line\nsk-second-line"})
    assert ended.code == 2 and "API key (from OPENAI_API_KEY) contains a line break" in ended.err
    assert "first" not in ended.err and "second" not in ended.err


def test_the_key_may_be_in_a_file(psopenai: Run, emulator: Emulator, tmp_path: Path) -> None:
    file = tmp_path / "key"
    file.write_text("sk-key-of-a-file\n")
    emulator.api_key = "sk-key-of-a-file"
    env = {"OPENAI_API_KEY": None, "OPENAI_API_KEY_FILE": str(file)}
    assert psopenai("Get-OpenAIModels", env=env).code == 0
    file.unlink()
    ended = psopenai("Get-OpenAIModels", env=env)
    assert ended.code == 3 and "OPENAI_API_KEY_FILE" in ended.err and str(file) in ended.err


@pytest.mark.parametrize(
    ("words", "ways"),
    [
        (("Get-Batch",), ("OPENAI_API_KEY in the environment", "OPENAI_API_KEY_FILE", "psopenai Set-Secret")),
        (("-Command", "Get-Batch"), ("$env:OPENAI_API_KEY", "Set-OpenAIContext -ApiKey")),
    ],
)
def test_without_a_key_the_ways_are_in_the_doors_syntax(
    psopenai: Run, words: tuple[str, ...], ways: tuple[str, ...]
) -> None:
    ended = psopenai(*words, env={"OPENAI_API_KEY": None})
    said = " ".join(ended.err.replace("|", " ").split())
    assert ended.code == (3 if len(words) == 1 else 1) and all(way in said for way in ways)


# -- the configuration file -------------------------------------------------------------------------------------------


@pytest.fixture
def file(tmp_path: Path, emulator: Emulator) -> Path:
    """A configuration with a profile for the emulator, whose key a command prints."""
    made = tmp_path / ".config" / "psopenai" / "config.toml"
    made.parent.mkdir(parents=True)
    made.write_text(f'[profiles.work]\napi_base = "{emulator.url}"\nkey_command = "echo {KEY}"\nproject = "proj-1"\n')
    return made


NOTHING: dict[str, str | None] = {"OPENAI_API_KEY": None, "OPENAI_API_BASE": None}


@pytest.mark.parametrize(
    "words",
    [
        ("--profile", "work", "Get-OpenAIModels"),
        ("--profile=work", "get-openai-models"),
        ("Get-OpenAIModels", "--profile", "work"),
        ("Get-OpenAIModels", "-Profile:work"),
        ("--profile", "work", "-Command", "Get-OpenAIModels"),
        ("--profile", "work", "script.ps1"),
    ],
)
def test_a_profile_is_named_in_every_way_of_calling(
    psopenai: Run, emulator: Emulator, file: Path, tmp_path: Path, words: tuple[str, ...]
) -> None:
    (tmp_path / "script.ps1").write_text("Get-OpenAIModels")
    ended = psopenai(*words, env=NOTHING)
    assert (ended.code, ended.err) == (0, "")
    assert emulator.requests[-1].headers["openai-project"] == "proj-1"


def test_the_environment_names_a_profile(psopenai: Run, emulator: Emulator, file: Path) -> None:
    assert psopenai("Get-OpenAIModels", env={**NOTHING, "PSOPENAI_PROFILE": "work"}).code == 0
    ended = psopenai("Get-OpenAIModels", env={**NOTHING, "PSOPENAI_PROFILE": "other"})
    assert ended.code == 2 and "no profile 'other'" in ended.err and "Profiles there: work" in ended.err


@pytest.mark.parametrize("words", [("--profile",), ("--profile=",), ("--profile", "-Command", "1")])
def test_a_profile_without_a_name_is_wrong_usage(psopenai: Run, words: tuple[str, ...]) -> None:
    ended = psopenai(*words)
    assert ended.code == 2 and "--profile needs the name" in ended.err and ended.err.count("\n") == 1


def test_the_click_group_takes_a_profile_and_gives_it_back(
    emulator: Emulator, batch: dict[str, Any], file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from click.testing import CliRunner

    from psopenai_py.frontends.cli import cli

    monkeypatch.setenv("HOME", str(tmp_path))
    for name in ("OPENAI_API_KEY", "OPENAI_API_BASE", "PSOPENAI_PROFILE", "XDG_CONFIG_HOME"):
        monkeypatch.delenv(name, raising=False)
    assert CliRunner().invoke(cli, ["--profile", "work", "Get-Batch", batch["id"]]).exit_code == 0
    assert emulator.requests[-1].headers["openai-project"] == "proj-1" and "PSOPENAI_PROFILE" not in os.environ
    offered = CliRunner().invoke(
        cli, env={"_PSOPENAI_COMPLETE": "bash_complete", "COMP_WORDS": "psopenai --profile w", "COMP_CWORD": "2"},
        prog_name="psopenai",
    )  # fmt: skip
    assert offered.output.split(",")[-1].strip() == "work"


def test_set_openai_context_says_that_it_cannot_last_and_saves(psopenai: Run, emulator: Emulator, file: Path) -> None:
    ended = psopenai("Set-OpenAIContext", "-MaxRetryCount", "3")
    assert ended.code == 2 and "-Save" in ended.err and str(file) in ended.err
    assert psopenai("--profile", "new", "Set-OpenAIContext", "-Project", "proj-2", "-Save").code == 0
    assert psopenai("Get-OpenAIModels", "-Profile", "new").code == 0
    assert emulator.requests[-1].headers["openai-project"] == "proj-2"
    ended = psopenai("--profile", "far", "Set-OpenAIContext", "-ApiBase", "https://far.example/v1", "-Save")
    assert ended.code == 0 and "needs a key of its own" in ended.err and str(file) in ended.err


def test_the_interactive_shell_says_which_settings_count(tmp_path: Path) -> None:
    from psopenai_py.frontends.environment import Environment
    from psopenai_py.frontends.repl import greeting

    file = tmp_path / "config.toml"
    named = {"PSOPENAI_CONFIG": str(file), "OPENAI_API_KEY": "sk-hidden-word-1"}
    assert "The key in $env:OPENAI_API_KEY is used" in greeting(Environment(environ=dict(named)))
    file.write_text("[profiles.work]\n")
    shown = greeting(Environment(environ={**named, "PSOPENAI_PROFILE": "work"}))
    assert f"The settings of profile 'work' in {file} count" in shown
    assert "no profile 'other'" in greeting(Environment(environ={**named, "PSOPENAI_PROFILE": "other"}))
