"""`python -m tests.fuzz [--seconds N] [--seed N] [--coverage] [TARGET ...]`: fuzz longer than the tests do.

Valid input is damaged from a row of seeds; with ``--coverage`` atheris makes it. What fails is kept in the corpus, and
the exit code is 1.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import time

from .corpus import keep
from .targets import TARGETS


def by_damage(name: str, seconds: float, seed: int) -> bool:
    """Damage valid input until the processor time is over; returns whether all went well."""
    fuzzed, until, count = TARGETS[name], time.process_time() + seconds, 0
    while time.process_time() < until:
        data = fuzzed.damaged(fuzzed.seeds, seed + count)
        count += 1
        try:
            fuzzed.target(data)
        except Exception as error:
            print(f"{name}: {type(error).__name__}: {error}; kept as {keep(name, data)}", flush=True)
            return False
    print(f"{name}: {count:,} inputs, seeds {seed} to {seed + count - 1}", flush=True)
    return True


def by_coverage(name: str, seconds: float, seed: int) -> bool:
    words = [sys.executable, "-m", "tests.fuzz.coverage", name, str(seconds), str(seed)]
    return subprocess.run(words, check=False).returncode == 0


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz")
    parser.add_argument("targets", nargs="*", metavar="TARGET", help=", ".join(TARGETS))
    parser.add_argument("--seconds", type=float, default=60.0, help="of processor time for each target")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--coverage", action="store_true", help="with atheris")
    args = parser.parse_args()
    run = by_coverage if args.coverage else by_damage
    failed = [name for name in args.targets or TARGETS if not run(name, args.seconds, args.seed)]
    return int(bool(failed))


if __name__ == "__main__":
    sys.exit(main())
