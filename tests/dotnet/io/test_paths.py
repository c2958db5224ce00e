from __future__ import annotations

import os
from pathlib import Path

import pytest

from ..calling import constant, static

PATH = "System.IO.Path"
pytestmark = pytest.mark.skipif(os.name == "nt", reason="the paths here are Unix's")


@pytest.mark.parametrize(
    ("method", "args", "expected"),
    [
        ("GetExtension", ("file.tar.gz",), ".gz"),
        ("GetExtension", ("a.b/file",), ""),
        ("GetFileName", ("/a/b.txt",), "b.txt"),
        ("GetFileName", ("/a/",), ""),
        ("GetFileNameWithoutExtension", ("/a/b.tar.gz",), "b.tar"),
        ("ChangeExtension", ("a.txt", "md"), "a.md"),
        ("ChangeExtension", ("a.txt", ".md"), "a.md"),
        ("GetDirectoryName", ("/a/b.txt",), "/a"),
        ("GetDirectoryName", ("/a",), "/"),
        ("GetDirectoryName", ("/",), None),
        ("GetDirectoryName", ("a.txt",), ""),
        ("GetDirectoryName", ("a/b/",), "a/b"),
        ("Combine", ("/a", "b"), "/a/b"),
        ("Combine", ("/a", "/b"), "/b"),
        ("Combine", ("a", "b", "c", "d", "e"), "a/b/c/d/e"),
        ("Combine", ("a", ""), "a"),
        ("Join", ("/a", "/b"), "/a/b"),
        ("Join", ("a", "b"), "a/b"),
        ("IsPathRooted", ("/a",), True),
        ("IsPathRooted", ("a",), False),
        ("GetPathRoot", ("/a",), "/"),
        ("HasExtension", ("a.b",), True),
        ("TrimEndingDirectorySeparator", ("a/",), "a"),
        ("GetFullPath", ("/a/../b/",), "/b/"),
    ],
)
def test_paths_are_taken_apart_and_joined(method: str, args: tuple[str, ...], expected: object) -> None:
    assert static(PATH, method, *args) == expected


def test_relative_paths_start_at_the_current_directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert static(PATH, "GetFullPath", "x") == str(tmp_path / "x")
    assert static(PATH, "GetRelativePath", str(tmp_path), str(tmp_path / "a" / "b")) == "a/b"


def test_temporary_names() -> None:
    made = static(PATH, "GetTempFileName")
    assert os.path.getsize(made) == 0
    os.remove(made)
    assert static(PATH, "GetTempPath").endswith("/")
    assert len(static(PATH, "GetRandomFileName")) == 12
    assert constant(PATH, "DirectorySeparatorChar") == "/"
