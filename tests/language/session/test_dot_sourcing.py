"""Files that a script runs in its own scope: what they leave there, and what stays the caller's."""

from __future__ import annotations

from pathlib import Path

import pytest

from psopenai_py import Shell


def files(folder: Path, **texts: str) -> None:
    """Write scripts; ``a__b`` is the file b.ps1 in the folder a."""
    for name, text in texts.items():
        path = folder.joinpath(*name.split("__")).with_suffix(".ps1")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)


def output(folder: Path, *args: str) -> list[object]:
    result = Shell(environ={"PATH": "", "HOME": str(folder)}).run_file(str(folder / "main.ps1"), args)
    assert ([str(e) for e in result.errors], result.terminated_by) == ([], None)
    return result.output


def test_the_automatic_variables_stay_the_callers(tmp_path: Path) -> None:
    files(
        tmp_path,
        main=(
            "param($Name)\n. $PSScriptRoot/lib/a.ps1 -Other 1 2\n. $PSScriptRoot/lib/a.ps1\n"
            "$a; Split-Path $PSCommandPath -Leaf; $MyInvocation.MyCommand.Name; $PSBoundParameters.Keys -join ','\n"
            "$Other"
        ),
        lib__a='param($Other) $a = "$(Split-Path $PSScriptRoot -Leaf) $($MyInvocation.MyCommand.Name)"',
    )
    assert output(tmp_path, "-Name", "x") == ["lib a.ps1", "main.ps1", "main.ps1", "Name", None]


def test_a_function_knows_the_folder_that_it_was_written_in(tmp_path: Path) -> None:
    files(
        tmp_path,
        main=(
            ". ./lib/f.ps1; Get-Home; & { Get-Home }; (New-Place).Of()\n"
            "1 | ForEach-Object { Split-Path $PSScriptRoot -Leaf }"
        ),
        lib__f=(
            "function Get-Home { Split-Path $PSScriptRoot -Leaf }\n"
            "class Place { [string] Of() { return Split-Path $PSScriptRoot -Leaf } }\n"
            "function New-Place { [Place]::new() }"
        ),
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(tmp_path)
        assert output(tmp_path) == ["lib", "lib", "lib", tmp_path.name]


def test_text_has_no_folder_and_assignments_win(tmp_path: Path) -> None:
    files(tmp_path, main="if (-not $PSScriptRoot) { 'none' }; $PSScriptRoot = 'mine'; $PSScriptRoot")
    assert output(tmp_path) == ["mine"]
    assert Shell().run("\"[$PSScriptRoot]\"; $PSScriptRoot = 'x'; $PSScriptRoot").output == ["[]", "x"]


def test_a_script_sees_how_it_was_called(tmp_path: Path) -> None:
    files(tmp_path, main=". $PSScriptRoot/how.ps1; & $PSScriptRoot/how.ps1; ./how", how="$MyInvocation.InvocationName")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(tmp_path)
        assert output(tmp_path) == [".", "&", "./how"]


def test_what_a_module_dot_sources_belongs_to_it(tmp_path: Path) -> None:
    files(
        tmp_path,
        main='Import-Module $PSScriptRoot/m.psm1; Get-State; Get-State; "$script:count"; Get-Command Step -ea Ignore',
        m__state="function Get-State { Step; $script:count }",
        m__step="function Step { $script:count++ }\nfunction Get-Other { 'script' }",
        m__late="$script:late = 'here'; Get-Other",
    )
    (tmp_path / "m.psm1").write_text(
        "$script:count = 40\nforeach ($file in Get-ChildItem $PSScriptRoot/m -Filter st*.ps1) { . $file.FullName }\n"
        "function Run { & $PSScriptRoot/m/late.ps1; $late }\nExport-ModuleMember Get-State, Run"
    )
    assert output(tmp_path) == [41, 42, ""]
    (tmp_path / "main.ps1").write_text('Import-Module $PSScriptRoot/m.psm1; Run; "[$late]"')
    assert output(tmp_path) == ["script", None, "[]"]


def test_a_dotted_block_puts_its_arguments_away() -> None:
    script = (
        'function f { . { $args[0] } 9; "$args" }; f 1; . { param($x) $y = $x } 3; $y; 1 | . { process { $_ } }; "[$_]"'
    )
    assert Shell().run(script).output == [9, "1", 3, 1, "[]"]
