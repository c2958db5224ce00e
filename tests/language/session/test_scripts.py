"""Script files and modules."""

from __future__ import annotations

from pathlib import Path

import pytest

from psopenai_py import Shell


def test_script_files_take_arguments_and_exit_codes(tmp_path: Path) -> None:
    script = tmp_path / "s.ps1"
    script.write_text(
        "param([string]$Name, [int]$N, [switch]$S)\n"
        "\"$Name $($N + 1) $S $($MyInvocation.MyCommand.Name)\"\nexit 3\n'no'"
    )
    result = Shell().run_file(str(script), ["-Name", "x", "-N", "4", "-S"])
    assert (result.output, result.exit_code) == (["x 5 True s.ps1"], 3)


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        (["-Flag:$false"], "False//"),
        (["-Flag:False", "-Name:a:b"], "False/a:b/"),
        (["-Flag:$TRUE", "-Name:", "y", "-Yes:true"], "True/y/True"),
    ],
)
def test_a_switch_can_be_turned_off_by_a_word(tmp_path: Path, words: list[str], shown: str) -> None:
    script = tmp_path / "s.ps1"
    script.write_text('param([switch] $Flag, [string] $Name, [Nullable[bool]] $Yes) "$Flag/$Name/$Yes"')
    assert Shell().run_file(str(script), words).output == [shown]


def test_a_called_script_ends_alone(tmp_path: Path) -> None:
    script = tmp_path / "inner.ps1"
    script.write_text('"in $PSScriptRoot"; exit 7')
    result = Shell().run(f"& '{script}'; $LASTEXITCODE; 'on'")
    assert result.output == [f"in {tmp_path}", 7, "on"]
    assert result.exit_code is None


def test_modules_export_what_they_say(tmp_path: Path) -> None:
    module = tmp_path / "m.psm1"
    module.write_text(
        "$script:n = 0\nfunction Get-N { $script:n++; Get-Hidden }\nfunction Get-Hidden { $script:n }\n"
        "Export-ModuleMember -Function Get-N\n"
    )
    shell = Shell()
    result = shell.run(f"Import-Module '{module}'; Get-N; Get-N; \"[$n]\"; Get-Hidden")
    assert result.output == [1, 2, "[]"]
    assert [r.fully_qualified_error_id for r in result.errors] == ["CommandNotFoundException"]


def test_a_script_with_a_fault_of_syntax_is_an_error_of_its_caller(tmp_path: Path) -> None:
    script = tmp_path / "bad.ps1"
    script.write_text("if (")
    result = Shell().run(f"try {{ & '{script}' }} catch {{ 'caught' }}")
    assert result.output == ["caught"]
