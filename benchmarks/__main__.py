"""`python -m benchmarks`: every benchmark, or those whose names are given."""

from __future__ import annotations

import sys

from . import frames, language, retrieval, startup

BENCHMARKS = {**startup.BENCHMARKS, **retrieval.BENCHMARKS, **language.BENCHMARKS, **frames.BENCHMARKS}


def main(names: list[str]) -> int:
    unknown = [n for n in names if n not in BENCHMARKS]
    if unknown:
        sys.exit(f"no such benchmark: {', '.join(unknown)}. There are: {', '.join(BENCHMARKS)}")
    missed = 0
    for name in names or BENCHMARKS:
        for line, within in BENCHMARKS[name]():
            print(f"{'ok  ' if within else 'OVER'} {name:<10} {line}", flush=True)
            missed += not within
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
