"""`python -m tests.guides [GUIDE ...]`: write what is really seen into guides (``Docs/Guides/Keys.md``; without: all).

A step whose text in the guide fits (with its ``...``) is left as it is.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from .play import GUIDES, environment, play
from .transcript import same


def main(paths: list[Path]) -> None:
    for path in paths:
        lines = path.read_text(encoding="utf-8").splitlines()
        with tempfile.TemporaryDirectory() as home, environment(Path(home)) as environ:
            played = list(play(path, Path(home), environ))
        for step, seen in reversed(played):
            if not same(seen, step.seen):
                at = step.line - 1 + len(step.typed.splitlines())
                print(f"{path}:{step.line}: {step.typed.splitlines()[0]}")
                lines[at : at + step.seen.count("\n")] = seen.rstrip().splitlines()
        path.write_text("\n".join(line.rstrip() for line in lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main([Path(word) for word in sys.argv[1:]] or GUIDES)
