"""Batch retrieval beside curl, from one server on the loopback."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from .measure import best, run, side_by_side
from .startup import PSOPENAI, Rows

MB = 1_000_000
FILE_FACTOR, PIPE_FACTOR = 2.0, 3.0  # times curl's time
MEMORY_LIMIT = 60.0  # MB
RUNS = 5
MANY = 1000
MANY_LIMIT = 5.0  # seconds

SERVER = """
import sys
from psopenai_py.emulator import Emulator, output_line
sizes = [int(s) for s in sys.argv[1].split(",") if s]
with Emulator(open=True) as emu:
    print(emu.url, flush=True)
    for size in sizes:
        batch = emu.seed_large(size)
        print(batch["id"], batch["output_file_id"], flush=True)
    for n in range(int(sys.argv[2])):
        print(emu.add_batch([output_line(f"item-{i}") for i in range(3)])["id"], flush=True)
    print("ready", flush=True)
    sys.stdin.read()
"""


@contextmanager
def server(sizes: list[int], batches: int = 0) -> Iterator[tuple[dict[str, str], list[list[str]]]]:
    """An emulator in a process of its own: the environment to call it with, and what it has made."""
    arguments = [sys.executable, "-c", SERVER, ",".join(map(str, sizes)), str(batches)]
    with subprocess.Popen(arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None and process.stdin is not None
        url = process.stdout.readline().strip()
        made = []
        for line in process.stdout:
            if line.strip() == "ready":
                break
            made.append(line.split())
        try:
            yield {"OPENAI_API_BASE": url, "OPENAI_API_KEY": "benchmark"}, made
        finally:
            process.stdin.close()


def speed() -> Rows:
    """300 MB into a file and to a pipe."""
    with tempfile.TemporaryDirectory() as folder, server([300 * MB]) as (env, made):
        batch_id, file_id = made[0]
        url = f"{env['OPENAI_API_BASE']}/files/{file_id}/content"
        out, theirs = str(Path(folder, "out.jsonl")), str(Path(folder, "curl.jsonl"))
        curl, ours = side_by_side(
            RUNS,
            lambda: run(["curl", "-s", "-o", theirs, url], env=env),
            lambda: run([PSOPENAI, "Get-BatchOutput", batch_id, "-OutFile", out], env=env),
        )
        factor = ours.seconds / curl.seconds
        yield f"300 MB to -OutFile: {ours.seconds:.2f} s, curl {curl.seconds:.2f} s, {factor:.1f} times (limit " \
              f"{FILE_FACTOR}), {ours.megabytes:.0f} MB", factor <= FILE_FACTOR  # fmt: skip
        command = f"{PSOPENAI} Get-BatchOutput {batch_id} | cat > /dev/null"
        curl, ours = side_by_side(
            RUNS,
            lambda: run(["sh", "-c", f"curl -s {url} | cat > /dev/null"], env=env),
            lambda: run(["sh", "-c", command], env=env),
        )
        factor = ours.seconds / curl.seconds
        yield f"300 MB to a pipe: {ours.seconds:.2f} s, curl {curl.seconds:.2f} s, {factor:.1f} times (limit " \
              f"{PIPE_FACTOR})", factor <= PIPE_FACTOR  # fmt: skip


def memory() -> Rows:
    """Peak memory does not grow with the size."""
    with tempfile.TemporaryDirectory() as folder, server([100 * MB, 1000 * MB]) as (env, made):
        for size, (batch_id, _) in zip(("100 MB", "1 GB"), made, strict=True):
            out = str(Path(folder, "out.jsonl"))
            for way, command in {
                "-OutFile": [PSOPENAI, "Get-BatchOutput", batch_id, "-OutFile", out],
                "a pipe": [PSOPENAI, "Get-BatchOutput", batch_id],
                "ForEach-Object": [
                    PSOPENAI, "-Command", f"Get-BatchOutput {batch_id} | ForEach-Object {{ $n++ }}; $n",
                ],
            }.items():  # fmt: skip
                m = run(command, env=env)
                yield (
                    f"{size} to {way}: {m.megabytes:.0f} MB (limit {MEMORY_LIMIT:.0f} MB), {m.seconds:.2f} s",
                    (m.megabytes <= MEMORY_LIMIT),
                )


def many() -> Rows:
    """1,000 completed batches of three items, by piped ids."""
    with server([], MANY) as (env, made):
        ids = "\n".join(row[0] for row in made).encode()
        m = best(3, lambda: run([PSOPENAI, "Get-BatchOutput"], stdin=ids, env=env))
        yield (
            f"{MANY} batches by piped ids: {m.seconds:.2f} s (limit {MANY_LIMIT:.0f} s), {m.megabytes:.0f} MB",
            (m.seconds <= MANY_LIMIT),
        )


BENCHMARKS: dict[str, Callable[[], Rows]] = {"speed": speed, "memory": memory, "many": many}
