"""The fault matrix: each way to get results, against each fault, over a real socket.

A row is a fault, a column is a way (`WAYS`); a cell is run twice: with the fault, and again without it. What a cell
says is what came of it: ``complete``, or the exit code, and what the second run says. Whatever the fault, `_judged`
checks what must always hold. `python -m tests.faults` runs all cells and writes the table in Docs/Reliability.md.
"""

from __future__ import annotations

import csv
import io
import json
import subprocess
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Protocol

import psopenai_py
from psopenai_py import Shell
from psopenai_py.emulator import Emulator
from psopenai_py.errors import ExitCode
from psopenai_py.functions import CmdletError
from psopenai_py.http import Client, RetryPolicy
from psopenai_py.openai.context_state import state_of
from tests.openai.command import KEY, PROGRAM, environment

from .front import Front
from .rows import LINES, ROWS, TEXTS, Fault
from .wire import WIRE

OUT = "out.jsonl"
FAULTS = {**ROWS, **WIRE}


class Service(Protocol):
    """What a run talks to: the emulator, or what stands before it."""

    url: str


@dataclass
class Run:
    """What one run gave: the results that came, the exit code that its errors ask for, and what it said."""

    lines: list[bytes]
    code: int
    said: str


# -- the columns -----------------------------------------------------------------------------------------------------


def _command(
    service: Service, folder: Path, *words: str, stdin: str | None = None
) -> subprocess.CompletedProcess[bytes]:
    done = subprocess.run(
        [*PROGRAM, "Get-BatchOutput", *words],
        input=None if stdin is None else stdin.encode(),
        stdin=subprocess.DEVNULL if stdin is None else None,
        capture_output=True,
        cwd=folder,
        env=environment(service),
        timeout=120,
    )
    said = done.stderr.decode()
    assert KEY not in said and "Traceback" not in said and "internal error" not in said, said
    return done


def pipe(service: Service, folder: Path, words: tuple[str, ...]) -> Run:
    done = _command(service, folder, "b1", *words)
    assert not done.stdout or done.stdout.endswith(b"\n"), "half a line left"
    return Run(done.stdout.splitlines(), done.returncode, done.stderr.decode())


def out_file(service: Service, folder: Path, words: tuple[str, ...]) -> Run:
    done = _command(service, folder, "b1", "-OutFile", OUT, *words)
    assert done.stdout == b""
    out = folder / OUT
    content = out.read_bytes() if out.exists() else b""
    return Run([] if content == b"old\n" else content.splitlines(), done.returncode, done.stderr.decode())


def piped_ids(service: Service, folder: Path, words: tuple[str, ...]) -> Run:
    """Three batches, of which the fault hits the first; the others must come, whole and in their order."""
    done = _command(service, folder, *words, stdin="b1\nb2\nb3\n")
    assert not done.stdout or done.stdout.endswith(b"\n"), "half a line left"
    rest = TEXTS["b2"] + TEXTS["b3"]
    if done.returncode == ExitCode.NO_KEY:  # a key that is refused ends the run
        return Run(done.stdout.splitlines(), done.returncode, done.stderr.decode())
    assert done.stdout.endswith(rest), "the other batches did not come"
    return Run(done.stdout.removesuffix(rest).splitlines(), done.returncode, done.stderr.decode())


def as_json(service: Service, folder: Path, words: tuple[str, ...]) -> Run:
    done = _command(service, folder, "b1", "-OutputFormat", "Json", *words)
    found = [json.dumps(item).encode() for item in json.loads(done.stdout or b"[]")]
    return Run(found, done.returncode, done.stderr.decode())


def as_csv(service: Service, folder: Path, words: tuple[str, ...]) -> Run:
    done = _command(service, folder, "b1", "-OutputFormat", "Csv", *words)
    found = [
        json.dumps({"custom_id": row["custom_id"]}).encode()
        for row in csv.DictReader(io.StringIO(done.stdout.decode()))
    ]
    return Run(found, done.returncode, done.stderr.decode())


def _inside(service: Service, use: Callable[[Shell], tuple[list[Any], list[Any]]]) -> Run:
    """A run in this process, whose waits between retries take no time."""
    with Shell(environ=environment(service)) as shell:
        state_of(shell.session).client = Client(retry=RetryPolicy(sleep=lambda seconds: None))
        items, errors = use(shell)
    code = next((error.exit_code for error in errors if error.exit_code != ExitCode.INPUT_FAILED), None)
    said = "".join(f"{error.message}\n" for error in errors)
    return Run(
        [json.dumps(item.to_dict()).encode() for item in items],
        int(code or (ExitCode.INPUT_FAILED if errors else ExitCode.OK)),
        said,
    )


def python(service: Service, folder: Path, words: tuple[str, ...]) -> Run:
    named = {
        word.lstrip("-").replace("Sec", "_sec").lower(): int(value)
        for word, value in zip(words[::2], words[1::2], strict=True)
    }

    def use(shell: Shell) -> tuple[list[Any], list[Any]]:
        items: list[Any] = []
        try:
            for item in psopenai_py.get_batch_output("b1", shell=shell, **named):
                items.append(item)
        except CmdletError as error:
            return items, error.records
        return items, []

    return _inside(service, use)


def variable(service: Service, folder: Path, words: tuple[str, ...]) -> Run:
    def use(shell: Shell) -> tuple[list[Any], list[Any]]:
        result = shell.run(f"$r = Get-BatchOutput b1 {' '.join(words)}; $r")
        ended = [result.terminated_by.record] if result.terminated_by is not None else []
        return list(result.output), [*result.errors, *ended]

    return _inside(service, use)


Way = Callable[[Service, Path, tuple[str, ...]], Run]
WAYS: dict[str, Way] = {
    "pipe": pipe,
    "-OutFile": out_file,
    "Python": python,
    "variable": variable,
    "piped ids": piped_ids,
    "Json": as_json,
    "Csv": as_csv,
}


# -- a cell ----------------------------------------------------------------------------------------------------------


def cell(way: str, fault: str, folder: Path) -> str:
    """Run a cell. Raises AssertionError if something does not hold that must always hold."""
    row = FAULTS[fault]
    with Emulator() as emulator:
        for name, text in TEXTS.items():
            emulator.add_file(text, id=f"file-{name}")
            counts = {"total": LINES, "completed": LINES, "failed": 0}
            emulator.add_batch([], id=name, output_file_id=f"file-{name}", request_counts=counts)
        if row.change is not None:
            row.change(emulator)
        for text in row.faults:
            emulator.add_fault(text)
        (folder / OUT).write_bytes(b"old\n")
        front = Front(emulator.url, [replace(trick) for trick in row.tricks])
        with front.running():
            service = front if row.tricks else emulator
            first = _judged(way, row, WAYS[way](service, folder, row.words), folder)
            emulator.faults.clear()
            front.clear()
            again = _judged(way, row, WAYS[way](service, folder, row.words), folder)
            assert KEY.encode() not in front.strangers, "the key went to another host"
    if row.stays or first == again == "complete":
        assert first == again, f"first {first}, then {again}"
        return first
    return f"{first}; then {again}"


def _judged(way: str, row: Fault, run: Run, folder: Path) -> str:
    """What a run comes to. What came is whole lines of the service, each once, in their order."""
    wanted = [line for line in row.answers[-1 if way == "-OutFile" else 0].splitlines() if line]
    run.lines = [line for line in run.lines if line]
    same = _id if way == "Csv" else _same
    is_whole = [same(line) for line in run.lines] == [same(line) for line in wanted]
    if run.code == 0:
        assert is_whole, f"exit code 0, but {len(run.lines)} of {len(wanted)} lines came"
        assert way != "-OutFile" or [path.name for path in folder.iterdir()] == [OUT]
        return "complete"
    assert "b1" in run.said or "file-b1" in run.said, run.said
    known = set(map(same, wanted))
    assert all(same(line) in known for line in run.lines), "a line came that the service has not sent"
    ids = [json.loads(line)["custom_id"] for line in run.lines if line.startswith(b"{")]
    assert ids == sorted(set(ids), key=lambda name: int(name.partition("-")[2])), "lines came twice, or out of order"
    return f"exit {run.code}"


def _id(line: bytes) -> Any:
    """The id of a line; a line that is no JSON has none."""
    try:
        return json.loads(line)["custom_id"]
    except ValueError:
        return line


def _same(line: bytes) -> Any:
    """A line in a form that does not depend on how a door writes it."""
    try:
        return json.dumps(json.loads(line), sort_keys=True)
    except ValueError:
        return line
