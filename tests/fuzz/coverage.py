"""A fuzz target under atheris: `python -m tests.fuzz.coverage TARGET SECONDS SEED`. The process ends with it.

Coverage guides the input. It is measured in the modules that are loaded here, so nothing may load them before.
"""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import atheris

with atheris.instrument_imports(include=["psopenai_py"]):
    from .corpus import keep
    from .targets import TARGETS


def main() -> None:
    name, seconds, seed = sys.argv[1:]
    fuzzed = TARGETS[name]

    def one(data: bytes) -> None:
        try:
            fuzzed.target(data)
        except Exception as error:
            print(f"{name}: {type(error).__name__}: {error}; kept as {keep(name, data)}", flush=True)
            raise

    with TemporaryDirectory() as starts:  # left behind when atheris ends the process: the system clears it
        for number, data in enumerate(fuzzed.seeds):
            Path(starts, str(number)).write_bytes(data)
        options = [f"-max_total_time={int(float(seconds))}", f"-seed={seed}", "-rss_limit_mb=4096", "-verbosity=0"]
        atheris.Setup([sys.argv[0], *options, "-print_final_stats=1", starts], one)
        atheris.Fuzz()


if __name__ == "__main__":
    main()
