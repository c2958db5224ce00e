from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from ..conftest import Run


@pytest.mark.parametrize(
    ("arguments", "path"),
    [
        ("a b", "a/b"),
        ("a/ /b", "a/b"),
        ("a b c d", "a/b/c/d"),
        ("a ''", "a/"),
        ("'a\\b' c", "a/b/c"),
        ("/ etc", "/etc"),
    ],
)
def test_joining(run: Run, arguments: str, path: str) -> None:
    assert run(f"Join-Path {arguments}") == path


@pytest.mark.parametrize(
    ("arguments", "part"),
    [
        ("/a/b/c.txt", "/a/b"),
        ("c.txt", ""),
        ("/a", ""),
        ("x/y/ -Leaf", "y"),
        ("/a/c.tar.gz -LeafBase", "c.tar"),
        ("/a/c.tar.gz -Extension", ".gz"),
        ("a/b -IsAbsolute", "False"),
        ("Env:X -Qualifier", "Env:"),
        ("Env:X -NoQualifier", "X"),
    ],
)
def test_splitting(run: Run, arguments: str, part: str) -> None:
    assert run(f"Split-Path {arguments}") == part


def test_tests_of_paths(run: Run, folder: Path) -> None:
    (folder / "f.txt").touch()
    script = (
        "(Test-Path f.txt), (Test-Path f.txt -PathType Container), (Test-Path *.txt), (Test-Path ''), (Test-Path n:x)"
    )
    assert run(script) == "True\nFalse\nTrue\nFalse\nFalse"


def test_the_location_and_its_stack(run: Run, folder: Path) -> None:
    (folder / "s" / "t").mkdir(parents=True)
    script = """Push-Location s; (Get-Location).Path; Set-Location t; Split-Path $PWD -Leaf; Set-Location -
    Split-Path $PWD -Leaf; Pop-Location; $PWD.Path; Set-Location; $PWD.Path"""
    here = str(folder)
    assert run(script) == f"{here}/s\nt\ns\n{here}\n{os.path.expanduser('~')}"


def test_resolving(run: Run, folder: Path) -> None:
    (folder / "d").mkdir()
    (folder / "d" / "e.txt").touch()
    script = "Resolve-Path d/*.txt -Relative; (Resolve-Path d).Path; Convert-Path d; (Resolve-Path d).GetType().Name"
    assert run(script) == f"./d/e.txt\n{folder}/d\n{folder}/d\nPathInfo"


def test_a_drive_that_is_not_there_is_an_error(errors: Callable[[str], list[str]]) -> None:
    assert errors("Join-Path 'C:' a; Get-Item 'C:/x', nope") == [
        "DriveNotFound,Microsoft.PowerShell.Commands.JoinPathCommand ObjectNotFound",
        "DriveNotFound,Microsoft.PowerShell.Commands.GetItemCommand ObjectNotFound",
        "PathNotFound,Microsoft.PowerShell.Commands.GetItemCommand ObjectNotFound",
    ]


def test_the_parts_of_a_path_need_no_drive(run: Run) -> None:
    assert run("Split-Path 'C:/a/b'; Split-Path 'C:/a/b' -Leaf") == "C:/a\nb"


@pytest.mark.parametrize("name", ["[", "a]", "b[[c", "d][e"])
def test_brackets_that_are_not_closed_belong_to_the_name(folder: Path, run: Run, name: str) -> None:
    (folder / name).mkdir()
    assert run(f"Test-Path '{name}'; Test-Path 'x{name}'") == "True\nFalse"


def test_the_parent_on_a_drive_is_its_root(run: Run) -> None:
    assert run("Split-Path 'C:\\Temp' -Parent; Split-Path env:PATH -Qualifier") == "C:/\nenv:"
