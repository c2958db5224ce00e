from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from ..conftest import Run
from ..running import error_ids, output

Errors = Ids = Callable[[str], list[str]]
_COMMANDS = "Microsoft.PowerShell.Commands."


@pytest.fixture
def tree(folder: Path) -> Path:
    """Some files: a.txt, B.TXT, .hidden, sub/c.log, sub/deep/d.txt."""
    (folder / "sub" / "deep").mkdir(parents=True)
    for name in ("a.txt", "B.TXT", ".hidden", "sub/c.log", "sub/deep/d.txt"):
        (folder / name).write_text("x\n")
    return folder


@pytest.mark.parametrize(
    ("options", "names"),
    [
        ("", "sub a.txt B.TXT"),
        ("-Force", "sub .hidden a.txt B.TXT"),
        ("-Hidden", ".hidden"),
        ("-File", "a.txt B.TXT"),
        ("-Directory", "sub"),
        ("-Attributes Directory", "sub"),
        ("-Attributes '!Directory+!Hidden'", "a.txt B.TXT"),
        ("*.txt", "a.txt B.TXT"),
        ("[a]*", "a.txt"),
        ("-Filter *.txt", "a.txt B.TXT"),
        ("-Exclude *.txt", "sub"),
        ("-Recurse -Include *.txt", "a.txt B.TXT sub/deep/d.txt"),
        ("*.txt -Recurse", "a.txt B.TXT sub/deep/d.txt"),
        ("-Depth 1 -File", "a.txt B.TXT sub/c.log"),
        ("-LiteralPath '*.txt' -ErrorAction Ignore", ""),
        ("none*", ""),
    ],
)
def test_listing(run: Run, tree: Path, options: str, names: str) -> None:
    assert run(f"(Get-ChildItem {options} -Name) -join ' '") == names


def test_an_item_knows_where_it_is(run: Run, tree: Path) -> None:
    script = """$i = Get-Item a.txt; $i.PSChildName; $i.PSIsContainer; "$i"; $i -is [System.IO.FileInfo]
    $i.PSParentPath; ($i.PSPath | Get-Content -LiteralPath { $_ }); (Get-Item sub).GetType().Name"""
    here = str(tree)
    parent = f"Microsoft.PowerShell.Core\\FileSystem::{here}"
    assert run(script) == f"a.txt\nFalse\n{here}/a.txt\nTrue\n{parent}\nx\nDirectoryInfo"


def test_making_copying_moving_renaming_removing(run: Run, folder: Path) -> None:
    run(
        """$null = New-Item d/f.txt -Value seed -Force; Copy-Item d/f.txt g.txt; Copy-Item d e -Recurse
        Move-Item g.txt e; Rename-Item e/g.txt h.txt; Remove-Item d -Recurse"""
    )
    found = sorted(str(path.relative_to(folder)) for path in folder.rglob("*"))
    assert found == ["e", "e/f.txt", "e/h.txt"]


@pytest.mark.parametrize(
    ("script", "error"),
    [
        ("Get-Item none", "PathNotFound,{}GetItemCommand ObjectNotFound"),
        ("Get-Item .hidden", "ItemNotFound,{}GetItemCommand ObjectNotFound"),
        ("Get-ChildItem none", "PathNotFound,{}GetChildItemCommand ObjectNotFound"),
        ("Remove-Item none", "PathNotFound,{}RemoveItemCommand ObjectNotFound"),
        ("Remove-Item sub", "InvalidOperation,{}RemoveItemCommand InvalidOperation"),
        ("Remove-Item .hidden", "RemoveFileSystemItemUnAuthorizedAccess,{}RemoveItemCommand PermissionDenied"),
        ("Copy-Item none x", "PathNotFound,{}CopyItemCommand ObjectNotFound"),
        ("Copy-Item a.txt a.txt", "CopyError,{}CopyItemCommand WriteError"),
        ("Move-Item a.txt B.TXT", "MoveFileInfoItemIOError,{}MoveItemCommand WriteError"),
        ("Rename-Item none x", "InvalidOperation,{}RenameItemCommand InvalidOperation"),
        ("Rename-Item a.txt B.TXT", "RenameItemIOError,{}RenameItemCommand WriteError"),
        ("New-Item a.txt", "NewItemIOError,{}NewItemCommand WriteError"),
        ("New-Item sub -ItemType Directory", "DirectoryExist,{}NewItemCommand ResourceExists"),
        ("Get-Item nodrive:x", "DriveNotFound,{}GetItemCommand ObjectNotFound"),
        ("Set-Location none", "PathNotFound,{}SetLocationCommand ObjectNotFound"),
        ("Resolve-Path none", "PathNotFound,{}ResolvePathCommand ObjectNotFound"),
    ],
)
def test_errors(errors: Errors, tree: Path, script: str, error: str) -> None:
    assert errors(script) == [error.format(_COMMANDS)]


def test_wildcards_that_find_nothing_are_no_error(run: Run, tree: Path) -> None:
    assert run("Remove-Item none*; Copy-Item none* sub; (Resolve-Path none* | Measure-Object).Count") == "0"


def test_environment_variables_are_items(run: Run) -> None:
    script = """Set-Item Env:X one; $env:X; Test-Path Env:X; (Get-Item Env:X).Value; Get-Content Env:X
    (Get-ChildItem Env:X).Name; Remove-Item Env:X; Test-Path Env:X"""
    assert run(script) == "one\nTrue\none\none\nX\nFalse"


def test_variables_functions_and_aliases_are_items(run: Run) -> None:
    script = """$v = 5; Get-Content Variable:v; (Get-Item Variable:v).Value; Remove-Item Variable:v
    Test-Path Variable:v
    Set-Item Function:Hey { "hey $args" }; Hey you; Test-Path Function:hey; Remove-Item Function:Hey
    Test-Path Function:Hey; Set-Item Alias:gx Get-Content; (Get-Item Alias:gx).Definition"""
    assert run(script) == "5\n5\nFalse\nhey you\nTrue\nFalse\nGet-Content"


def test_hashes(run: Run, tree: Path) -> None:
    assert run("(Get-FileHash a.txt -Algorithm MD5).Hash") == "401B30E3B8B5D629635A5C613CDB7919"


NEW_ITEM = "Microsoft.PowerShell.Commands.NewItemCommand"


def test_a_link_needs_a_target_and_a_free_name(ids: Ids, folder: Path) -> None:
    assert ids("New-Item l -ItemType SymbolicLink") == [f"ArgumentNull,{NEW_ITEM}"]
    (folder / "d").mkdir()
    assert ids("New-Item d -ItemType SymbolicLink -Target x") == [f"SymLinkExists,{NEW_ITEM}"]


def test_links_have_their_type_and_the_systems_separators(run: Run, folder: Path) -> None:
    (folder / "d").mkdir()
    assert run("$null = New-Item l -ItemType sym -Target .\\d; (Get-Item l).Target; (Get-Item l).GetType().Name") == (
        "./d\nDirectoryInfo"
    )
    run("$null = New-Item f; $null = New-Item h -ItemType HardLink -Target f")
    assert run("(Get-Item h).LinkType; (Get-Item d).LinkType") == "HardLink"


def test_nothing_is_copied_onto_itself_through_links(ids: Ids, folder: Path) -> None:
    (folder / "d").mkdir()
    (folder / "l").symlink_to("d")
    (folder / "m").symlink_to("d")
    wrong = ["CopyError,Microsoft.PowerShell.Commands.CopyItemCommand"]
    assert ids("Copy-Item l d") == ids("Copy-Item l m") == wrong


def test_properties_of_files_are_set(run: Run, ids: Ids, folder: Path) -> None:
    (folder / "f").write_text("x")
    assert run("Set-ItemProperty f IsReadOnly $true; (Get-Item f).IsReadOnly; (Get-Item f).Mode") == "True\n--r--"
    assert ids("Remove-Item f") == [
        "RemoveFileSystemItemUnAuthorizedAccess,Microsoft.PowerShell.Commands.RemoveItemCommand"
    ]
    run("Set-ItemProperty f -InputObject @{ IsReadOnly = $false; LastWriteTime = '2020-03-04' }")
    assert run("(Get-Item f).IsReadOnly; (Get-Item f).LastWriteTime.ToString('d')") == "False\n3/4/2020"
    command = "Microsoft.PowerShell.Commands.SetItemPropertyCommand"
    assert ids("Set-ItemProperty f Nope 1; Set-ItemProperty f Length 1; Set-ItemProperty Env:PATH A 1") == [
        f"PropertyNotFound,{command}",
        f"SetPropertyError,{command}",
        f"NotSupported,{command}",
    ]


def test_a_property_is_cleared_and_a_file_unblocked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text("x")
    text = "Set-ItemProperty a.txt IsReadOnly $true; Clear-ItemProperty a.txt IsReadOnly; (Get-Item a.txt).IsReadOnly"
    assert output(text) == [False]
    assert error_ids("Clear-ItemProperty a.txt LastWriteTime; Clear-ItemProperty a.txt Colour") == [
        "ClearPropertyError,Microsoft.PowerShell.Commands.ClearItemPropertyCommand",
        "PropertyNotFound,Microsoft.PowerShell.Commands.ClearItemPropertyCommand",
    ]
    assert output("Get-Item a.txt | Unblock-File; Unblock-File *.txt; Get-Content a.txt") == ["x"]
    assert error_ids("Unblock-File gone.txt") == ["PathNotFound,Microsoft.PowerShell.Commands.UnblockFileCommand"]
