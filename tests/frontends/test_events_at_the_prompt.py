"""What comes over a connection is handled while the prompt waits, above the line that is being typed."""

from __future__ import annotations

from pathlib import Path

import pytest

from psopenai_py.emulator import Emulator
from psopenai_py.emulator.faults import Fault

from ..screen import Terminal
from .conftest import settings

SUBSCRIBE = (
    "$null = Register-EngineEvent PSOpenAI.Realtime.ReceiveMessage -Action { $e = $Event.SourceArgs[0]; "
    "if ($e.type -like '*text.delta') { Write-Host $e.delta -NoNewline } "
    "elseif ($e.type -eq 'response.done') { Write-Host ''; Write-Host 'IT IS DONE' } }"
)


@pytest.mark.slow
@pytest.mark.parametrize("words", [8, 40])  # on one line, and on several
def test_an_answer_flows_above_the_line_that_is_typed(emulator: Emulator, tmp_path: Path, words: int) -> None:
    text = " ".join(f"word{n}" for n in range(words))
    slow = Fault("slow", 200)  # about an event a second, until the prompt stands
    emulator.add_fault(slow)
    terminal = Terminal([], settings(emulator, tmp_path), columns=100)
    try:
        terminal.wait_for("PS ")
        terminal.enter(SUBSCRIBE)
        terminal.enter("Connect-RealtimeSession; Set-RealtimeSessionConfiguration -Modalities text")
        terminal.enter(f"Clear-Host; 'cleared'; Add-RealtimeSessionItem '{text}' -TriggerResponse")
        typed = ""

        def is_done(shown: str) -> bool:
            nonlocal typed
            lines = shown.split("\n")
            if lines[0] == "cleared" and lines[-1].startswith("PS ") and len(typed) < 20:
                slow.value = 20_000  # the answer comes while more is typed
                terminal.type("a")
                typed += "a"
            return "IT IS DONE" in lines

        terminal.wait_for(is_done)
        lines = terminal.wait_for(lambda shown: shown.endswith("> " + typed)).split("\n")
        said = "".join(line if len(line) == 100 else line + " " for line in lines[1 : lines.index("IT IS DONE")])
        assert lines[0] == "cleared" and said.split() == text.split()
    finally:
        terminal.close()


def at_the_prompt(emulator: Emulator, tmp_path: Path, terminal: Terminal, action: str) -> None:
    """Let the script block run once, for an event that comes while the prompt waits."""
    emulator.add_fault("slow=600")  # an event about every quarter of a second, a hundred of them
    waits = tmp_path / "waits"
    terminal.wait_for("PS ")
    terminal.enter(
        "$null = Register-EngineEvent PSOpenAI.Realtime.ReceiveMessage -Action "
        f"{{ if (-not $done -and (Test-Path '{waits}')) {{ $global:done = $true; {action} }} }}"
    )
    terminal.enter("Connect-RealtimeSession; Set-RealtimeSessionConfiguration -Modalities text")
    text = " ".join(f"word{n}" for n in range(100))
    terminal.enter(f"Clear-Host; Add-RealtimeSessionItem '{text}' -TriggerResponse")
    terminal.wait_for(lambda shown: shown.startswith("PS "))
    waits.touch()


@pytest.mark.slow
def test_what_is_typed_during_an_action_shows_in_the_prompt_alone(emulator: Emulator, tmp_path: Path) -> None:
    terminal = Terminal([], settings(emulator, tmp_path), columns=100)
    go_on = tmp_path / "go on"
    sleeps = f"while (-not (Test-Path '{go_on}')) {{ Start-Sleep -Milliseconds 20 }}"
    try:
        at_the_prompt(emulator, tmp_path, terminal, f"Write-Host 'begun' -NoNewline; {sleeps}; Write-Host ', ended'")
        terminal.wait_for(lambda shown: shown == "begun")
        terminal.type("typed")
        terminal.look(0.2)  # a terminal that echoes does so at once
        go_on.touch()
        shown = terminal.wait_for(lambda shown: shown.endswith("> typed"))
        assert shown.split("\n")[0] == "begun, ended"
    finally:
        terminal.close()


@pytest.mark.slow
def test_the_answer_to_an_actions_question_shows(emulator: Emulator, tmp_path: Path) -> None:
    terminal = Terminal([], settings(emulator, tmp_path), columns=100)
    try:
        at_the_prompt(emulator, tmp_path, terminal, "Write-Host \"got $(Read-Host 'Name')\"")
        terminal.wait_for(lambda shown: shown == "Name:")
        terminal.type("Ada")
        terminal.wait_for("Name: Ada")
        terminal.enter("")
        terminal.wait_for(lambda shown: shown.split("\n")[:2] == ["Name: Ada", "got Ada"])
    finally:
        terminal.close()
