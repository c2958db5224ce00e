from collections.abc import Callable
from pathlib import Path

import pytest

from psopenai_py.shell import Shell

Text = Callable[[str], str]


def test_out_string_joins_or_streams(shell: Shell) -> None:
    assert shell.run("1, 2 | Out-String").output == ["1\n2\n"]
    assert shell.run("'a', 'b' | Out-String -NoNewline").output == ["ab"]
    assert shell.run("[pscustomobject]@{A=1}, 5 | Out-String -Stream").output == ["", "A", "-", "1", "5", ""]
    assert shell.run("$null | Out-String").output == [""]


def test_out_string_leaves_long_texts_whole(shell: Shell) -> None:
    assert shell.run("'x' * 300 | Out-String").output == ["x" * 300 + "\n"]


def test_the_enumeration_limit_is_the_sessions(text: Text) -> None:
    assert "{1, 2…}" in text("$FormatEnumerationLimit = 2; [pscustomobject]@{L=1..5; S=1} | Out-String")


def test_out_null_takes_everything(shell: Shell) -> None:
    assert shell.run("1, 2 | Out-Null").output == []


def test_out_host_goes_past_the_pipeline(shell: Shell) -> None:
    assert shell.run('$kept = 1 | Out-Host; $other = 2 | Out-Default; "$kept$other."').output == [1, 2, "."]


def test_out_file_writes_appends_and_keeps(shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    file = tmp_path / "a.txt"
    shell.run("'é' | Out-File a.txt -Encoding utf8BOM; [pscustomobject]@{A=1} | Out-File a.txt -Append")
    assert file.read_bytes() == b"\xef\xbb\xbf\xc3\xa9\n\nA\n-\n1\n\n"
    result = shell.run("'x' | Out-File a.txt -NoClobber")
    assert result.errors[0].fully_qualified_error_id == "NoClobber,Microsoft.PowerShell.Commands.OutFileCommand"
    assert shell.run("'x' | Out-File no/where.txt").errors[0].error_id == "FileOpenFailure"
    shell.run("'x', 'y' | Out-File a.txt -NoNewline")
    assert file.read_text() == "xy"
