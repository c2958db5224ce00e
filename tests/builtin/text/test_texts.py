"""Texts joined, and read as pairs of name and value."""

from __future__ import annotations

from ..conftest import Run
from ..running import texts


def test_join_string() -> None:
    assert texts("'one','two' | Join-String -SingleQuote -Separator ','") == ["'one','two'"]
    assert texts("1..3 | Join-String { $_ * 2 } '-' -OutputPrefix '<' -OutputSuffix '>'") == ["<2-4-6>"]


def test_string_data(run: Run) -> None:
    assert run('$h = "a=1`n# note`nb = x\\ty" | ConvertFrom-StringData; $h.Count; $h.a; $h.b') == "2\n1\nx\ty"
