"""`cli`, the Click group: by itself, under CliRunner, mounted in another application, and asked by a shell."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import httpx
import pytest
from click.testing import CliRunner

from psopenai_py.emulator import Emulator, output_line
from psopenai_py.frontends.cli import cli
from psopenai_py.frontends.names import OWN_COMMANDS
from psopenai_py.openai.index import INDEX

from .conftest import TIME_LIMIT, Run, settings


@pytest.fixture
def runner(emulator: Emulator, tmp_path: Path) -> Iterator[CliRunner]:
    yield CliRunner(env=settings(emulator, tmp_path))


def options(name: str) -> dict[str, click.Option]:
    command = cli.get_command(click.Context(cli), name)
    assert command is not None
    return {option.name or "": option for option in command.params if isinstance(option, click.Option)}


def test_a_cmdlet_runs_and_its_exit_code_passes(runner: CliRunner, batch: dict[str, Any]) -> None:
    done = runner.invoke(cli, ["Get-BatchOutput", "--batch-id", "batch_abc123"])
    assert done.exit_code == 0
    assert [json.loads(line)["custom_id"] for line in done.stdout.splitlines()] == ["a", "b"]
    assert runner.invoke(cli, ["Get-BatchOutput", "batch_none"]).exit_code == 1
    assert runner.invoke(cli, ["Get-BatchOutput", "-Nonsense"]).exit_code == 2


def test_standard_input_is_the_pipeline(runner: CliRunner, batch: dict[str, Any]) -> None:
    done = runner.invoke(cli, ["get-batch"], input="batch_abc123\n")
    assert (done.exit_code, json.loads(done.stdout)["id"]) == (0, "batch_abc123")


@pytest.mark.parametrize("words", [["-Command", "1 + 1"], ["-NoProfile", "-Command", "1 + 1"]], ids=" ".join)
def test_a_script_runs(runner: CliRunner, words: list[str]) -> None:
    done = runner.invoke(cli, words)
    assert (done.exit_code, done.stdout) == (0, "2\n")


def test_a_script_on_standard_input_runs(runner: CliRunner) -> None:
    assert runner.invoke(cli, [], input="'from a pipe'").stdout == "from a pipe\n"


def test_another_application_mounts_it(runner: CliRunner, batch: dict[str, Any]) -> None:
    @click.group()
    @click.pass_context
    def outer(ctx: click.Context) -> None:
        ctx.obj = {"theirs": 1}

    outer.add_command(cli, "ai")
    done = runner.invoke(outer, ["ai", "Get-Batch", "batch_abc123"])
    assert (done.exit_code, json.loads(done.stdout)["id"]) == (0, "batch_abc123")
    assert runner.invoke(outer, ["ai", "Get-Batch", "batch_none"]).exit_code == 1
    assert runner.invoke(outer, ["ai", "emulator", "--fault", "none"]).exit_code == 2


APPLICATION = """
import click
from click_repl import register_repl
from psopenai_py.frontends.cli import cli

group = click.Group()
group.add_command(cli, "ai")
register_repl(group)
group(["repl"])
"""


def test_click_repl_s_shell_runs_it(environment: dict[str, str], batch: dict[str, Any], tmp_path: Path) -> None:
    lines = "ai Get-Batch batch_abc123\nai Get-Batch batch_none\nai -Command 1+1\n"
    done = subprocess.run(
        [sys.executable, "-W", "error", "-W", "ignore:'MultiCommand' is deprecated", "-c", APPLICATION],
        input=lines, cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=TIME_LIMIT,
    )  # fmt: skip
    first, last = done.stdout.splitlines()
    assert (done.returncode, json.loads(first)["id"], last) == (0, "batch_abc123", "2")
    assert "batch_none" in done.stderr


def test_parameters_are_options() -> None:
    found = options("Get-BatchOutput")
    assert {"--batch-id", "-BatchId", "-Id", "--id"} <= set(found["batch_id"].opts)
    assert (found["wait"].is_flag, found["batch_id"].is_flag) == (True, False)
    assert found["output_format"].type.to_info_dict()["choices"][0] == "Jsonl"
    assert all(option.help for option in found.values() if not option.hidden)


def test_a_command_is_made_for_every_cmdlet() -> None:
    assert set(INDEX.names()) <= set(cli.commands)
    for name, command in cli.commands.items():
        assert command.get_short_help_str(), name
        command.to_info_dict(click.Context(command))


def test_help_is_the_cmdlet_s(runner: CliRunner) -> None:
    done = runner.invoke(cli, ["Get-Batch", "--help"])
    assert done.exit_code == 0
    assert "IN A SHELL" in done.stdout
    assert runner.invoke(cli, ["help", "get-batch"]).stdout == done.stdout


@pytest.mark.parametrize("word", ["-Foo", "-Foo=1", "--foo"])
def test_an_unknown_option_is_named_in_full(psopenai: Run, word: str) -> None:
    ended = psopenai(word)
    assert ended.code == 2
    assert word.partition("=")[0] in ended.err


@pytest.mark.parametrize("word", ["--version", "-V", "-Version", "-v"])
def test_the_version(psopenai: Run, runner: CliRunner, word: str) -> None:
    assert psopenai(word).text == runner.invoke(cli, [word]).stdout


def test_an_error_of_a_command_points_to_its_help(psopenai: Run) -> None:
    ended = psopenai("shell-init", "tcsh")
    assert ended.code == 2
    assert "psopenai shell-init --help" in ended.err
    assert "\n\t" not in psopenai("shell-init").err


def test_a_port_in_use_has_a_way_out(psopenai: Run, emulator: Emulator) -> None:
    ended = psopenai("emulator", "--port", str(httpx.URL(emulator.url).port))
    assert ended.code == 1 and "--port 0" in ended.err


def test_help_knows_the_topics(psopenai: Run) -> None:
    ended = psopenai("help", "about_keys")
    assert ended.code == 0 and "OPENAI_API_KEY_FILE" in ended.text


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_shell_gets_its_script(psopenai: Run, shell: str) -> None:
    ended = psopenai(env={"_PSOPENAI_COMPLETE": f"{shell}_source"})
    assert (ended.code, ended.err) == (0, "")
    assert f"_PSOPENAI_COMPLETE={shell}_complete" in ended.text


def test_another_shell_is_told(psopenai: Run) -> None:
    ended = psopenai(env={"_PSOPENAI_COMPLETE": "tcsh_source"})
    assert (ended.code, ended.text) == (2, "")
    assert "tcsh" in ended.err


def offered(psopenai: Run, *words: str) -> list[str]:
    """What bash gets for the words, the last of which is incomplete."""
    line = "\n".join(["psopenai", *words])
    ask = {"COMP_WORDS": line, "COMP_CWORD": str(len(words)), "_PSOPENAI_COMPLETE": "bash_complete"}
    ended = psopenai(env=ask)
    assert (ended.code, ended.err) == (0, "")
    return [line.removeprefix("plain,") for line in ended.text.splitlines()]


@pytest.mark.parametrize(
    ("words", "offers"),
    [
        (["--"], ["--help", "--profile", "--version"]),
        (["-No"], ["-NoExit", "-NoLogo", "-NonInteractive", "-NoProfile"]),
        (["-NoProfile", "-c"], ["-Command"]),
        (["-File", "night"], ["file,night"]),
        (["-wd", "sub"], ["dir,sub"]),
        (["night"], ["file,night"]),
        (["-Command", "Get-"], []),
    ],
)
def test_what_stands_before_a_command_is_offered(psopenai: Run, words: list[str], offers: list[str]) -> None:
    assert offered(psopenai, *words) == offers


def test_ids_that_commands_have_met_are_offered_the_latest_first(psopenai: Run, emulator: Emulator) -> None:
    emulator.add_batch([output_line("a")], id="batch_one")
    file = emulator.add_file(b'{"custom_id":"a"}', "in.jsonl")
    assert offered(psopenai, "Get-BatchOutput", "") == []
    started = psopenai("Start-Batch", file["id"]).items[0]["id"]
    psopenai("Get-Batch", "batch_one")
    psopenai("-Command", f"$kept = Get-OpenAIFile {file['id']}")
    assert offered(psopenai, "Get-BatchOutput", "") == ["batch_one", started]
    assert offered(psopenai, "Stop-Batch", "-Id", "batch_o") == ["batch_one"]
    assert offered(psopenai, "Start-Batch", "--file-id=") == [f"--file-id={file['id']}"]
    assert offered(psopenai, "Start-Batch", "in") == ["file,in"]  # an id, or a file to upload
    assert offered(psopenai, "Get-Thread", "") == []


def test_the_file_of_ids_is_private_and_small(psopenai: Run, emulator: Emulator, tmp_path: Path) -> None:
    for number in range(120):
        emulator.add_batch([output_line("a")], id=f"batch_{number}")
    psopenai("Get-Batch", "-All")
    path = tmp_path / ".local/state/psopenai/ids"
    assert 100 <= len(path.read_text().splitlines()) <= 200
    assert path.stat().st_mode & 0o777 == 0o600
    assert [each.name for each in path.parent.iterdir()] == ["ids"]


def test_a_state_folder_that_cannot_be_written_disturbs_nobody(
    psopenai: Run, batch: dict[str, Any], tmp_path: Path
) -> None:
    (tmp_path / "taken").write_text("")
    ended = psopenai("Get-Batch", "batch_abc123", env={"XDG_STATE_HOME": str(tmp_path / "taken")})
    assert (ended.code, ended.err) == (0, "")


def test_the_commands_that_are_no_cmdlets_are_known_by_name() -> None:
    assert set(OWN_COMMANDS) == set(cli.commands) - set(INDEX.names())


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["Get-BatchO"], ["Get-BatchOutput"]),
        (["get-batcho"], ["Get-BatchOutput"]),
        (["where-o"], ["Where-Object"]),
        (["emu"], ["emulator"]),
        (["emulator", "--po"], ["--port"]),
        (["shell-init", "f"], ["fish"]),
        (["Get-BatchOutput", "-Wai"], ["-Wait"]),
        (["get-batchoutput", "--wai"], ["--wait"]),
        (["Get-Batch", "-ApiType", ""], ["Azure", "OpenAI"]),
        (["Get-Batch", "--api-type", "a"], ["Azure"]),
        (["Get-Batch", "--api-type", "=", "a"], ["Azure"]),  # as bash takes --api-type=a apart
        (["Get-Batch", "-ApiType", ":"], ["Azure", "OpenAI"]),
        (["Get-Batch", "-ApiType:a"], ["-ApiType:Azure"]),
        (["Wait-Batch", "-StatusForExit", "failed,exp"], ["failed,expired"]),
        (["Add-OpenAIFile", "-File", "a"], ["file,a"]),
        (["Get-Batch", "-OutputFormat", "c"], ["Csv"]),
        (["Get-BatchOutput", "--outp"], ["--output-format"]),  # its own, in place of the shell's
    ],
    ids=lambda value: " ".join(value),
)
def test_tab_offers(psopenai: Run, words: list[str], expected: list[str]) -> None:
    assert offered(psopenai, *words) == expected
