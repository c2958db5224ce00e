"""The evaluator: loops and pipelines. PowerShell's own figures on such a machine stand in brackets."""

from __future__ import annotations

import time
from collections.abc import Callable

from psopenai_py import Shell

from .startup import Rows

CASES = (
    (
        "a loop of 100,000 iterations",
        "$s = 0; for ($i = 0; $i -lt 100000; $i++) { $s += $i }; $s",
        0.5,
        0.17,
    ),
    (
        "100,000 objects through Where-Object, ForEach-Object and Measure-Object",
        "(1..100000 | Where-Object { $_ % 2 } | ForEach-Object { $_ * 2 } | Measure-Object -Sum).Sum",
        1.5,
        0.79,
    ),
    (
        "20,000 objects made, sorted and grouped",
        "(1..20000 | ForEach-Object { [pscustomobject]@{ Id = $_; Key = $_ % 100 } } | Sort-Object Key, Id |"
        " Group-Object Key).Count",
        1.2,
        0.63,
    ),
)


def language() -> Rows:
    for name, script, limit, theirs in CASES:
        seconds = []
        for _ in range(3):
            shell = Shell()
            started = time.perf_counter()
            result = shell.run(script)
            seconds.append(time.perf_counter() - started)
            assert not result.errors, result.errors
        best = min(seconds)
        yield f"{name}: {best:.2f} s (limit {limit} s, PowerShell {theirs} s)", best <= limit


BENCHMARKS: dict[str, Callable[[], Rows]] = {"language": language}
