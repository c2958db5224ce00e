"""What comes over a connection is handled while the prompt waits, above the line that is being typed."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from psopenai_py.emulator import Emulator

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
    emulator.add_fault("slow=20000,times=1")  # slow enough to type meanwhile
    terminal = Terminal([], settings(emulator, tmp_path), columns=100)
    try:
        terminal.wait_for("PS ")
        terminal.enter(SUBSCRIBE)
        terminal.enter("Connect-RealtimeSession; Set-RealtimeSessionConfiguration -Modalities text")
        terminal.enter(f"Clear-Host; 'cleared'; Add-RealtimeSessionItem '{text}' -TriggerResponse")
        typed, lines = "", [""]
        until = time.monotonic() + 60  # only a test that fails meets it
        while "IT IS DONE" not in lines and time.monotonic() < until:
            lines = terminal.look(0.02).split("\n")
            if lines[0] == "cleared" and len(typed) < 20:
                terminal.type("a")
                typed += "a"
        lines = terminal.look(0.3).split("\n")
        said = "".join(line if len(line) == 100 else line + " " for line in lines[1 : lines.index("IT IS DONE")])
        assert lines[0] == "cleared" and said.split() == text.split()
        assert typed and lines[-1].endswith("> " + typed)
    finally:
        terminal.close()
