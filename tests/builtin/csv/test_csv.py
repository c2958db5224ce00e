from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from psopenai_py.builtin.csv.parsing import CsvText
from psopenai_py.shell import Shell

from ..conftest import Run


@pytest.mark.parametrize(
    ("line", "fields"),
    [
        ("1,2", ["1", "2"]),
        (' 2 , "q" ', ["2 ", "q"]),
        ('"a, b","say ""hi"""', ["a, b", 'say "hi"']),
        ('"two\nlines",x', ["two\nlines", "x"]),
        ('a"b,c', ['a"b', "c"]),
        ('"a"b,c', ["ab", "c"]),
        ("a b  ,c", ["a b  ", "c"]),
        ("3,\n", ["3", ""]),
        ("3,", ["3"]),
        (",,\n", ["", "", ""]),
    ],
)
def test_a_line_is_read_as_these_fields(line: str, fields: list[str]) -> None:
    assert CsvText(line, ",").record() == fields


def test_quotes_are_written_where_they_are_wanted(run: Run) -> None:
    script = "[pscustomobject]@{A=1;B='x,y';C=$null;D=''} | ConvertTo-Csv"
    assert run(script) == '"A","B","C","D"\n"1","x,y",,""'
    assert run(script + " -UseQuotes AsNeeded") == 'A,B,C,D\n1,"x,y",,'
    assert run(script + " -QuoteFields B") == 'A,"B",C,D\n1,"x,y",,'
    assert run(script + " -UseQuotes Never -NoHeader -Delimiter ';'") == "1;x,y;;"


def test_the_first_object_tells_the_columns(run: Run) -> None:
    script = "[pscustomobject]@{A=1;B=2}, [pscustomobject]@{B=3;C=4} | ConvertTo-Csv -UseQuotes Never"
    assert run(script) == "A,B\n1,2\n,3"


def test_dictionaries_are_rows_by_their_keys(run: Run) -> None:
    assert run("[ordered]@{x=1;y=2}, [ordered]@{y=3;x=4} | ConvertTo-Csv -UseQuotes Never") == "x,y\n1,2\n4,3"


def test_comments_blank_lines_and_missing_values(run: Run) -> None:
    script = "'# note','a,b','','1' | ConvertFrom-Csv | ForEach-Object { \"$($_.a)|$($null -eq $_.b)\" }"
    assert run(script) == "1|True"


def test_a_column_without_a_name_gets_one_and_a_warning(shell: Shell) -> None:
    result = shell.run("('a,,c','1,2,3' | ConvertFrom-Csv).H1")
    assert result.output == ["2"]
    assert len(result.warnings) == 1


def test_the_type_travels_in_the_first_line(run: Run) -> None:
    script = """$lines = [pscustomobject]@{PSTypeName='My.Row';A=1} | ConvertTo-Csv -IncludeTypeInformation
    $lines[0]; ($lines | ConvertFrom-Csv).psobject.TypeNames[0]"""
    assert run(script) == "#TYPE My.Row\nMy.Row"


def test_files_are_written_and_read_back(run: Run, folder: Path) -> None:
    script = """[pscustomobject]@{Id=1;Name='é'} | Export-Csv t.csv -Encoding utf8BOM
    [pscustomobject]@{Name='b,c';Id=2} | Export-Csv t.csv -Append
    Import-Csv t.csv | ForEach-Object { "$($_.Id)=$($_.Name)" }"""
    assert run(script) == "1=é\n2=b,c"
    assert (folder / "t.csv").read_bytes() == b'\xef\xbb\xbf"Id","Name"\n"1","\xc3\xa9"\n"2","b,c"\n'


def test_faults_have_their_ids(errors: Callable[[str], list[str]]) -> None:
    name = "Microsoft.PowerShell.Commands.ExportCsvCommand"
    assert errors("[pscustomobject]@{A=1} | Export-Csv f.csv; [pscustomobject]@{B=1} | Export-Csv f.csv -Append") == [
        f"CannotAppendCsvWithMismatchedPropertyNames,{name} InvalidData"
    ]
    assert errors("[pscustomobject]@{A=1} | Export-Csv f.csv -NoClobber") == [f"NoClobber,{name} ResourceExists"]
    assert errors("Import-Csv none.csv") == ["FileOpenFailure,Microsoft.PowerShell.Commands.ImportCsvCommand OpenError"]


def test_a_name_in_quotes_may_begin_with_a_hash(run: Run) -> None:
    assert run("""'"#",b', '1,2' | Set-Content x.csv; (Import-Csv x.csv).'#'""") == "1"


def test_the_type_line_gives_two_type_names(run: Run) -> None:
    assert run("'#TYPE A.B', 'a', '1' | Set-Content x.csv; (Import-Csv x.csv).PSTypeNames") == "A.B\nCSV:A.B"


def test_a_quote_may_be_the_delimiter(run: Run) -> None:
    assert run("""'a""c', '1"2"3' | ConvertFrom-Csv -Delimiter '"' | ForEach-Object H1""") == "2"
