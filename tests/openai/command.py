"""The shell command as a process of its own: where streams, exit codes and signals matter."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any

from psopenai_py.emulator import Emulator
from psopenai_py.engine.values.text import to_text

KEY = "sk-test-0123456789"
#: exit codes after Ctrl-C: where it comes inside an `exec`, Python ends by the signal itself, and a shell says 130
INTERRUPTED = (130, -signal.SIGINT)
PROGRAM = [sys.executable, "-c", "from psopenai_py.frontends.cli import run; run()"]


def environment(emulator: Emulator, **more: str) -> dict[str, str]:
    kept = {k: v for k, v in os.environ.items() if not k.startswith("OPENAI_") and not k.lower().endswith("_proxy")}
    return {**kept, "COLUMNS": "120", "OPENAI_API_KEY": KEY, "OPENAI_API_BASE": emulator.url, **more}


def command(
    emulator: Emulator, *words: object, stdin: str | None = None, cwd: Path | None = None, **more: str
) -> subprocess.CompletedProcess[str]:
    """Run a cmdlet and wait for it. Its output never shows the key or a traceback."""
    done = subprocess.run(
        [*PROGRAM, *map(str, words)],
        input=stdin,
        stdin=subprocess.DEVNULL if stdin is None else None,
        capture_output=True,
        text=True,
        cwd=cwd,
        env=environment(emulator, **more),
        timeout=60,
    )
    assert KEY not in done.stdout + done.stderr
    assert "Traceback" not in done.stderr, done.stderr
    return done


def start(emulator: Emulator, *words: object) -> subprocess.Popen[bytes]:
    """Start a cmdlet and come back at once."""
    return subprocess.Popen(
        [*PROGRAM, *map(str, words)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(emulator),
    )


def wait_for_part(process: subprocess.Popen[bytes], folder: Path, size: int = 100_000) -> Path:
    """Wait until so many bytes of a download into a file of the folder are on the disk."""
    while process.poll() is None:
        for part in folder.glob("*.parts/*.part"):
            with suppress(FileNotFoundError):  # it has just got its name
                if part.stat().st_size > size:
                    return part
        time.sleep(0.01)
    raise AssertionError(process.communicate()[1])


def ids(objects: Iterable[Any]) -> list[str]:
    """What objects are in a string: the service's are their id."""
    return [to_text(value) for value in objects]


def asked(emulator: Emulator) -> list[tuple[str, str]]:
    """Method and path of every request so far."""
    return [(request.method, request.route) for request in emulator.requests]
