from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from ..conftest import Run
from ..running import error_ids, texts


def test_a_match_tells_line_number_and_groups(run: Run) -> None:
    script = """$m = 'ok', 'error: code 42' | Select-String 'code (\\d+)'
    $m.LineNumber; $m.Matches[0].Groups[1].Value; $m.Filename; "$m"; $m.Pattern; $m.IgnoreCase"""
    assert run(script) == "2\n42\nInputStream\nerror: code 42\ncode (\\d+)\nTrue"


def test_files_are_told_relative_to_the_location(run: Run, folder: Path) -> None:
    (folder / "f.txt").write_text("one\ntwo\none\n")
    assert run("Select-String one f.txt") == "f.txt:1:one\nf.txt:3:one"
    assert run("Select-String one *.txt -List | ForEach-Object LineNumber") == "1"
    assert run("Get-ChildItem f.txt | Select-String two -Raw") == "two"
    assert run("Select-String zzz f.txt -Quiet") == "False"
    assert run("(Select-String two f.txt).ToString()") == f"{folder}/f.txt:2:two"


def test_context_belongs_to_the_match_and_is_shown_once(run: Run) -> None:
    script = "1..7 | Select-String '[35]' -Context 1"
    assert run(script) == "  2\n> 3\n  4\n> 5\n  6"
    assert run(f"({script}).Context.PreContext -join ','") == "2,4"


def test_switches(run: Run) -> None:
    assert run("'a', 'B' | Select-String b -CaseSensitive | ForEach-Object Line") == ""
    assert run("'a', 'b' | Select-String a -NotMatch | ForEach-Object Line") == "b"
    assert run("'$5' | Select-String '$5' -SimpleMatch -Quiet") == "True"
    assert run("('a1b2' | Select-String '\\d' -AllMatches).Matches.Count") == "2"


def test_a_faulty_pattern_is_refused(errors: Callable[[str], list[str]]) -> None:
    assert errors("'x' | Select-String '('") == [
        "InvalidRegex,Microsoft.PowerShell.Commands.SelectStringCommand InvalidArgument"
    ]


def test_a_culture_is_for_plain_texts() -> None:
    assert error_ids("'a' | Select-String a -Culture de-DE") == [
        "CannotSpecifyCultureWithoutSimpleMatch,Microsoft.PowerShell.Commands.SelectStringCommand"
    ]
    assert texts("'file' | Select-String FILE -SimpleMatch -Culture en-US") == ["file"]
    assert texts("'file' | Select-String FILE -SimpleMatch -Culture tr-TR") == []
