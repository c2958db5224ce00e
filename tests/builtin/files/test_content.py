from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from ..conftest import Run


def test_each_value_makes_a_line_and_null_makes_none(run: Run, folder: Path) -> None:
    run("1, 1.50d, $true, $null, @(7, 8), '' | Set-Content t.txt")
    assert (folder / "t.txt").read_text() == "1\n1.50\nTrue\n7\n8\n\n"


def test_lines_heads_tails_and_groups(run: Run) -> None:
    run("Set-Content a.txt one, two, three")
    assert run("Get-Content a.txt -TotalCount 2") == "one\ntwo"
    assert run("Get-Content a.txt -Tail 1") == "three"
    assert run("Get-Content a.txt -ReadCount 2 | ForEach-Object Count") == "2\n1"
    assert run("(Get-Content a.txt -Raw).Length") == "14"
    assert run("(Get-Content a.txt -Raw -AsByteStream).GetType().Name") == "Byte[]"


def test_a_line_knows_its_place_and_is_still_a_text(run: Run, folder: Path) -> None:
    run("Set-Content a.txt One, Two")
    script = """$line = (Get-Content a.txt)[1]; $line.ReadCount; $line.PSChildName; $line.GetType().Name
    $line -eq 'two'; @{two = 1}[$line]; $h = @{}; $h[$line] = 2; $h['TWO']; $line | ConvertTo-Json; $line.Length"""
    assert run(script) == '2\na.txt\nString\nTrue\n1\n2\n"Two"\n3'


def test_all_kinds_of_line_breaks_end_a_line(run: Run, folder: Path) -> None:
    (folder / "mixed.txt").write_bytes(b"a\r\nb\rc\nd")
    assert run("(Get-Content mixed.txt) -join '|'") == "a|b|c|d"
    assert run("(Get-Content mixed.txt -Delimiter b) -replace '\\s', '.' -join '|'") == "a..|.c.d"


@pytest.mark.parametrize(
    ("encoding", "data"),
    [
        ("utf8", "é".encode()),
        ("utf8BOM", b"\xef\xbb\xbf\xc3\xa9"),
        ("unicode", b"\xff\xfe\xe9\x00"),
        ("ascii", b"?"),
        ("latin1", b"\xe9"),
        ("1252", b"\xe9"),
    ],
)
def test_encodings(run: Run, folder: Path, encoding: str, data: bytes) -> None:
    run(f"Set-Content f.txt 'é' -Encoding {encoding} -NoNewline")
    assert (folder / "f.txt").read_bytes() == data
    if encoding != "ascii":
        assert run(f"Get-Content f.txt -Encoding {encoding}") == "é"


def test_adding_keeps_the_encoding_of_the_file(run: Run, folder: Path) -> None:
    run("Set-Content u.txt a -Encoding unicode; Add-Content u.txt b")
    assert (folder / "u.txt").read_bytes().decode("utf-16") == "a\nb\n"


def test_a_file_that_is_being_read_is_not_overwritten(
    run: Run, errors: Callable[[str], list[str]], folder: Path
) -> None:
    run("Set-Content a.txt one, two")
    assert errors("Get-Content a.txt | Set-Content a.txt") == [
        "GetContentWriterIOError,Microsoft.PowerShell.Commands.SetContentCommand WriteError"
    ]
    assert run("(Get-Content a.txt) | Set-Content a.txt; Get-Content a.txt") == "one\ntwo"


@pytest.mark.parametrize(
    ("script", "error"),
    [
        ("Get-Content none", "PathNotFound,Microsoft.PowerShell.Commands.GetContentCommand ObjectNotFound"),
        ("Get-Content none*", "ItemNotFound,Microsoft.PowerShell.Commands.GetContentCommand ObjectNotFound"),
        ("Get-Content .", "GetContainerContentException,Microsoft.PowerShell.Commands.GetContentCommand "
                          "InvalidOperation"),
        ("Set-Content no/x a", "GetContentWriterDirectoryNotFoundError,Microsoft.PowerShell.Commands.SetContentCommand "
                               "ObjectNotFound"),
        ("Clear-Content none", "PathNotFound,Microsoft.PowerShell.Commands.ClearContentCommand ObjectNotFound"),
        ("Set-Content x y -Encoding nope", "ParameterArgumentTransformationError,"
                                           "Microsoft.PowerShell.Commands.SetContentCommand InvalidData"),
    ],
)  # fmt: skip
def test_errors(errors: Callable[[str], list[str]], script: str, error: str) -> None:
    assert errors(script) == [error]


def test_what_if_writes_nothing(run: Run, folder: Path) -> None:
    run("'x' | Set-Content a.txt -WhatIf; Add-Content b.txt x -WhatIf")
    assert list(folder.iterdir()) == []


def test_a_stream_of_bytes_takes_bytes_only(errors: Callable[[str], list[str]]) -> None:
    failed = "Argument,Microsoft.PowerShell.Commands.SetContentCommand InvalidArgument"
    assert errors("'abc' | Set-Content b.bin -AsByteStream; [byte[]](65, 66) | Set-Content b.bin -AsByteStream") == [
        failed
    ]


def test_lines_that_are_written_later_are_waited_for(run: Run, folder: Path) -> None:
    (folder / "log").write_text("1\n2\n")
    write = f"if ($_ -eq 2) {{ [IO.File]::AppendAllText('{folder}/log', \"3`n4\") }}; $_"
    assert run(f"Get-Content log -Wait -Tail 1 | ForEach-Object {{ {write} }} | Select-Object -First 3") == "2\n3\n4"
