"""Drives: names with values, folders under a name, and the location on them."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from psopenai_py import Shell

from ..conftest import Run


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
        f"a.txt\nTrue\n{folder}/data/a.txt"
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
