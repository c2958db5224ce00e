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
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psopenai_py
from psopenai_py import Shell
from psopenai_py.emulator import Emulator, output_line
from psopenai_py.errors import ExitCode
from psopenai_py.functions import CmdletError
from psopenai_py.http import Client, RetryPolicy
from psopenai_py.openai.context_state import state_of
from tests.openai.command import KEY, PROGRAM, environment

LINES = 600
TEXTS = {
    name: "".join(json.dumps(output_line(f"{name}-{n}", "x" * 500)) + "\n" for n in range(LINES)).encode()
    for name in ("b1", "b2", "b3")
}
CONTENT = "path=/files/file-b1/content"
BATCH = "path=/batches/b1"
MIDDLE = 100_123  # bytes, inside a line
BREAK = TEXTS["b1"].index(b"\n", 100_000) + 1  # at the end of a line
OUT = "out.jsonl"


@dataclass
class Run:
    """What one run gave: the results that came, the exit code that its errors ask for, and what it said."""

    lines: list[bytes]
    code: int
    said: str


@dataclass(frozen=True)
class Fault:
    """A row. ``faults`` are the emulator's; ``change`` does something else to it; ``words`` go to the cmdlet."""

    what: str
    faults: tuple[str, ...] = ()
    change: Callable[[Emulator], None] | None = None
    words: tuple[str, ...] = ()
    stays: bool = False  # the second run meets it too: it lies in what the service holds
    slow: bool = False  # a cell takes seconds
    answers: tuple[bytes, ...] = field(default=(TEXTS["b1"],))  # what a complete result may be


# -- the columns -----------------------------------------------------------------------------------------------------


def _command(
    emulator: Emulator, folder: Path, *words: str, stdin: str | None = None
) -> subprocess.CompletedProcess[bytes]:
    done = subprocess.run(
        [*PROGRAM, "Get-BatchOutput", *words],
        input=None if stdin is None else stdin.encode(),
        stdin=subprocess.DEVNULL if stdin is None else None,
        capture_output=True,
        cwd=folder,
        env=environment(emulator),
        timeout=120,
    )
    said = done.stderr.decode()
    assert KEY not in said and "Traceback" not in said and "internal error" not in said, said
    return done


def pipe(emulator: Emulator, folder: Path, words: tuple[str, ...]) -> Run:
    done = _command(emulator, folder, "b1", *words)
    assert not done.stdout or done.stdout.endswith(b"\n"), "half a line left"
    return Run(done.stdout.splitlines(), done.returncode, done.stderr.decode())


def out_file(emulator: Emulator, folder: Path, words: tuple[str, ...]) -> Run:
    done = _command(emulator, folder, "b1", "-OutFile", OUT, *words)
    assert done.stdout == b""
    out = folder / OUT
    content = out.read_bytes() if out.exists() else b""
    return Run([] if content == b"old\n" else content.splitlines(), done.returncode, done.stderr.decode())


def piped_ids(emulator: Emulator, folder: Path, words: tuple[str, ...]) -> Run:
    """Three batches, of which the fault hits the first; the others must come, whole and in their order."""
    done = _command(emulator, folder, *words, stdin="b1\nb2\nb3\n")
    assert not done.stdout or done.stdout.endswith(b"\n"), "half a line left"
    rest = TEXTS["b2"] + TEXTS["b3"]
    assert done.stdout.endswith(rest), "the other batches did not come"
    return Run(done.stdout.removesuffix(rest).splitlines(), done.returncode, done.stderr.decode())


def as_json(emulator: Emulator, folder: Path, words: tuple[str, ...]) -> Run:
    done = _command(emulator, folder, "b1", "-OutputFormat", "Json", *words)
    found = [json.dumps(item).encode() for item in json.loads(done.stdout or b"[]")]
    return Run(found, done.returncode, done.stderr.decode())


def as_csv(emulator: Emulator, folder: Path, words: tuple[str, ...]) -> Run:
    done = _command(emulator, folder, "b1", "-OutputFormat", "Csv", *words)
    by_id = {json.loads(line)["custom_id"]: line for line in TEXTS["b1"].splitlines()}
    rows = list(csv.DictReader(io.StringIO(done.stdout.decode())))
    return Run([by_id[row["custom_id"]] for row in rows], done.returncode, done.stderr.decode())


def _inside(emulator: Emulator, use: Callable[[Shell], tuple[list[Any], list[Any]]]) -> Run:
    """A run in this process, whose waits between retries take no time."""
    with Shell(environ=environment(emulator)) as shell:
        state_of(shell.session).client = Client(retry=RetryPolicy(sleep=lambda seconds: None))
        items, errors = use(shell)
    code = next((error.exit_code for error in errors if error.exit_code != ExitCode.INPUT_FAILED), None)
    said = "".join(f"{error.message}\n" for error in errors)
    return Run(
        [json.dumps(item.to_dict()).encode() for item in items],
        int(code or (ExitCode.INPUT_FAILED if errors else ExitCode.OK)),
        said,
    )


def python(emulator: Emulator, folder: Path, words: tuple[str, ...]) -> Run:
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

    return _inside(emulator, use)


def variable(emulator: Emulator, folder: Path, words: tuple[str, ...]) -> Run:
    def use(shell: Shell) -> tuple[list[Any], list[Any]]:
        result = shell.run(f"$r = Get-BatchOutput b1 {' '.join(words)}; $r")
        ended = [result.terminated_by.record] if result.terminated_by is not None else []
        return list(result.output), [*result.errors, *ended]

    return _inside(emulator, use)


Way = Callable[[Emulator, Path, tuple[str, ...]], Run]
WAYS: dict[str, Way] = {
    "pipe": pipe,
    "-OutFile": out_file,
    "Python": python,
    "variable": variable,
    "piped ids": piped_ids,
    "Json": as_json,
    "Csv": as_csv,
}


# -- the rows --------------------------------------------------------------------------------------------------------


def _content(data: bytes) -> Callable[[Emulator], None]:
    def change(emulator: Emulator) -> None:
        emulator.replace_file("file-b1", data)

    return change


def _fields(**fields: Any) -> Callable[[Emulator], None]:
    def change(emulator: Emulator) -> None:
        emulator.batches.update("b1", fields)

    return change


_FIRST, _SECOND, _REST = TEXTS["b1"].split(b"\n", 2)
_TWO = _FIRST + b"\n" + _SECOND + b"\n"

FAULTS: dict[str, Fault] = {
    "none": Fault("no fault"),
    "cut": Fault("the connection breaks inside a line", (f"cut={MIDDLE},times=1,{CONTENT}",)),
    "cut-end": Fault("the connection breaks at the end of a line", (f"cut={BREAK},times=1,{CONTENT}",)),
    "cut-often": Fault("each connection breaks after 50 kB", (f"cut=50000,{CONTENT}",)),
    "cut-for-good": Fault(
        "the connection breaks and does not come back",
        (f"cut={MIDDLE},times=1,{CONTENT}", f"disconnect,after=1,{CONTENT}"),
        slow=True,
    ),
    "cut-503": Fault(
        "the connection breaks, then the service answers 503",
        (f"cut={MIDDLE},times=1,{CONTENT}", f"503,times=1,after=1,{CONTENT}"),
    ),
    "no-etag": Fault(
        "it breaks, and the file has no version", (f"cut={MIDDLE},times=1,{CONTENT}", f"no-etag,{CONTENT}")
    ),
    "etag": Fault(
        "it breaks, and the version has changed", (f"cut={MIDDLE},times=1,{CONTENT}", f"etag,times=1,after=1,{CONTENT}")
    ),
    "ignored-range": Fault(
        "it breaks, and ranges are ignored", (f"cut={MIDDLE},times=1,{CONTENT}", f"ignore-range,{CONTENT}")
    ),
    "short-range": Fault(
        "it breaks, and ranges come in parts", (f"cut={MIDDLE},times=1,{CONTENT}", f"short-range=70000,{CONTENT}")
    ),
    "wrong-range": Fault(
        "it breaks, and goes on elsewhere than it says",
        (f"cut={MIDDLE},times=1,{CONTENT}", f"wrong-range=7,times=1,{CONTENT}"),
    ),
    "no-length": Fault("chunks without a length", (f"no-length,{CONTENT}",)),
    "no-length-cut": Fault("chunks that break off", (f"no-length,{CONTENT}", f"cut={MIDDLE},times=1,{CONTENT}")),
    "close": Fault("neither length nor chunks", (f"close,{CONTENT}",)),
    "close-cut": Fault(
        "neither, and it breaks inside a line", (f"close,times=1,{CONTENT}", f"cut={MIDDLE},times=1,{CONTENT}")
    ),
    "close-cut-end": Fault(
        "neither, and it breaks at the end of a line", (f"close,times=1,{CONTENT}", f"cut={BREAK},times=1,{CONTENT}")
    ),
    "too-long": Fault("Content-Length 500 too long", (f"wrong-length=500,times=1,{CONTENT}",)),
    "too-short": Fault("Content-Length 500 too short", (f"wrong-length=-500,times=1,{CONTENT}",)),
    "too-short-no-etag": Fault(
        "Content-Length 500 too short, no version", (f"wrong-length=-500,times=1,{CONTENT}", f"no-etag,{CONTENT}")
    ),
    "extra": Fault("another answer behind the content", (f"extra,{CONTENT}",)),
    "gzip": Fault("compressed without being asked", (f"gzip,{CONTENT}",)),
    "gzip-cut": Fault(
        "compressed, and cut", (f"gzip,{CONTENT}", f"close,times=1,{CONTENT}", f"cut=2000,times=1,{CONTENT}")
    ),
    "stall": Fault(
        "silence in the middle, with -TimeoutSec 1", (f"stall={MIDDLE},times=1,{CONTENT}",), words=("-TimeoutSec", "1")
    ),
    "slow": Fault("1 MB a second", (f"slow=1000000,{CONTENT}",)),
    "page": Fault("a web page in place of the file", (f"page,times=1,{CONTENT}",)),
    "429": Fault("429 once for the file", (f"429,times=1,retry_after_ms=1,{CONTENT}",)),
    "503": Fault("503 once for the file", (f"503,times=1,{CONTENT}",)),
    "500-always": Fault("500 for the file", (f"500,{CONTENT}",), slow=True),
    "batch-429": Fault("429 once for the batch", (f"429,times=1,retry_after_ms=1,{BATCH}",)),
    "batch-page": Fault("a web page in place of the batch", (f"page,times=1,{BATCH}",)),
    "batch-drop": Fault("the connection closes when the batch is asked for", (f"disconnect,times=1,{BATCH}",)),
    "late": Fault("completed before the file is named", (f"no-output,times=1,{BATCH}",)),
    "unreadable": Fault(
        "a line that is not JSON",
        change=_content(_TWO + b"<<<<<<< HEAD\n" + _REST),
        stays=True,
        answers=(TEXTS["b1"], _TWO + b"<<<<<<< HEAD\n" + _REST),
    ),
    "blank": Fault(
        "blank lines between and behind",
        change=_content(_TWO + b"\n\r\n" + _REST + b"\n"),
        stays=True,
        answers=(TEXTS["b1"], _TWO + b"\n\r\n" + _REST + b"\n"),
    ),
    "bom": Fault(
        "a byte-order mark",
        change=_content(b"\xef\xbb\xbf" + TEXTS["b1"]),
        stays=True,
        answers=(TEXTS["b1"], b"\xef\xbb\xbf" + TEXTS["b1"]),
    ),
    "cut-file": Fault("the file itself ends inside a line", change=_content(TEXTS["b1"][:MIDDLE]), stays=True),
    "fewer": Fault("fewer lines than the batch counts", change=_content(_TWO), stays=True),
    "gone": Fault("a file that is not there", change=_fields(output_file_id="file-none"), stays=True),
    "state": Fault("a state of another name", change=_fields(status="completed_with_errors")),
    "counts": Fault(
        "counts that are no numbers", change=_fields(request_counts={"total": "many", "completed": {}, "failed": 1e400})
    ),
    "errors": Fault("errors of another shape", change=_fields(errors={"data": 5})),
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
        first = _judged(way, row, WAYS[way](emulator, folder, row.words), folder)
        emulator.faults.clear()
        again = _judged(way, row, WAYS[way](emulator, folder, row.words), folder)
    if row.stays or first == again == "complete":
        assert first == again, f"first {first}, then {again}"
        return first
    return f"{first}; then {again}"


def _judged(way: str, row: Fault, run: Run, folder: Path) -> str:
    """What a run comes to. What came is whole lines of the service, each once, in their order."""
    wanted = [line for line in row.answers[-1 if way == "-OutFile" else 0].splitlines() if line]
    run.lines = [line for line in run.lines if line]
    is_whole = [_same(line) for line in run.lines] == [_same(line) for line in wanted]
    if run.code == 0:
        assert is_whole, f"exit code 0, but {len(run.lines)} of {len(wanted)} lines came"
        assert way != "-OutFile" or [path.name for path in folder.iterdir()] == [OUT]
        return "complete"
    assert "b1" in run.said or "file-b1" in run.said, run.said
    known = set(map(_same, wanted))
    assert all(_same(line) in known for line in run.lines), "a line came that the service has not sent"
    ids = [json.loads(line)["custom_id"] for line in run.lines if line.startswith(b"{")]
    assert ids == sorted(set(ids), key=lambda name: int(name.partition("-")[2])), "lines came twice, or out of order"
    return f"exit {run.code}"


def _same(line: bytes) -> Any:
    """A line in a form that does not depend on how a door writes it."""
    try:
        return json.dumps(json.loads(line), sort_keys=True)
    except ValueError:
        return line
