from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from psopenai_py.dotnet.io.info import file_system_info
from psopenai_py.dotnet.model.registry import type_of
from psopenai_py.errors import NetException

from ..calling import call, cast, constant, new, read, static, write

FILE, DIRECTORY = "System.IO.File", "System.IO.Directory"


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("name", "member"),
    [
        ("System.IO.File", "static_methods['appendtext']"),
        ("System.IO.Directory", "static_methods['getfiles']"),
        ("System.IO.FileInfo", "methods['copyto']"),
        ("System.IO.DirectoryInfo", "methods['createsubdirectory']"),
    ],
)
def test_a_type_is_complete_whichever_is_named_first(name: str, member: str) -> None:
    code = f"from psopenai_py.dotnet.model.registry import get_type; get_type({name!r}).{member}"
    subprocess.run([sys.executable, "-c", code], check=True)


def test_text_is_written_and_read(here: Path) -> None:
    static(FILE, "WriteAllText", "t.txt", "a\nb\n")
    static(FILE, "AppendAllText", "t.txt", "é")
    assert (here / "t.txt").read_bytes() == b"a\nb\n\xc3\xa9"
    assert static(FILE, "ReadAllText", "t.txt") == "a\nb\né"
    assert static(FILE, "ReadAllLines", "t.txt") == ["a", "b", "é"]
    assert list(static(FILE, "ReadLines", "t.txt")) == ["a", "b", "é"]


def test_an_encoding_brings_its_mark(here: Path) -> None:
    static(FILE, "WriteAllText", "t.txt", "é", constant("System.Text.Encoding", "Unicode"))
    assert (here / "t.txt").read_bytes() == b"\xff\xfe\xe9\0"
    assert static(FILE, "ReadAllText", "t.txt") == "é"


def test_lines_and_bytes(here: Path) -> None:
    static(FILE, "WriteAllLines", "l.txt", ["a", "b"])
    static(FILE, "AppendAllLines", "l.txt", ["c"])
    assert (here / "l.txt").read_text().split() == ["a", "b", "c"]
    static(FILE, "WriteAllBytes", "b.bin", [1, 2, 255])
    assert bytes(static(FILE, "ReadAllBytes", "b.bin")) == b"\1\2\xff"


def test_copying_moving_and_deleting(here: Path) -> None:
    (here / "a").write_text("x")
    static(FILE, "Copy", "a", "b")
    with pytest.raises(NetException) as raised:
        static(FILE, "Copy", "a", "b")
    assert raised.value.type_name == "System.IO.IOException"
    static(FILE, "Copy", "a", "b", True)
    static(FILE, "Move", "b", "c")
    assert (static(FILE, "Exists", "b"), static(FILE, "Exists", "c")) == (False, True)
    static(FILE, "Delete", "c")
    static(FILE, "Delete", "c")
    assert sorted(os.listdir(here)) == ["a"]


@pytest.mark.parametrize(
    ("act", "error"),
    [
        (lambda: static(FILE, "ReadAllText", "none"), "FileNotFoundException"),
        (lambda: static(FILE, "ReadAllText", "none/none"), "DirectoryNotFoundException"),
        (lambda: static(FILE, "WriteAllText", "none/none", "x"), "DirectoryNotFoundException"),
        (lambda: static(FILE, "Move", "none", "x"), "FileNotFoundException"),
        (lambda: static(DIRECTORY, "Delete", "none"), "DirectoryNotFoundException"),
        (lambda: static(DIRECTORY, "GetFiles", "none"), "DirectoryNotFoundException"),
    ],
)
def test_what_is_not_there_is_told_by_type(act: Any, error: str) -> None:
    with pytest.raises(NetException) as raised:
        act()
    assert raised.value.type_name == f"System.IO.{error}"


def test_a_directory_is_no_file(here: Path) -> None:
    with pytest.raises(NetException) as raised:
        static(FILE, "ReadAllText", str(here))
    assert raised.value.type_name == "System.UnauthorizedAccessException"
    assert static(FILE, "Exists", str(here)) is False
    with pytest.raises(NetException):
        static(FILE, "ReadAllText", "")


def test_directories(here: Path) -> None:
    made = static(DIRECTORY, "CreateDirectory", "a/b")
    assert read(made, "FullName") == str(here / "a" / "b")
    (here / "a" / "x.txt").write_text("")
    (here / "a" / "b" / "y.txt").write_text("")
    assert static(DIRECTORY, "GetFiles", "a") == [os.path.join("a", "x.txt")]
    assert sorted(static(DIRECTORY, "GetFiles", "a", "*.txt", "AllDirectories")) == ["a/b/y.txt", "a/x.txt"]
    assert static(DIRECTORY, "GetDirectories", "a") == ["a/b"]
    with pytest.raises(NetException):
        static(DIRECTORY, "Delete", "a")
    static(DIRECTORY, "Delete", "a", True)
    assert static(DIRECTORY, "Exists", "a") is False


def test_a_file_object_tells_about_its_file(here: Path) -> None:
    (here / "data.tar.gz").write_text("abc")
    item = file_system_info(str(here / "data.tar.gz"))
    assert [read(item, n) for n in ("Name", "BaseName", "Extension", "Length")] == ["data.tar.gz", "data.tar", ".gz", 3]
    assert type_of(item).full_name == "System.IO.FileInfo"
    assert str(item) == read(item, "FullName") == str(here / "data.tar.gz")
    assert type_of(read(item, "Directory")).name == "DirectoryInfo"
    assert read(item, "DirectoryName") == str(here)
    assert type_of(read(item, "LastWriteTime")).name == "DateTime"
    assert str(read(item, "Attributes")) == "Normal"
    assert read(item, "UnixMode").startswith("-rw")


def test_a_directory_object_lists_what_is_in_it(here: Path) -> None:
    (here / "sub").mkdir()
    (here / "f.txt").write_text("")
    directory = new("System.IO.DirectoryInfo", str(here))
    assert [str(read(f, "Name")) for f in call(directory, "GetFiles")] == ["f.txt"]
    assert [read(d, "Name") for d in call(directory, "GetDirectories")] == ["sub"]
    assert read(directory, "Mode") == "d----"
    assert read(read(directory, "Parent"), "FullName") == str(here.parent)


def test_a_file_that_is_not_there() -> None:
    missing = new("System.IO.FileInfo", "none")
    assert read(missing, "Exists") is False
    with pytest.raises(NetException) as raised:
        read(missing, "Length")
    assert raised.value.type_name == "System.IO.FileNotFoundException"


def test_times_can_be_set(here: Path) -> None:
    (here / "f").write_text("")
    item = new("System.IO.FileInfo", "f")
    write(item, "LastWriteTime", cast("datetime", "2024-01-02 03:04:05"))
    assert read(item, "LastWriteTime").format("s") == "2024-01-02T03:04:05"
    static(FILE, "SetLastWriteTime", "f", cast("datetime", "2023-01-02"))
    assert static(FILE, "GetLastWriteTime", "f").format("s") == "2023-01-02T00:00:00"


def test_file_objects_act_on_their_files(here: Path) -> None:
    (here / "f").write_text("x")
    item = new("System.IO.FileInfo", "f")
    call(item, "CopyTo", "g")
    call(item, "MoveTo", "h")
    assert read(item, "Name") == "h"
    call(item, "Delete")
    assert sorted(os.listdir(here)) == ["g"]
