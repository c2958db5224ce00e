"""The conversations of Docs/Realtime.md run as they are written: in a script, in a shell and in Python."""

from __future__ import annotations

import re
import subprocess
import sys
import wave
from collections.abc import Iterator
from pathlib import Path

import pytest

from psopenai_py.emulator import Emulator
from tests.frontends.conftest import BIN, settings

GUIDE = Path(__file__).parents[3] / "Docs" / "Realtime.md"
BLOCKS = re.findall(r"```(powershell|bash|python)\n(.*?)```", GUIDE.read_text(), re.DOTALL)
COMMANDS = {
    "powershell": [str(BIN / "psopenai"), "-Command", "-"],
    "bash": ["bash", "-euo", "pipefail"],
    "python": [sys.executable, "-"],
}
SAYS = {
    "powershell": ["Good morning!\nHow are you?\n", "Good morning!\n"],
    "bash": ['"text":"Good morning!"', "", '"transcript":"Speech of 1000 milliseconds."'],
    "python": ["Good morning!"],
}


@pytest.fixture
def environment(tmp_path: Path) -> Iterator[dict[str, str]]:
    with wave.open(str(tmp_path / "question.wav"), "wb") as file:
        file.setparams((1, 2, 24000, 0, "NONE", ""))
        file.writeframes(b"\1\2" * 24_000)
    with Emulator() as emulator:
        yield settings(emulator, tmp_path)


def conversations() -> Iterator[tuple[str, str, str]]:
    """Each with what it must say."""
    left = {language: list(said) for language, said in SAYS.items()}
    for language, code in BLOCKS:
        yield language, code, left[language].pop(0)


@pytest.mark.parametrize(("language", "code", "said"), list(conversations()))
def test_a_conversation_of_the_guide(
    language: str, code: str, said: str, environment: dict[str, str], tmp_path: Path
) -> None:
    done = subprocess.run(
        COMMANDS[language], input=code, env=environment, cwd=tmp_path, capture_output=True, text=True, timeout=60,
        check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    assert said in done.stdout if language == "bash" else done.stdout == said
    if "answer.wav" in code:
        with wave.open(str(tmp_path / "answer.wav")) as file:
            assert file.getnframes() == 4 * 80 * 24


def test_all_of_them_are_tested() -> None:
    assert {language: sum(name == language for name, _ in BLOCKS) for language in SAYS} == {
        language: len(said) for language, said in SAYS.items()
    }
