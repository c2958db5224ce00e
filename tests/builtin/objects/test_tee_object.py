"""Tee-Object."""

from __future__ import annotations

from pathlib import Path

from ..running import output, texts


def test_tee_object_keeps_and_passes_on(tmp_path: Path) -> None:
    assert output("1..3 | Tee-Object -Variable t | ForEach-Object { $_ * 2 }; $t.Count") == [2, 4, 6, 3]
    file = tmp_path / "out.txt"
    assert texts(f"'a','b' | Tee-Object {file}") == ["a", "b"]
    assert file.read_text() == "a\nb\n"


def test_a_copy_in_another_encoding(tmp_path: Path) -> None:
    file = tmp_path / "copy.txt"
    assert texts(f"'é' | Tee-Object -FilePath {file} -Encoding unicode") == ["é"]
    assert file.read_bytes() == "\ufeffé\n".encode("utf-16-le")
