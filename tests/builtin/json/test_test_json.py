from __future__ import annotations

from ..running import error_ids, texts


def test_valid_and_broken_texts() -> None:
    assert texts("Test-Json '{\"a\": [1]}'; '1', '\"x\"' | Test-Json") == ["True", "True", "True"]
    for broken in ("{a: 1}", "[1,]", "", "NaN"):
        assert texts(f"Test-Json '{broken}' -ErrorAction SilentlyContinue") == ["False"]
        assert error_ids(f"Test-Json '{broken}'") == ["InvalidJson,Microsoft.PowerShell.Commands.TestJsonCommand"]
