"""Modules as public ones are built: folders of functions, classes, manifests, modules in modules."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from psopenai_py import Shell
from psopenai_py.engine.values.text import to_text

from .module_folders import make_modules

Lines = Callable[[str], list[str]]


@pytest.fixture
def shell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Shell:
    monkeypatch.chdir(tmp_path)
    return Shell(environ={"PATH": "", "HOME": str(tmp_path), "PSModulePath": str(make_modules(tmp_path))})


@pytest.fixture
def lines(shell: Shell) -> Lines:
    """The output of a script that must not fail, as texts."""

    def lines(script: str) -> list[str]:
        result = shell.run(script)
        ended = [] if result.terminated_by is None else [result.terminated_by]
        assert [f"{e.fully_qualified_error_id}: {e}" for e in [*result.errors, *ended]] == []
        return [to_text(each) for each in result.output]

    return lines


def test_dot_sourced_folders(lines: Lines) -> None:
    assert lines("'a', 'b' | Add-Item2; Get-Item2; gi2 '*b*'") == ["<a> Plain", "<b> Plain", "<b> Plain"]
    assert lines('Get-Command Format-Name -ErrorAction Ignore; "[$Store]"; $script:Store') == ["[]", ""]
    assert lines('try { 1..3 | Add-Item2 } catch { "$_" }') == ["no more than 3"]
    assert lines("$m = Get-Module Folders; $m.Version; $m.Author; $m.Tags; $m.ProjectUri; $m.ExportedAliases.Keys") == [
        "2.1.0", "A. Writer", "one", "two", "https://example.com/folders", "gi2",
    ]  # fmt: skip
    assert lines("$m.Path; $m.ModuleBase; $m.Guid; $m.ExportedFunctions.Keys; $m.ModuleType") == [
        str(Path("Modules/Folders/Folders.psm1").resolve()), str(Path("Modules/Folders").resolve()),
        "6b5f1a7e-0001-4000-8000-000000000001", "Add-Item2", "Get-Item2", "Script",
    ]  # fmt: skip


def test_files_read_as_text(lines: Lines) -> None:
    assert lines("Import-Module Texts; Get-Text") == ["text from Texts"]


def test_nested_modules(lines: Lines) -> None:
    assert lines("Import-Module Nested; Get-Part; Set-Part; Get-Command Get-PartHelp -ea Ignore") == [
        "first 1", "second 2 Get-Part",
    ]  # fmt: skip
    assert lines(
        "(Get-Module Nested).NestedModules.Name;(Get-Module).Name -match 'First'; "
        "(Get-Module -All).Name -match 'First'"
    ) == [
        "First", "Second", "First",
    ]  # fmt: skip
    assert lines("(Get-Command -Module Nested).Name; (Get-Command Get-Part).ModuleName; Nested\\Get-Part") == [
        "Get-Part", "Set-Part", "Nested", "first 1",
    ]  # fmt: skip


def test_a_module_of_a_module(lines: Lines) -> None:
    assert lines(
        "Import-Module Uses; Get-Use; Get-Command Get-MyHelp2, gh2 -ea Ignore; (Get-Module).Name -like 'Help*'"
    ) == ["mine"]


def test_versions(lines: Lines, shell: Shell) -> None:
    assert lines("Get-Which; (Get-Module Versions).Version") == ["10", "1.10.0"]
    assert lines("Remove-Module Versions; Import-Module Versions -RequiredVersion 1.9.2; Get-Which") == ["9"]
    assert lines("Remove-Module Versions; Import-Module Versions -MaximumVersion 1.5; Get-Which") == ["1"]
    assert lines(
        "Remove-Module Versions; Import-Module -FullyQualifiedName @{ ModuleName = 'Versions';"
        "ModuleVersion = '1.10' }; Get-Which"
    ) == ["10"]
    wanted = "Modules_ModuleWithVersionNotFound,Microsoft.PowerShell.Commands.ImportModuleCommand"
    assert [
        e.fully_qualified_error_id for e in shell.run("Import-Module Versions -MinimumVersion 2.0 -Force").errors
    ] == [wanted]
    assert [e.fully_qualified_error_id for e in shell.run("Import-Module PSOpenAI -MinimumVersion 9.0").errors] == [
        wanted
    ]
    assert lines("Import-Module PSOpenAI -MinimumVersion 4.0; (Get-Module PSOpenAI).Version") == ["4.49.0"]


def test_requirements_and_prefixes(lines: Lines, shell: Shell) -> None:
    assert lines("Import-Module Needs; Get-OwnNeed; $setup; (Get-Module Needs).RequiredModules.Name") == [
        "text from Texts, 10", "setup of Needs", "Texts", "Versions", "PSOpenAI",
    ]  # fmt: skip
    assert lines(
        "Import-Module Needs -Prefix Other -Force;Get-OtherNeed; "
        "Get-Command Get-Need, Get-OwnNeed -ea Ignore"
    )[:1] == [
        "text from Texts, 10",
    ]  # fmt: skip
    failed = shell.run("Import-Module Lacks").errors
    assert [e.fully_qualified_error_id for e in failed] == [
        "Modules_InvalidManifest,Microsoft.PowerShell.Commands.ImportModuleCommand"
    ]
    assert "NoSuchModule" in failed[0].message


def test_state_and_arguments(lines: Lines) -> None:
    assert lines(
        "Import-Module State -ArgumentList 5, @{ a = 1 } -DisableNameChecking;step; "
        "Step-State; $Shared; \"[$Count$Fixed]\""
    ) == [
        "6", "7", "shared", "[]",
    ]  # fmt: skip
    assert lines(
        "$Count = 'outer'; Invoke-Block { $Count };Each-Block { \"$_ $Count\" }; "
        "$Shared = 'changed'; & (Get-Module State) { $Shared }"
    ) == [
        "outer", "1 outer", "2 outer", "changed",
    ]  # fmt: skip
    assert lines("function f { $Count = 'of f'; Invoke-Block { $Count }; Each-Block { $Count } }; f") == ["of f"] * 3
    assert lines(
        "$m = Get-Module State; & $m { $script:Count };& $m { $Fixed }; . $m { $new = 1 }; "
        "& $m { $new }; & $m Step-State"
    ) == [
        "7", "7", "1", "8",
    ]  # fmt: skip
    assert lines("$m.Invoke({ $args[0] + $Count }, 100); $m.SessionState.PSVariable.GetValue('Count')") == ["108", "8"]
    assert lines("& $m.NewBoundScriptBlock({ $Count }); ($m.AsCustomObject()).'Step-State'()") == ["8", "9"]
    script = "$PSModuleAutoLoadingPreference = 'None'; Remove-Module State; $Gone"
    assert lines(f"{script}; Get-Command Step-State, step -ea Ignore; $Shared") == ["9", ""]


def test_texts_and_data(lines: Lines) -> None:
    assert lines("Get-Greeting Jo") == ["Hello Jo!"]
    assert lines("$d = Import-PowerShellDataFile Modules/Local/settings.psd1; $d.Size; $d.List; $d.Deep.On") == [
        "6", "a", "b", "True",
    ]  # fmt: skip


def test_classes_of_a_module(lines: Lines, tmp_path: Path) -> None:
    assert lines("Import-Module Types; (New-Shape 3).Area(); try { [Shape] } catch { 'unknown' }") == ["9", "unknown"]
    (tmp_path / "use.ps1").write_text(
        "using module ./Modules/Types/Types.psm1\n"
        "class Cube : Box { Cube([double]$s) : base($s) {} [double] Volume() { return $this.Area() * $this.Side } }\n"
        'function Show([Shape]$s) { "$($s.Colour) $s" }\nShow ([Box]::new(2)); [Cube]::new(2).Volume(); [Colour]::Red'
    )
    assert lines("./use.ps1") == ["Blue box of 2", "8", "Red"]
    assert lines("using module Types\n[Box]::new(1).Area()") == ["1"]


def test_classes_that_a_module_shares(lines: Lines) -> None:
    sorted_ = "'B', 'A', 'C' | ForEach-Object { [Grade]$_ } | Sort-Object"
    assert lines(f"Import-Module Shares; New-Grade B; [Grade]'A' -gt [Grade]'C'; {sorted_}") == [
        "grade B", "True", "grade C", "grade B", "grade A",
    ]  # fmt: skip
    assert lines('function f([Grade]$g) { "$g" }; f A; Import-Module Shares -Force; f B') == ["grade A", "grade B"]
    assert lines("Remove-Module Shares; try { [Grade]'A' } catch { $_.FullyQualifiedErrorId }") == ["TypeNotFound"]


def test_a_module_that_finds_itself(lines: Lines) -> None:
    assert lines("Import-Module Finds; Get-Outer; (Get-Command -Module Finds).Name") == ["inner of Finds", "Get-Outer"]
    assert lines("$m = Get-Module Finds; & $m { Get-Inner; $base -eq $args[0] } $m.ModuleBase") == [
        "inner of Finds", "True",
    ]  # fmt: skip
    assert lines("Remove-Module Finds; $Left") == ["left Finds"]


def test_files_of_types_and_views(lines: Lines, shell: Shell) -> None:
    assert lines("Import-Module Shows; (Get-Plots).Count; (Get-Plot).Area; (Get-Plot).Title") == ["2", "9", "north"]
    shown = shell.format(shell.run("Get-Plots").output)
    assert [line.split() for line in shown.splitlines() if line.strip()] == [
        ["PLOT", "Area"], ["----", "----"], ["NORTH", "9"], ["NORTH", "9"],
    ]  # fmt: skip


def test_what_is_available(lines: Lines) -> None:
    found = lines("(Get-Module -ListAvailable).Name")
    assert found[0] == "PSOpenAI"
    assert {"Folders", "Local", "Needs", "Nested", "State", "Texts", "Types", "Uses", "Versions"} <= set(found)
    assert lines(
        "(Get-Module -ListAvailable Nested, Versions).ForEach{"
        "    \"$($_.Name) $($_.Version) $($_.ExportedCommands.Keys)\" }"
    ) == [
        "Nested 1.0 Get-Part Set-Part", "Versions 1.10.0 Get-Which", "Versions 1.9.2 Get-Which",
        "Versions 1.0.0 Get-Which",
    ]  # fmt: skip
    assert lines("(Get-Module).Name -eq 'Nested'; Test-ModuleManifest Modules/Needs/Needs.psd1 | % Name") == ["Needs"]


def test_available_modules_by_path_and_version(lines: Lines) -> None:
    shown = ' | ForEach-Object { "$($_.Name) $($_.Version)" }'
    assert lines("Get-Module -ListAvailable ./Modules/Vers*" + shown) == [
        "Versions 1.10.0", "Versions 1.9.2", "Versions 1.0.0",
    ]  # fmt: skip
    wanted = "@{ ModuleName = './Modules/Versions'; RequiredVersion = '1.9.2' }"
    assert lines("Get-Module -ListAvailable -FullyQualifiedName " + wanted + shown) == ["Versions 1.9.2"]
    assert lines("Get-Module -ListAvailable -All Helper" + shown) == ["Helper 0.0"]
    assert lines("Get-Module -ListAvailable -PSEdition Core Versions" + shown)[0] == "Versions 1.10.0"
    assert lines(
        "try { Import-Module ./Modules/Uses/Uses.psm1 -MinimumVersion 2.0 -ea Stop } catch { $_.FullyQualifiedErrorId }"
    ) == ["Modules_ModuleWithVersionNotFound,Microsoft.PowerShell.Commands.ImportModuleCommand"]


def test_loading_by_itself(lines: Lines, shell: Shell) -> None:
    assert lines(
        "$PSModuleAutoLoadingPreference = 'None';try { Get-Which } catch { 'no' }; "
        "$PSModuleAutoLoadingPreference = 'All'; Get-Which"
    ) == [
        "no", "10",
    ]  # fmt: skip
    assert lines("State\\Step-State; (Get-Command Get-Which).Name; Get-Help Get-Item2 | % Name") == [
        "1",
        "Get-Which",
        "Get-Item2",
    ]


def test_choosing_what_is_imported(lines: Lines) -> None:
    assert lines("Import-Module Nested -Function Get-*; (Get-Command -Module Nested).Name") == ["Get-Part"]
    assert lines("function Get-Text { 'mine' }; Import-Module Texts -NoClobber; Get-Text; Texts\\Get-Text") == [
        "mine",
        "text from Texts",
    ]
    assert lines("$o = Import-Module State -AsCustomObject -DisableNameChecking; $o.'Step-State'(); $o.Shared") == [
        "1", "shared",
    ]  # fmt: skip
    assert lines("$x = Import-Module Types -PassThru; $x.Name; $x.GetType().FullName; \"$x\"") == [
        "Types", "System.Management.Automation.PSModuleInfo", "Types",
    ]  # fmt: skip


def test_the_scope_of_an_import(lines: Lines, tmp_path: Path) -> None:
    (tmp_path / "s.ps1").write_text(
        "Import-Module Types; function g { Import-Module State -Scope Local -DisableNameChecking; step }; g"
    )
    assert lines("./s.ps1; (New-Shape 2).Side; Get-Command step -ListImported -ea Ignore | % Source") == [
        "1",
        "2",
        "State",
    ]


def test_verbs_that_are_not_approved_are_warned_of(shell: Shell) -> None:
    assert "Each-Block" in shell.run("Import-Module State").warnings[0]
    assert shell.run("Import-Module State -DisableNameChecking; Import-Module Types").warnings == []
