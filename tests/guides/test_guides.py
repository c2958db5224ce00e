"""Each guide does what it says."""

from __future__ import annotations

from pathlib import Path

import pytest

from .play import GUIDES, environment, play
from .transcript import same


@pytest.mark.slow
@pytest.mark.parametrize("path", GUIDES, ids=lambda path: path.stem)
def test_a_guide_runs(path: Path, tmp_path: Path) -> None:
    wrong: list[str] = []
    with environment(tmp_path) as environ:
        for step, seen in play(path, tmp_path, environ):
            if not same(seen, step.seen):
                wrong.append(f"line {step.line}: expected\n{step.seen}seen\n{seen.rstrip()}\n")
    assert not wrong, "\n".join(wrong)


def test_there_are_guides() -> None:
    assert GUIDES
