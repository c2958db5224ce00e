"""The settings of calls in the shell command: the environment's names, retries, and messages that say where from."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from psopenai_py.emulator import Emulator

from .conftest import Run


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
