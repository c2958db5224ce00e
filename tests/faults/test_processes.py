"""What happens to a run from outside: signals, and readers and disks that take no more."""

from __future__ import annotations

import json
import os
import resource
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from psopenai_py.emulator import Emulator, output_line
from tests.openai.command import PROGRAM, environment, wait_for_part

LINES = 20_000
TEXT = "".join(json.dumps(output_line(f"r{n}", "x" * 400)) + "\n" for n in range(LINES)).encode()


@pytest.fixture
def emu() -> Iterator[Emulator]:
    with Emulator() as emulator:
        emulator.add_file(TEXT, id="file-1")
        counts = {"total": LINES, "completed": LINES, "failed": 0}
        emulator.add_batch([], id="b1", output_file_id="file-1", request_counts=counts)
        yield emulator


def started(emulator: Emulator, *words: str, cwd: Path | None = None) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [*PROGRAM, "Get-BatchOutput", "b1", *words],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=cwd,
        env=environment(emulator),
    )


def first_bytes(process: subprocess.Popen[bytes], count: int = 300_000) -> bytes:
    """What a slow reader has read: the writer then waits in the middle of its output."""
    assert process.stdout is not None
    got = b""
    while len(got) < count:
        more = os.read(process.stdout.fileno(), 1 << 16)
        assert more, process.communicate()
        got += more
    return got


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
@pytest.mark.parametrize("form", [(), ("-OutputFormat", "Csv"), ("-Verbose",)], ids=["raw", "Csv", "objects"])
def test_a_signal_leaves_whole_lines(emu: Emulator, number: signal.Signals, form: tuple[str, ...]) -> None:
    process = started(emu, *form)
    got = first_bytes(process)
    time.sleep(0.3)  # the pipe is full
    process.send_signal(number)
    rest, said = process.communicate(timeout=60)
    assert process.returncode == 128 + number
    assert (got + rest).endswith(b"\n") and b"Traceback" not in said
    if not form:
        lines = (got + rest).splitlines(keepends=True)
        assert b"".join(lines) == TEXT[: len(got + rest)] and len(lines) < LINES


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGKILL])
def test_a_signal_leaves_pieces_that_the_next_run_uses(emu: Emulator, tmp_path: Path, number: signal.Signals) -> None:
    emu.add_fault("stall=600000,times=1,path=/files/*/content")
    process = started(emu, "-OutFile", "out.jsonl", cwd=tmp_path)
    wait_for_part(process, tmp_path, 200_000)
    process.send_signal(number)
    _, said = process.communicate(timeout=60)
    assert process.returncode == (-9 if number == signal.SIGKILL else 128 + number)
    assert not (tmp_path / "out.jsonl").exists() and b"Traceback" not in said
    if number != signal.SIGKILL:
        assert b"out.jsonl.parts" in said and said.count(b"\n") <= 2
    emu.faults.clear()
    again = started(emu, "-OutFile", "out.jsonl", cwd=tmp_path)
    assert again.wait(60) == 0 and (tmp_path / "out.jsonl").read_bytes() == TEXT
    assert emu.requests[-1].headers["range"] != "bytes=0-" and os.listdir(tmp_path) == ["out.jsonl"]
    again.communicate()


def test_a_stuck_reader_does_not_keep_a_signal_away(emu: Emulator) -> None:
    process = started(emu)
    first_bytes(process)
    time.sleep(0.3)
    process.send_signal(signal.SIGTERM)  # nobody reads on
    assert process.wait(60) == 128 + signal.SIGTERM
    process.communicate()


def test_a_hangup_that_is_ignored_stays_ignored(emu: Emulator) -> None:
    """As `nohup` has it."""
    process = subprocess.Popen(
        [*PROGRAM, "Get-BatchOutput", "b1"],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(emu),
        preexec_fn=lambda: signal.signal(signal.SIGHUP, signal.SIG_IGN),
    )
    got = first_bytes(process)
    process.send_signal(signal.SIGHUP)
    rest, _ = process.communicate(timeout=60)
    assert process.returncode == 0 and got + rest == TEXT


def test_a_reader_that_has_enough_is_no_error(emu: Emulator) -> None:
    process = started(emu)
    first_bytes(process, 1000)
    assert process.stdout is not None and process.stderr is not None
    process.stdout.close()
    assert process.wait(60) == 0 and process.stderr.read() == b""
    process.stderr.close()


def limited(size: int) -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


@pytest.mark.parametrize("words", [("-OutFile", "out.jsonl"), ()])
def test_a_file_that_must_not_grow_is_one_error(emu: Emulator, tmp_path: Path, words: tuple[str, ...]) -> None:
    with open(tmp_path / "stdout", "wb") as out:
        done = subprocess.run(
            [*PROGRAM, "Get-BatchOutput", "b1", *words],
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=subprocess.PIPE,
            cwd=tmp_path,
            env=environment(emu),
            preexec_fn=lambda: limited(1_000_000),
            timeout=60,
        )
    assert done.returncode == 5 and done.stderr.count(b"\n") == 1 and b"too large" in done.stderr
    assert not (tmp_path / "out.jsonl").exists()
    if words:
        assert b"out.jsonl.parts" in done.stderr
