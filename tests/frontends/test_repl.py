"""The interactive shell, typed into on a real terminal."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pexpect
import pytest

from psopenai_py.emulator import Emulator, request_line
from psopenai_py.frontends.repl import is_complete

from .conftest import KEY

# A prompt switches the terminal to bracketed paste; running a line switches it back.
PROMPT = r"\x1b\[\?2004h[^\n]*?PS [^>\x1b]*>"
RUNNING = r"\x1b\[\?2004l"
ESCAPES = re.compile(r"\x1b(?:\[[0-9;?]*[a-zA-Z]|[=>])")


class Terminal:
    """A person at the interactive shell."""

    def __init__(self, environment: dict[str, str], folder: Path) -> None:
        self.child = pexpect.spawn(
            sys.executable,
            ["-m", "psopenai_py"],
            env=environment | {"TERM": "xterm", "PROMPT_TOOLKIT_NO_CPR": "1"},
            cwd=str(folder),
            dimensions=(40, 120),
            timeout=20,
            encoding="utf-8",
        )
        self.child.expect(PROMPT)
        self.greeting = self.child.before

    def type(self, line: str) -> str:
        """Type a line; what is shown until the next prompt."""
        self.enter(line)
        self.child.expect(RUNNING)
        self.child.expect(PROMPT)
        return ESCAPES.sub("", str(self.child.before))

    def enter(self, line: str) -> None:
        """Type a line and wait for nothing."""
        self.child.send(line + "\r")


Open = Callable[[], Terminal]


@pytest.fixture
def open_terminal(environment: dict[str, str], tmp_path: Path) -> Iterator[Open]:
    opened: list[Terminal] = []

    def start() -> Terminal:
        opened.append(Terminal(environment, tmp_path))
        return opened[-1]

    yield start
    for terminal in opened:
        terminal.child.close(force=True)


def test_results_stay_in_variables(open_terminal: Open, batch: dict[str, Any]) -> None:
    terminal = open_terminal()
    terminal.type("$Result = Get-BatchOutput 'batch_abc123'")
    shown = terminal.type("$Result")
    assert "custom_id" in shown
    assert "Hi there" in terminal.type("$Result[0].response.body.choices[0].message.content")
    assert "batch_req_b" in terminal.type("$Result | Where-Object { $_.response.status_code -ne 200 }")


def test_the_greeting_tells_of_help_and_of_the_key_but_not_the_key(open_terminal: Open) -> None:
    greeting = open_terminal().greeting
    assert "Get-Help" in greeting
    assert "OPENAI_API_KEY" in greeting
    assert KEY not in greeting


def test_an_unfinished_line_asks_for_more(open_terminal: Open) -> None:
    terminal = open_terminal()
    terminal.enter("foreach ($n in 41..42) {")
    terminal.child.expect(">>")
    terminal.enter("'number ' + $n")
    terminal.child.expect(">>")
    shown = terminal.type("}")
    assert "number 41" in shown
    assert "number 42" in shown


def test_errors_leave_the_shell_and_the_state(open_terminal: Open) -> None:
    terminal = open_terminal()
    assert "Get-Nothing" in terminal.type("Get-Nothing")
    assert "False" in terminal.type("$?")
    assert "char" in terminal.type("1 +* 2")
    assert "RuntimeException" in terminal.type("throw 'x'; 1") or "x" in terminal.child.before
    assert "still here" in terminal.type("'still here'")
    assert "True" in terminal.type("$Error.Count -gt 0")


def test_ctrl_c_stops_the_command_and_not_the_shell(open_terminal: Open, emulator: Emulator) -> None:
    emulator.add_batch(requests=[request_line("a")], statuses=["in_progress"], id="batch_endless")
    terminal = open_terminal()
    terminal.enter("Wait-Batch batch_endless")
    terminal.child.expect("Waiting for batches")
    terminal.child.send("\x03")
    terminal.child.expect(PROMPT)
    assert "still here" in terminal.type("'still ' + 'here'")


def test_ctrl_d_and_exit_leave(open_terminal: Open) -> None:
    leaving = open_terminal()
    leaving.child.send("\x04")
    leaving.child.expect(pexpect.EOF)
    leaving.child.close()
    assert leaving.child.exitstatus == 0
    exiting = open_terminal()
    exiting.enter("exit 3")
    exiting.child.expect(pexpect.EOF)
    exiting.child.close()
    assert exiting.child.exitstatus == 3


def test_the_history_lasts_and_never_holds_a_key(open_terminal: Open, tmp_path: Path) -> None:
    terminal = open_terminal()
    terminal.type("'a line to keep'")
    terminal.type("$env:OPENAI_API_KEY = 'sk-typed-by-hand-1234'")
    terminal.type("Set-OpenAIContext -ApiKey 'whatever it is'")
    terminal.type(f"'{KEY}'")
    history = tmp_path / ".local/state/psopenai/history"
    text = history.read_text()
    assert "a line to keep" in text
    assert "sk-typed" not in text
    assert "whatever it is" not in text
    assert KEY not in text
    assert history.stat().st_mode & 0o777 == 0o600


def test_a_secret_is_asked_for_without_echo(open_terminal: Open) -> None:
    terminal = open_terminal()
    terminal.enter("$Secret = Read-Host 'Password' -AsSecureString")
    terminal.child.expect("Password: ")
    terminal.enter("not to be seen")
    terminal.child.expect(PROMPT)
    assert "not to be seen" not in terminal.child.before
    assert "14" in terminal.type("$Secret.Length")


def test_what_a_model_wrote_cannot_move_the_cursor(open_terminal: Open) -> None:
    assert "␛[2J" in open_terminal().type('"`e[2J"')


@pytest.mark.parametrize(
    ("text", "complete"),
    [
        ("Get-Batch", True),
        ("if ($x) {", False),
        ("'open", False),
        ("Get-Batch |", False),
        ("1 +* 2", True),
        ("@'\ntext", False),
        ("", True),
    ],
)
def test_enter_runs_only_what_is_complete(text: str, complete: bool) -> None:
    assert is_complete(text) is complete
