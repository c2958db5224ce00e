"""The real command as a subprocess against the emulator, over a socket."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from psopenai_py.emulator import Emulator, output_line

KEY = "sk-emulator-0123456789"
BIN = Path(sys.executable).parent
TIME_LIMIT = 180  # seconds; only a hanging command meets it


@dataclass
class Ended:
    """What a command left behind."""

    code: int
    out: bytes
    err: str

    @property
    def text(self) -> str:
        return self.out.decode()

    @property
    def items(self) -> list[Any]:
        return [json.loads(line) for line in self.out.splitlines()]


Run = Callable[..., Ended]


@pytest.fixture
def emulator() -> Iterator[Emulator]:
    with Emulator() as running:
        yield running


@pytest.fixture
def batch(emulator: Emulator) -> dict[str, Any]:
    """A batch of two results, one of which is an error."""
    return emulator.add_batch(
        [output_line("a", "Hi there"), output_line("b", "Too long", status_code=400)], id="batch_abc123"
    )


def settings(emulator: Emulator, home: Path) -> dict[str, str]:
    """An environment of its own: nothing of the person who runs the tests leads anywhere."""
    return {
        "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}",
        "HOME": str(home),
        "LANG": "C.UTF-8",
        "OPENAI_API_BASE": emulator.url,
        "OPENAI_API_KEY": KEY,
        "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring",
    }


@pytest.fixture
def environment(emulator: Emulator, tmp_path: Path) -> dict[str, str]:
    return settings(emulator, tmp_path)


def as_bytes(given: bytes | str) -> bytes:
    return given.encode() if isinstance(given, str) else given


@pytest.fixture
def psopenai(environment: dict[str, str], tmp_path: Path) -> Run:
    """Runs `psopenai` with words; ``stdin`` is what is piped in (None: nothing is), ``env`` changes its environment."""

    def run(*words: str, stdin: bytes | str | None = None, env: dict[str, str | None] | None = None) -> Ended:
        given = {name: value for name, value in (environment | (env or {})).items() if value is not None}
        done = subprocess.run(
            [sys.executable, "-m", "psopenai_py", *words],
            **({"stdin": subprocess.DEVNULL} if stdin is None else {"input": as_bytes(stdin)}),
            capture_output=True,
            env=given,
            cwd=tmp_path,
            timeout=TIME_LIMIT,
        )
        ended = Ended(done.returncode, done.stdout, done.stderr.decode())
        assert "Traceback" not in ended.err, ended.err
        assert "Exception ignored" not in ended.err, ended.err
        return ended

    return run
