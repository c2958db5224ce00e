"""`python -m benchmarks.walkthrough [ROWS]`: from a table of prompts to a table of answers; 120,000 rows by default.

Rows of a CSV file become three batches under a limit of enqueued tokens; the run is killed midway and resumed; what
failed is repeated; the answers become a Parquet file and a report. Each step is a command of its own, on an emulator in
another process. It prints a section of RESULTS.md: time and peak of memory of each step.
"""

from __future__ import annotations

import csv
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from .measure import Measured, run
from .report import KEPT

ROWS = 120_000
PARTS = 3
FAILING = 100  # every so many-th row fails at first, every tenth of these twice
SPEED = 6.0  # seconds that each state of a batch takes
MOST_MEMORY = 300.0  # MB: none of the commands may need more, whatever the number of rows

PROGRAM = [sys.executable, "-m", "psopenai_py"]
Step = tuple[str, Measured]


def main(rows: int = ROWS) -> int:
    steps, facts = walk(rows)
    print(report(rows, steps, facts))
    too_much = [name for name, measured in steps if measured.megabytes > MOST_MEMORY]
    return 1 if too_much else 0


def walk(rows: int) -> tuple[list[Step], dict[str, int]]:
    """The steps, each with what it took; and what came of them."""
    steps: list[Step] = []
    with tempfile.TemporaryDirectory() as name, server(rows) as address:
        folder = Path(name)
        env = {
            "HOME": name,
            "XDG_STATE_HOME": str(folder / "state"),
            "OPENAI_API_BASE": address,
            "OPENAI_API_KEY": "sk-benchmark",
        }

        def step(what: str, *words: str, out: str | None = None, source: str | None = None) -> None:
            given = (folder / source).read_bytes() if source is not None else None
            target = str(folder / out) if out is not None else None
            steps.append((what, run([*PROGRAM, *words], stdout=target, stdin=given, env=env, cwd=name)))

        write_rows(folder / "prompts.csv", rows)
        step(
            "requests from the rows",
            "New-BatchRequest", "-Path", "prompts.csv", "-Message", "Translate: {text}", "-Model", "gpt-4o-mini",
            "-CustomIdProperty", "id", out="requests.jsonl",
        )  # fmt: skip
        step("check", "Test-BatchInput", "requests.jsonl", "-Split")
        start = ["Start-Batch", "requests.jsonl", "-SplitAt", str(-(-rows // PARTS)), "-Queue"]
        steps.append(("start a queue, killed midway", killed_midway([*PROGRAM, *start], env, folder)))
        step("resume it", "Resume-Batch", out="batches.jsonl")
        step("repeat what failed", "Restart-Batch", "-Until", "3", out="last.jsonl", source="batches.jsonl")
        step("answers as Parquet", "Get-BatchOutput", "-OutFile", "answers.parquet", source="last.jsonl")
        step("a report", "Measure-Batch", "-OutFile", "report.html", source="last.jsonl")
        return steps, checked(folder, rows)


def checked(folder: Path, rows: int) -> dict[str, int]:
    """What came of it. Raises AssertionError if a row has no answer, or more than one."""
    import pyarrow.compute as pc
    import pyarrow.parquet as pq

    table = pq.read_table(folder / "answers.parquet", columns=["custom_id", "status_code"])
    assert table.num_rows == rows == pc.count_distinct(table["custom_id"]).as_py()
    assert pc.all(pc.equal(table["status_code"], 200)).as_py()
    last = [json.loads(line) for line in (folder / "last.jsonl").read_text().splitlines()]
    return {
        "rows": table.num_rows,
        "batches": len((folder / "batches.jsonl").read_text().splitlines()),
        "rounds": max(len(batch.get("psopenai", {}).get("follows", ())) for batch in last),
        "MB of requests": (folder / "requests.jsonl").stat().st_size >> 20,
    }


def write_rows(path: Path, rows: int) -> None:
    with path.open("w", newline="") as file:
        out = csv.writer(file)
        out.writerow(["id", "text"])
        for n in range(rows):
            fate = "" if n % FAILING else "-fail-500-x2" if n % (10 * FAILING) == 0 else "-fail-429-x1"
            out.writerow(
                [f"row-{n:06}{fate}", f"Sentence number {n}: " + "the quick brown fox jumps over the dog " * 8]
            )


@contextmanager
def server(rows: int) -> Iterator[str]:
    """The address of an emulator in a process of its own: its limit lets one of the batches run, not two."""
    limit = str(int(rows / PARTS * 1.5 * 550 / 4))  # a line of requests has about 550 bytes, a token stands for four
    words = ["-m", "psopenai_py.emulator", "--speed", str(SPEED if rows >= ROWS else 0.3), "--token-limit", limit]
    process = subprocess.Popen([sys.executable, *words], stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        yield process.stdout.readline().split()[-1]
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait()


def killed_midway(command: list[str], env: dict[str, str], folder: Path) -> Measured:
    """Run a queue until its second batch has been started, and kill it."""
    started = time.perf_counter()
    with (folder / "killed.jsonl").open("wb") as out:
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=subprocess.DEVNULL,
            env={**os.environ, **env},
            cwd=folder,
        )
        while not (folder / "killed.jsonl").stat().st_size:  # until the first batch has ended
            assert process.poll() is None, "the queue ended by itself"
            time.sleep(0.05)
        process.kill()
        _, _, usage = os.wait4(process.pid, 0)
    return Measured(time.perf_counter() - started, usage.ru_maxrss / 1024, usage.ru_utime + usage.ru_stime)


def report(rows: int, steps: list[Step], facts: dict[str, int]) -> str:
    """The section of RESULTS.md."""
    lines = [
        KEPT,
        "",
        f"Written by `python -m benchmarks.walkthrough`: {rows:,} rows of CSV ({facts['MB of requests']} MB of JSON)",
        f"become {facts['batches']} batches under a limit of enqueued tokens; the run is killed midway and resumed;",
        f"every hundredth request fails at first ({facts['rounds']} more rounds); {facts['rows']:,} answers become one",
        f"Parquet file. A state of a batch takes the emulator {SPEED:.0f} s and more: that is in the seconds alone.",
        "",
        "| step | seconds | processor | MB |",
        "|---|--:|--:|--:|",
    ]
    lines += [f"| {name} | {m.seconds:.1f} | {m.processor:.1f} | {m.megabytes:.0f} |" for name, m in steps]
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:2])))
