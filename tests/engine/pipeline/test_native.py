"""Programs in pipelines: their words, their bytes, their errors and their ends."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from psopenai_py.shell import Shell


@pytest.fixture
def shell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Shell:
    monkeypatch.chdir(tmp_path)
    return Shell(environ=dict(os.environ))


def words(shell: Shell, line: str) -> list[str]:
    """The words that a program gets."""
    result = shell.run(f"printf '<%s>' {line}")
    assert not result.errors and result.terminated_by is None, result
    return str(result.output[0])[1:-1].split("><")


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("1,2 a,b", ["1,2", "a,b"]),
        ("a, b", ["a,", "b"]),
        ("a ,b", ["a", ",b"]),
        ("0x10,'x y',1.50", ["0x10,x y,1.50"]),
        ("-F: 'x y'", ["-F:", "x y"]),
        ("-F:'x y'", ["-F:x y"]),
        ("-F:1,2", ["-F:1,2"]),
        ("--name=value -x=1 --", ["--name=value", "-x=1", "--"]),
        ("'' \"\" $null end", ["", "", "end"]),
        ("'a \"b\" c'", ['a "b" c']),
        ("1.0 007 1kb", ["1.0", "007", "1kb"]),
        ("--% a $b %LANG_OF_NOBODY%", ["a", "$b", "%LANG_OF_NOBODY%"]),
    ],
)
def test_words_are_passed_as_written(shell: Shell, line: str, expected: list[str]) -> None:
    assert words(shell, line) == expected


def test_an_array_s_items_are_words_of_their_own(shell: Shell) -> None:
    assert words(shell, "@('a b', 'c') end") == ["a b", "c", "end"]
    shell.set("items", ["x", "y z"])
    assert words(shell, "$items @items") == ["x", "y z", "x", "y z"]
    assert words(shell, "$items,3") == ["x y z,3"]


def test_wildcards_and_the_home_folder_are_expanded_in_bare_words(shell: Shell, tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", ".hidden.txt"):
        (tmp_path / name).write_text("")
    home = os.path.expanduser("~")
    assert words(shell, "*.txt") == ["a.txt", "b.txt"]
    assert words(shell, "'*.txt' \"*.txt\" *.none") == ["*.txt", "*.txt", "*.none"]
    assert words(shell, "~ ~/x '~'") == [home, f"{home}/x", "~"]
    assert words(shell, "$HOME/*.none ./?.txt") == [f"{home}/*.none", "./a.txt", "./b.txt"]


def test_legacy_passing_loses_quotes_and_empty_words(shell: Shell) -> None:
    shell.run("$PSNativeCommandArgumentPassing = 'Legacy'")
    assert words(shell, "'' 'a b' 'say \"hi\"' end") == ["a b", "say hi", "end"]


def test_bytes_pass_unchanged_between_programs_and_to_files(shell: Shell, tmp_path: Path) -> None:
    data = bytes(range(256)) * 3
    (tmp_path / "in.bin").write_bytes(data)
    result = shell.run(
        "cat in.bin > one.bin; cat in.bin | cat | cat > two.bin; cat in.bin >> two.bin; "
        "Get-Content in.bin -AsByteStream -Raw | cat > three.bin; Get-Content in.bin -AsByteStream | cat > four.bin"
    )
    assert not result.errors
    assert [(tmp_path / f"{name}.bin").read_bytes() == data for name in ("one", "three", "four")] == [True] * 3
    assert (tmp_path / "two.bin").read_bytes() == data * 2


def test_errors_go_to_a_file_as_text_or_come_as_records(shell: Shell, tmp_path: Path) -> None:
    both = "sh -c 'echo out; echo bad >&2'"
    assert shell.run(f"{both} 2> err.txt").output == ["out"]
    assert (tmp_path / "err.txt").read_text() == "bad\n"
    shell.run(f"{both} *> all.txt; {both} > merged.txt 2>&1; {both} > $null 2> err.txt")
    assert (tmp_path / "all.txt").read_text() == (tmp_path / "merged.txt").read_text() == "out\nbad\n"
    records = shell.run(f"{both} 2>&1 | ForEach-Object {{ $_.GetType().Name }}").output
    assert sorted(records) == ["ErrorRecord", "String"]
    assert shell.run(f"({both} 2>&1 | cat) -join ','").output == ["out,bad"]
    assert shell.run(f"& {{ {both} }} 2>$null").output == ["out"]
    shown = shell.run(f"({both} 2>&1 | Out-String).Trim() -split '\\n' | Sort-Object").output
    assert shown == ["bad", "out"]


def test_nothing_waits_for_a_program_that_never_ends(shell: Shell) -> None:
    assert shell.run("yes | head -2").output == ["y", "y"]
    assert shell.run("yes | Select-Object -First 2").output == ["y", "y"]
    assert shell.run("(1..100000 | head -1) -join ','").output == ["1"]
    assert shell.run("& { $n = 0; while ($true) { $n++; $n } } | head -3").output == ["1", "2", "3"]


def test_input_reaches_the_program_while_it_comes(shell: Shell) -> None:
    """The program answers the first line before the second one is made."""
    script = "$seen = $null; & { 'a'; while (-not $seen) { Start-Sleep -Milliseconds 20; 'b' } } | cat | ForEach-Object"
    assert shell.run(script + " { $seen = $_; $global:first ??= $_ }; $first").output == ["a"]


def test_the_exit_code_is_kept_and_can_end_a_script(shell: Shell) -> None:
    assert shell.run("sh -c 'exit 3'; $?; $LASTEXITCODE").output == [False, 3]
    assert shell.run("sh -c 'kill -9 $$'; $LASTEXITCODE").output == [137]
    assert shell.run("sh -c 'exit 3'").errors == []
    shell.run("$PSNativeCommandUseErrorActionPreference = $true")
    result = shell.run("sh -c 'exit 3'; 'after'")
    assert [record.error_id for record in result.errors] == ["ProgramExitedWithNonZeroCode"]
    facts = result.errors[0].exception.properties
    assert (facts["ExitCode"], facts["Path"].rpartition("/")[2]) == (3, "sh")
    assert result.output == ["after"]
    result = shell.run("$ErrorActionPreference = 'Stop'; sh -c 'exit 3'; 'after'")
    assert result.output == [] and result.terminated_by is not None


def test_a_file_that_cannot_be_written_is_the_error_of_the_redirection(shell: Shell) -> None:
    for script in ("echo a > none/x", "sh -c 'echo a >&2' 2> none/x", "echo a | cat > none/x", "echo a *> none/x"):
        result = shell.run(f"{script}; 'after'")
        assert [record.error_id for record in result.errors] == ["FileOpenFailure"], script
        assert result.output == ["after"]


def test_a_program_that_cannot_run_is_an_error(shell: Shell, tmp_path: Path) -> None:
    (tmp_path / "broken").write_text("\x7fELF not a program")
    (tmp_path / "broken").chmod(0o755)
    result = shell.run("./broken; 'after'; 'x' | ./broken | cat")
    assert [record.error_id for record in result.errors][:1] == ["NativeCommandFailed"]
    assert result.output == ["after"]
