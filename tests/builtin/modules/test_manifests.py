"""Manifests, data files, and the cmdlets for galleries."""

from __future__ import annotations

from pathlib import Path

import pytest

from ..conftest import Run
from ..running import error_ids, output, texts
from ..running import run as run_text


def test_a_manifest_is_written_and_read(run: Run, folder: Path) -> None:
    (folder / "Tools.psm1").write_text("function Get-Tool { 'tool' }")
    run(
        "New-ModuleManifest ./Tools.psd1 -RootModule Tools.psm1 -ModuleVersion 1.5 -Author 'O''Hara' -Description d "
        "-FunctionsToExport Get-Tool, Set-Tool -AliasesToExport @() -Tags a, b -ProjectUri https://example.com/x "
        "-RequiredModules @{ ModuleName = 'PSOpenAI'; ModuleVersion = '4.0' }"
    )
    assert run(
        '$m = Test-ModuleManifest ./Tools.psd1; "$($m.Name) $($m.Version) $($m.Author) $($m.Tags) $($m.ProjectUri)"'
    ) == ("Tools 1.5 O'Hara a b https://example.com/x")
    assert run(
        "$d = Import-PowerShellDataFile Tools.psd1; $d.AliasesToExport.Count; $d.FunctionsToExport -join ','"
    ) == ("0\nGet-Tool,Set-Tool")
    assert run("Import-Module ./Tools.psd1; Get-Tool; (Get-Module Tools).RequiredModules.Name") == "tool\nPSOpenAI"


def test_manifests_that_are_refused(folder: Path) -> None:
    for text, why in (
        ("@{ ModuleVersion = '1.0'; Unknown = 1 }", "unknown"),
        ("@{ Author = 'x' }", "ModuleVersion"),
        ("@{ ModuleVersion = (Get-Date) }", "would run code"),
        ("@{ ModuleVersion = '1.0'; RootModule = 'none.psm1' }", "none.psm1"),
        ("'text'", "one table"),
    ):
        (folder / "x.psd1").write_text(text)
        for command in ("Test-ModuleManifest", "Import-Module"):
            (found,) = run_text(f"{command} {folder}/x.psd1").errors
            assert why in found.message
            assert found.error_id in ("Modules_InvalidManifest", "Modules_ModuleFileNotFound")
    assert error_ids(f"Import-Module {folder}/none.psd1")[0].startswith("Modules_ModuleNotFound,")


def test_data_files_run_no_code(folder: Path) -> None:
    for text, error_id in (
        ("@{ a = $(1) + $x }", "InvalidOperationException"),
        ("@{ a = [System.IO.File]::ReadAllText('/etc/passwd') }", "InvalidOperationException"),
        ("@{ a = { 1 } }", "InvalidOperationException"),
        ("@{ a = rm -r x }", "InvalidOperationException"),
        ("@{ a = $env:HOME }", "InvalidOperationException"),
        ("1", "CouldNotParseAsPowerShellDataFileNoHashtableRoot"),
        ("@{ a = ", "CouldNotParseAsPowerShellDataFile"),
    ):
        (folder / "x.psd1").write_text(text)
        name = "Microsoft.PowerShell.Commands.ImportPowerShellDataFileCommand"
        assert error_ids(f"Import-PowerShellDataFile {folder}/x.psd1") == [f"{error_id},{name}"]
    (folder / "x.psd1").write_text(
        "@{ e = if ($PSEdition -eq 'Core') { 'c' } else { 'd' }\nr = $PSScriptRoot; n = -1\nl = 1..3 }"
    )
    result = run_text(f"$d = Import-PowerShellDataFile {folder}/x.psd1; $d.e; $d.r; $d.n; $d.l.Count")
    assert result.output == ["c", str(folder), -1, 3]


def test_galleries() -> None:
    assert run_text("Install-Module PSOpenAI -Scope CurrentUser -Force; Update-Module PSOpenAI").errors == []
    assert run_text("Set-PSRepository PSGallery -InstallationPolicy Trusted; Install-PSResource PSOpenAI").errors == []
    assert run_text("(Get-InstalledModule PSOpenAI).Version").output == ["4.49.0"]
    assert run_text("(Install-Module PSOpenAI -PassThru -Force).Name").output == ["PSOpenAI"]
    for script in ("Install-Module NoSuchModule", "Install-Module PSOpenAI -MinimumVersion 99.0"):
        assert error_ids(script) == ["NoMatchFoundForCriteria,Install-Module"]
    assert error_ids("Get-InstalledModule NoSuchModule") == ["NoMatchFound,Get-InstalledModule"]


SPEC = "using namespace Microsoft.PowerShell.Commands\n"


def test_a_specification_of_a_module_as_text() -> None:
    made = SPEC + "$s = [ModuleSpecification]::new(@{ ModuleName = 'M'; ModuleVersion = '1.0'; MaximumVersion = '2.*'; "
    made += "Guid = '00000000-0000-0000-0000-000000000001' }); $c = $null; "
    made += '[ModuleSpecification]::TryParse("$s", [ref]$c); "$($c.Name) $($c.Version) $($c.MaximumVersion)"; '
    assert output(made + "$c.Guid -eq $s.Guid; \"$([ModuleSpecification]'Only')\"") == [True, "M 1.0 2.*", True, "Only"]
    assert output(SPEC + "[ModuleSpecification]::TryParse('@{ A', [ref]$null)") == [False]


@pytest.mark.parametrize(
    "table",
    [
        "ModuleVersion = '1.0'",
        "ModuleName = 'M'",
        "ModuleName = 'M'; ModuleVersion = '1.0'; RequiredVersion = '1.0'",
        "ModuleName = 'M'; RequiredVersion = 'new'",
        "ModuleName = 'M'; RequiredVersion = '1.0'; Colour = 'red'",
    ],
)
def test_a_table_that_specifies_no_module(table: str) -> None:
    assert len(error_ids(SPEC + f"[ModuleSpecification]::new(@{{ {table} }})")) == 1
    assert len(error_ids(f"Get-Module -FullyQualifiedName @{{ {table} }}")) == 1


def test_a_large_data_file_is_asked_for(tmp_path: Path) -> None:
    file = tmp_path / "big.psd1"
    file.write_text("@{" + "; ".join(f"k{number} = {number}" for number in range(501)) + "}")
    assert texts(f"(Import-PowerShellDataFile '{file}' -SkipLimitCheck).Count") == ["501"]
    assert error_ids(f"Import-PowerShellDataFile '{file}'") == [
        "InvalidOperationException,Microsoft.PowerShell.Commands.ImportPowerShellDataFileCommand"
    ]
