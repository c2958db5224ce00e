"""Compress-Archive and Expand-Archive."""

from __future__ import annotations

import os
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from ..conftest import Run

Ids = Callable[[str], list[str]]


@pytest.fixture
def tree(folder: Path) -> Path:
    """d/a.txt, d/run.sh (executable), d/.hidden and the empty folder d/empty."""
    (folder / "d" / "empty").mkdir(parents=True)
    for name in ("a.txt", "run.sh", ".hidden"):
        (folder / "d" / name).write_text(name)
    (folder / "d" / "run.sh").chmod(0o755)
    return folder


def names(path: Path) -> list[str]:
    with zipfile.ZipFile(path) as archive:
        return sorted(archive.namelist())


def test_a_folder_goes_in_with_its_name_or_without(tree: Path, run: Run) -> None:
    run("Compress-Archive d whole; Compress-Archive d/* parts.zip -CompressionLevel Fastest")
    assert names(tree / "whole.zip") == ["d/a.txt", "d/empty/", "d/run.sh"]
    assert names(tree / "parts.zip") == ["a.txt", "empty/", "run.sh"]


def test_what_went_in_comes_out(tree: Path, run: Run) -> None:
    assert run("Compress-Archive d x; (Expand-Archive x.zip out -PassThru).Name -join ','") == "empty,a.txt,run.sh"
    assert (tree / "out" / "d" / "a.txt").read_text() == "a.txt"
    assert (tree / "out" / "d" / "empty").is_dir()
    assert os.access(tree / "out" / "d" / "run.sh", os.X_OK)
    run("Expand-Archive x.zip")
    assert (tree / "x" / "d" / "a.txt").exists()


def test_an_archive_is_replaced_or_brought_up_to_date(tree: Path, run: Run, ids: Ids) -> None:
    run("Compress-Archive d/a.txt x.zip")
    assert ids("Compress-Archive d/run.sh x.zip") == ["ArchiveFileExists,Compress-Archive"]
    (tree / "d" / "a.txt").write_text("new")
    run("Compress-Archive d/* x.zip -Update")
    with zipfile.ZipFile(tree / "x.zip") as archive:
        assert sorted(archive.namelist()) == ["a.txt", "empty/", "run.sh"]
        assert archive.read("a.txt") == b"new"
    run("Compress-Archive d/run.sh x.zip -Force")
    assert names(tree / "x.zip") == ["run.sh"]


def test_files_that_exist_are_kept(tree: Path, run: Run, ids: Ids) -> None:
    run("Compress-Archive d/a.txt x.zip; Expand-Archive x.zip out")
    (tree / "out" / "a.txt").write_text("mine")
    assert ids("Expand-Archive x.zip out") == ["ExpandArchiveFileExists,Expand-Archive"]
    assert (tree / "out" / "a.txt").read_text() == "mine"
    run("Expand-Archive x.zip out -Force")
    assert (tree / "out" / "a.txt").read_text() == "a.txt"


def test_nothing_is_written_outside_of_the_folder(folder: Path, ids: Ids) -> None:
    with zipfile.ZipFile(folder / "bad.zip", "w") as archive:
        archive.writestr("../outside.txt", "x")
        archive.writestr("/abs.txt", "x")
        archive.writestr("inside.txt", "x")
    outside = "ArchiveEntryOutsideDestination,Expand-Archive"
    assert ids("Expand-Archive bad.zip out") == [outside, outside]
    assert sorted(path.name for path in folder.rglob("*.txt")) == ["inside.txt"]


def test_what_is_not_there_or_no_archive(folder: Path, ids: Ids) -> None:
    (folder / "text.zip").write_text("no archive")
    assert ids("Compress-Archive nope x; Compress-Archive text.zip nope/x; Expand-Archive nope.zip") == [
        "ArchiveCmdletPathNotFound,Compress-Archive",
        "ArchiveCmdletPathNotFound,Compress-Archive",
        "ArchiveCmdletPathNotFound,Expand-Archive",
    ]
    assert ids("Expand-Archive text.zip") == ["InvalidData,Expand-Archive"]


def test_an_archive_that_cannot_be_completed_leaves_nothing(tree: Path, ids: Ids) -> None:
    (tree / "d" / "gone").symlink_to("nowhere")
    assert ids("Compress-Archive d x") == ["ArchiveWriteError,Compress-Archive"]
    assert sorted(os.listdir(tree)) == ["d"]
