"""A million results to Parquet: time and peak memory of the process that reads and writes them."""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path

from psopenai_py.emulator import Emulator, output_line

from .measure import run
from .startup import Rows

RESULTS = 1_000_000
MEMORY_LIMIT = 300.0  # MB; importing pyarrow alone takes about 100

CHILD = """
import sys
from psopenai_py import get_batch_output
from psopenai_py.frames import write_parquet
print(write_parquet(get_batch_output("batch_1"), sys.argv[1]), file=sys.stderr)
"""


def parquet() -> Rows:
    """A million results from an emulator into a Parquet file."""
    with tempfile.TemporaryDirectory() as folder, Emulator(open=True) as emulator:
        lines = Path(folder, "output.jsonl")
        with lines.open("w") as file:
            text = json.dumps(output_line("@", "An answer of some words, as a model gives it."))
            file.writelines(text.replace("@", f"row-{n}") + "\n" for n in range(RESULTS))
        output = emulator.add_file(lines)["id"]
        counts = {"total": RESULTS, "completed": RESULTS, "failed": 0}
        emulator.add_batch([], id="batch_1", output_file_id=output, request_counts=counts)
        env = {"OPENAI_API_BASE": emulator.url, "OPENAI_API_KEY": "benchmark"}
        found = run([sys.executable, "-c", CHILD, str(Path(folder, "out.parquet"))], env=env)
        size = lines.stat().st_size / 1e6
        memory = f"{found.megabytes:.0f} MB (limit {MEMORY_LIMIT:.0f})"
        yield (
            f"{RESULTS:,} results ({size:.0f} MB) to Parquet: {found.seconds:.1f} s, {memory}",
            found.megabytes <= MEMORY_LIMIT,
        )


BENCHMARKS = {"parquet": parquet}
