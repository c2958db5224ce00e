"""Completion in real shells: a person types, presses Tab and reads the screen."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pexpect
import pyte
import pytest

from .test_shell_init import LOAD, OPTIONS

pytestmark = pytest.mark.slow
COLUMNS = 80
PATIENCE = 60  # seconds; only a failing test meets them
PROMPTS = {
    "bash": "PS1='ready> '; bind 'set enable-bracketed-paste off' 'set bell-style none'",
    "zsh": "PS1='ready> '; unsetopt beep zle_bracketed_paste 2>/dev/null; LISTMAX=1000",
    "fish": "function fish_prompt; echo 'ready> '; end; set -g fish_autosuggestion_enabled 0",
}


class Typist:
    """A person at a shell with the plugin loaded, and the screen before them."""

    def __init__(self, shell: str, environment: dict[str, str], folder: Path) -> None:
        program = shutil.which(shell)
        assert program is not None, f"{shell} is not installed; tests/system_packages.sh installs it"
        self.screen = pyte.Screen(COLUMNS, 40)
        self._stream = pyte.Stream(self.screen)
        self._lines = 0
        self._child = pexpect.spawn(
            program,
            OPTIONS[shell] + ["-i"],
            env=environment | {"TERM": "xterm", "fish_greeting": ""},
            cwd=str(folder),
            dimensions=(40, COLUMNS),
            encoding="utf-8",
        )
        self._child.send(f"{PROMPTS[shell]}\r")
        self.line(LOAD[shell])

    def line(self, text: str) -> None:
        """Run a command line and wait for its end."""
        self._lines += 1
        self._child.send(f'{text}; echo "end of" "line {self._lines}"\r')
        end = f"end of line {self._lines}"
        self.until(f"the end of {text}", lambda: any(line.startswith(end) for line in self.screen.display))

    def tab(self, text: str, expected: str) -> None:
        """Type text on an empty line and press Tab until the line, or a word that is listed under it, is as expected.

        bash and zsh first complete what several matches share, and list them at another Tab. A line is completed by the
        first one; another would complete what follows.
        """
        self._child.send("\x03")
        self.until("an empty line", lambda: self.typed == "")
        self._child.send(f"\x0c{text}")
        self.until(f"typed {text!r}", lambda: self.typed == text.rstrip())
        self._child.send("\t")
        for _ in range(0 if " " in expected else 2):
            if self._becomes(lambda: expected in self.listed, 3):
                return
            self._child.send("\t")
        self.until(f"{expected!r} after {text!r} and Tab", lambda: expected in (self.typed, *self.listed))

    @property
    def typed(self) -> str:
        """What stands at the last prompt."""
        prompts = [line for line in self.screen.display if line.startswith("ready>")]
        return prompts[-1].removeprefix("ready>").strip() if prompts else "not ready"

    @property
    def listed(self) -> list[str]:
        """The words that are listed on the screen."""
        return [word for line in self.screen.display if not line.startswith("ready>") for word in line.split()]

    def until(self, what: str, is_so: Callable[[], bool]) -> None:
        assert self._becomes(is_so, PATIENCE), (
            f"not on the screen: {what}\n{chr(10).join(self.screen.display).rstrip()}"
        )

    def _becomes(self, is_so: Callable[[], bool], seconds: float) -> bool:
        end = time.monotonic() + seconds
        while not is_so() and time.monotonic() < end:
            self._read()
        return is_so()

    def _read(self) -> None:
        try:
            self._stream.feed(self._child.read_nonblocking(1 << 16, timeout=0.05))
        except pexpect.TIMEOUT:
            return

    def close(self) -> None:
        self._child.close(force=True)


@pytest.fixture(params=list(LOAD))
def typist(request: pytest.FixtureRequest, environment: dict[str, str], tmp_path: Path) -> Iterator[Typist]:
    (tmp_path / "requests.jsonl").write_text("{}\n")
    (tmp_path / "nightly.ps1").write_text("1\n")
    person = Typist(request.param, environment, tmp_path)
    yield person
    person.close()


def test_tab_completes_commands_parameters_and_values(typist: Typist) -> None:
    typist.tab("psopenai Get-BatchO", "psopenai Get-BatchOutput")
    typist.tab("psopenai get-batcho", "psopenai Get-BatchOutput")
    typist.tab("psopenai shell-i", "psopenai shell-init")
    typist.tab("psopenai --ver", "psopenai --version")
    typist.tab("psopenai -comm", "psopenai -Command")
    typist.tab("psopenai -NoProfile -worki", "psopenai -NoProfile -WorkingDirectory")
    typist.tab("psopenai -File requ", "psopenai -File requests.jsonl")
    typist.tab("psopenai nig", "psopenai nightly.ps1")
    typist.tab("psopenai help get-batcho", "psopenai help Get-BatchOutput")
    typist.tab("psopenai help about_k", "psopenai help about_Keys")
    typist.tab("psopenai Get-BatchOutput -Wa", "-WarningAction")
    typist.tab("psopenai Get-BatchOutput -Wai", "psopenai Get-BatchOutput -Wait")
    typist.tab("psopenai get-batchoutput --wai", "psopenai get-batchoutput --wait")
    typist.tab("psopenai Start-Batch -Endpoint /v1/emb", "psopenai Start-Batch -Endpoint /v1/embeddings")
    typist.tab("psopenai Start-Batch -Endpoint ", "/v1/responses")
    typist.tab("psopenai Get-Batch --api-type=a", "psopenai Get-Batch --api-type=Azure")
    typist.tab("psopenai Get-Batch -ApiType:a", "psopenai Get-Batch -ApiType:Azure")
    typist.tab("psopenai Wait-Batch x -StatusForExit failed,exp", "psopenai Wait-Batch x -StatusForExit failed,expired")
    typist.tab("psopenai Add-OpenAIFile requ", "psopenai Add-OpenAIFile requests.jsonl")


def test_tab_offers_ids_that_commands_have_met(typist: Typist, batch: dict[str, Any]) -> None:
    typist.line("psopenai Get-Batch batch_abc123 > out")
    typist.tab("psopenai Get-BatchOutput ba", "psopenai Get-BatchOutput batch_abc123")
    typist.tab("Wait-Batch -BatchId ", "Wait-Batch -BatchId batch_abc123")


def test_a_plugin_command_completes_in_the_same_way(typist: Typist) -> None:
    typist.tab("Get-BatchOutput -Wai", "Get-BatchOutput -Wait")
    typist.tab("Start-Batch -Endpoint /v1/emb", "Start-Batch -Endpoint /v1/embeddings")
    typist.tab("Get-Batch -ApiType ", "OpenAI")
    typist.tab("Add-OpenAIFile requ", "Add-OpenAIFile requests.jsonl")
