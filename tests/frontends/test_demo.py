"""The demo works anywhere and leaves nothing behind."""

from __future__ import annotations

from pathlib import Path

import pytest

from .conftest import Run


@pytest.mark.slow
def test_the_demo_shows_the_results_and_what_to_try_next(psopenai: Run, tmp_path: Path) -> None:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    ended = psopenai(
        "demo", env={"TMPDIR": str(temporary), "OPENAI_API_KEY": None, "OPENAI_API_BASE": "http://nowhere"}
    )
    assert (ended.code, ended.err) == (0, "")
    rows = [line.split()[:2] for line in ended.text.splitlines()]
    assert ["greeting", "200"] in rows
    assert ["broken", "400"] in rows
    assert "export OPENAI_API_BASE=" in ended.text
    assert list(temporary.iterdir()) == []
