"""Run a command and tell its time and peak memory."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Measured:
    """``seconds`` of wall-clock time, start-up included; ``megabytes`` of memory; ``processor`` seconds."""

    seconds: float
    megabytes: float
    processor: float = 0.0


def run(
    command: Sequence[str],
    *,
    stdout: str | None = None,
    stdin: bytes | None = None,
    env: dict[str, str],
    cwd: str | None = None,
) -> Measured:
    """One run. Fails loudly when the command does."""
    out = open(stdout, "wb") if stdout else subprocess.DEVNULL  # noqa: SIM115 (closed below)
    source = subprocess.PIPE if stdin is not None else subprocess.DEVNULL
    started = time.perf_counter()
    process = subprocess.Popen(command, stdout=out, stdin=source, env={**_environment(), **env}, cwd=cwd)
    if stdin is not None:
        assert process.stdin is not None
        process.stdin.write(stdin)
        process.stdin.close()
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    if not isinstance(out, int):
        out.close()
    if process.returncode:
        sys.exit(f"{' '.join(command)} ended with {process.returncode}")
    per_megabyte = 1024 if sys.platform != "darwin" else 1024 * 1024
    return Measured(seconds, usage.ru_maxrss / per_megabyte, usage.ru_utime + usage.ru_stime)


def best(runs: int, one: Callable[[], Measured]) -> Measured:
    """The fastest of several runs, with the largest memory of all."""
    return _best([one() for _ in range(runs)])


def side_by_side(runs: int, one: Callable[[], Measured], other: Callable[[], Measured]) -> tuple[Measured, Measured]:
    """The best of each of two, run in turns: what else the machine does hits both alike."""
    pairs = [(one(), other()) for _ in range(runs)]
    return _best([first for first, _ in pairs]), _best([second for _, second in pairs])


def _best(found: Sequence[Measured]) -> Measured:
    return Measured(min(m.seconds for m in found), max(m.megabytes for m in found))


def _environment() -> dict[str, str]:
    """This environment without what keeps Python from using compiled modules, as an installed program does."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
