"""Drives: names with values, folders under a name, and the location on them."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from psopenai_py import Shell

from ..conftest import Run
from ..running import error_ids, output

Ids = Callable[[str], list[str]]


def test_the_location_may_be_a_drive_of_names(run: Run, shell: Shell, folder: Path) -> None:
    shell.session.environ["MINE"] = "value"
    assert run(
        "Set-Location Env:; $PWD.Path; $PWD.Drive.Name; Get-Content MINE; Test-Path ./MINE; (Get-ChildItem MI*).Name"
    ) == ("Env:/\nEnv\nvalue\nTrue\nMINE")
    run("Push-Location Variable:; $here = 3; Set-Item here 4; Pop-Location")
    assert run('$here; "$PWD"; Set-Location -; "$PWD"') == "4\nEnv:/\nVariable:/"
    assert (
        run('Set-Location Function:; Set-Location /; "$PWD"; Set-Location Env:; Set-Location ~; $PWD.Drive.Name')
        == "/\n/"
    )


def test_folders_as_drives(run: Run, folder: Path) -> None:
    (folder / "data" / "in").mkdir(parents=True)
    assert run("(New-PSDrive Data FileSystem ./data -Description d).Root") == str(folder / "data")
    assert run(
        'Set-Location Data:/in; "$PWD"; $PWD.ProviderPath; Set-Location ..; "$PWD"; '
        "'x' > Data:\\a.txt; Get-Content a.txt"
    ) == (f"Data:/in\n{folder}/data/in\nData:/\nx")
    assert (
        run("(Get-PSDrive Data).Description; (Get-PSDrive -PSProvider FileSystem).Name -join ','") == "d\n/,Data,Temp"
    )
    assert run("(Get-ChildItem Data:/*.txt).Name; Test-Path Data:/a.txt; (Resolve-Path Data:/a.txt).Path") == (
        "a.txt\nTrue\nData:/a.txt"
    )
    run("Set-Location /; Remove-PSDrive Data")
    assert run("Test-Path Data:/a.txt") == "False"
    assert sorted(os.listdir(folder / "data")) == ["a.txt", "in"]


def test_drives_that_cannot_be(errors: Callable[[str], list[str]]) -> None:
    name = "Microsoft.PowerShell.Commands.NewPSDriveCommand"
    assert errors("New-PSDrive Temp FileSystem /; New-PSDrive X FileSystem /none") == [
        f"DriveAlreadyExists,{name} ResourceExists",
        f"DriveRootError,{name} ReadError",
    ]
    assert errors(r"Get-Content C:\x; Remove-PSDrive Nope") == [
        "DriveNotFound,Microsoft.PowerShell.Commands.GetContentCommand ObjectNotFound",
        "DriveNotFound,Microsoft.PowerShell.Commands.RemovePSDriveCommand ObjectNotFound",
    ]


def test_a_job_has_a_location_of_its_own(run: Run, folder: Path) -> None:
    (folder / "sub").mkdir()
    script = 'Start-Job { Set-Location sub; \'x\' > y.txt; "$PWD" } | Receive-Job -Wait; "$PWD"; Test-Path sub/y.txt'
    assert run(script) == f"{folder}/sub\n{folder}\nTrue"


def test_links_in_a_circle_are_followed_once(run: Run, shell: Shell, folder: Path) -> None:
    (folder / "a" / "b").mkdir(parents=True)
    (folder / "a" / "b" / "up").symlink_to(folder / "a")
    (folder / "other").mkdir()
    (folder / "other" / "f").touch()
    (folder / "a" / "side").symlink_to(folder / "other")
    result = shell.run(
        "(Get-ChildItem a -Recurse -FollowSymlink -Name) -join ' '; (Get-ChildItem a -Recurse -Name) -join ' '"
    )
    assert result.output == ["b side b/up side/f", "b side b/up"]
    assert [("leads back" in text) for text in result.warnings] == [True]


def test_values_of_properties(run: Run, errors: Callable[[str], list[str]], folder: Path) -> None:
    (folder / "f.txt").write_text("12345")
    assert run("Get-ItemPropertyValue f.txt -Name Length, Name") == "5\nf.txt"
    assert len(errors("Get-ItemPropertyValue f.txt Nope")) == 1


def test_names_with_a_scope(run: Run) -> None:
    script = "function outer { Set-Item function:global:Made { 'made' }; Set-Item variable:script:v 3; "
    script += "Set-Item alias:global:mm Made }; outer; Made; $v; mm; "
    assert run(script + "Test-Path function:global:Made; (Get-Content variable:global:v)") == "made\n3\nmade\nTrue\n3"
    assert run("Remove-Item function:global:Made; Test-Path function:Made") == "False"


def test_a_drive_has_a_folder_of_its_own(run: Run, folder: Path) -> None:
    (folder / "data" / "in").mkdir(parents=True)
    run("$null = New-PSDrive Data FileSystem ./data; Set-Location Data:/in; 'x' > Data:a.txt; Set-Location /")
    assert (folder / "data" / "in" / "a.txt").read_text() == "x\n"
    assert run('Set-Location Data:; "$PWD"; Resolve-Path . -Relative; (Resolve-Path a.txt).Path') == (
        "Data:/in\n./\nData:/in/a.txt"
    )


def test_stacks_of_locations_are_made_by_push(ids: Ids) -> None:
    for text, name in (("Pop-Location -", "Pop"), ("Get-Location -", "Get"), ("Set-Location -", "Set")):
        command = f"Microsoft.PowerShell.Commands.{name}LocationCommand"
        assert ids(f"{text}StackName nope") == [f"Argument,{command}"]


def test_the_end_of_a_drives_item_is_not_read(ids: Ids) -> None:
    assert ids("Get-Content Variable:PSHOME -Tail 1") == [
        "TailNotSupported,Microsoft.PowerShell.Commands.GetContentCommand"
    ]


def test_providers_with_their_drives() -> None:
    assert output("(Get-PSProvider).Name") == ["Alias", "Environment", "FileSystem", "Function", "Variable"]
    assert output("(Get-PSProvider env*).Drives.Name") == ["Env"]
    assert error_ids("Get-PSProvider Registry") == [
        "ProviderNotFound,Microsoft.PowerShell.Commands.GetPSProviderCommand"
    ]
