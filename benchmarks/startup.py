"""How long it takes before anything happens."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from .measure import best, run

PSOPENAI = str(Path(sys.executable).with_name("psopenai"))
Rows = Iterator[tuple[str, bool]]
VERSION_LIMIT = 0.15
TAB_LIMIT = 0.10
SCRIPT_LIMIT = 0.10  # what a one-line script may take longer than --version


def version() -> Rows:
    m = best(10, lambda: run([PSOPENAI, "--version"], env={}))
    yield (
        f"psopenai --version: {m.seconds:.3f} s (limit {VERSION_LIMIT} s), {m.megabytes:.0f} MB",
        (m.seconds <= VERSION_LIMIT),
    )
    with tempfile.TemporaryDirectory() as folder:
        script = Path(folder, "one.ps1")
        script.write_text("'hello'\n")
        s = best(10, lambda: run([PSOPENAI, str(script)], env={}))
    more = s.seconds - m.seconds
    yield (
        f"a one-line script: {s.seconds:.3f} s, {more:.3f} s more than --version (limit {SCRIPT_LIMIT} s)",
        (more <= SCRIPT_LIMIT),
    )


def tab() -> Rows:
    """What a person waits for at a Tab in bash, zsh or fish."""
    for what, words in (("names of cmdlets", ["Get-BatchO"]), ("parameters", ["Get-BatchOutput", "-"])):
        asked = {
            "_PSOPENAI_COMPLETE": "bash_complete",
            "COMP_WORDS": "\n".join(["psopenai", *words]),
            "COMP_CWORD": str(len(words)),
        }
        m = best(10, partial(run, [PSOPENAI], env=asked))
        yield f"Tab, {what}: {m.seconds:.3f} s (limit {TAB_LIMIT} s)", m.seconds <= TAB_LIMIT


BENCHMARKS: dict[str, Callable[[], Rows]] = {"startup": version, "tab": tab}
