"""Modules of script functions."""

from __future__ import annotations

from pathlib import Path

from ..running import error_ids, output, texts


def test_modules_from_blocks_and_files(tmp_path: Path) -> None:
    code = "$n = 1; function Inner { $n }; function Outer { Inner }; Export-ModuleMember -Function Outer"
    block = f"$m = New-Module {{ {code} }}; "
    assert output(f"{block}Outer; $null -eq (Get-Command Inner -ErrorAction SilentlyContinue)") == [1, True]
    (tmp_path / "Tools.psm1").write_text("function Get-Tool { 'tool' }")
    load = f"Import-Module {tmp_path}/Tools.psm1; "
    assert texts(f"{load}Get-Tool; (Get-Module Tools).Name") == ["tool", "Tools"]
    assert error_ids(f"{load}Remove-Module Tools; Get-Tool") == ["CommandNotFoundException"]
    assert error_ids("Import-Module nosuch") == [
        "Modules_ModuleNotFound,Microsoft.PowerShell.Commands.ImportModuleCommand"
    ]
    assert texts("Import-Module PSOpenAI; (Get-Module PSOpenAI).Version") == ["4.49.0"]


def test_modules_as_objects() -> None:
    made = "$m = New-Module -Name Dyn { function Get-Dyn { 'dyn' } }; "
    assert texts(made + "$m | Import-Module -PassThru | % Name; (Get-Module Dyn).Name; Import-Module $m; Get-Dyn") == [
        "Dyn", "Dyn", "dyn",
    ]  # fmt: skip
    assert texts(made + "$m | Import-Module; $m | Remove-Module; $null -eq (Get-Module Dyn)") == ["True"]
    specification = "[Microsoft.PowerShell.Commands.ModuleSpecification]"
    assert texts(f"$s = {specification}@{{ ModuleName = 'PSOpenAI'; ModuleVersion = '4.0' }}; $s.Name; $s.Version") == [
        "PSOpenAI", "4.0",
    ]  # fmt: skip
    assert texts("(Get-Module -FullyQualifiedName @{ ModuleName = 'PSOpenAI'; ModuleVersion = '4.0' }).Name") == [
        "PSOpenAI"
    ]
    assert texts(f"(Get-Module -FullyQualifiedName ({specification}'PSOpenAI')).Version") == ["4.49.0"]


def test_the_powershell_module_is_never_loaded(tmp_path: Path) -> None:
    folder = tmp_path / "PSOpenAI"
    folder.mkdir()
    (folder / "PSOpenAI.psm1").write_text("function Get-Batch { 'of PowerShell' }; function Get-Other { 1 }")
    (folder / "PSOpenAI.psd1").write_text("@{ RootModule = 'PSOpenAI.psm1'; ModuleVersion = '5.0' }")
    script = f"$env:PSModulePath = '{tmp_path}'; Import-Module '{folder}/PSOpenAI.psd1' -Force; "
    script += "(Get-Module PSOpenAI).Version; "
    assert texts(script + "(Get-Command Get-Batch).CommandType; @(Get-Module -ListAvailable PSOpenAI).Count") == [
        "4.49.0", "Cmdlet", "1",
    ]  # fmt: skip
    assert error_ids(script + "Get-Other")[-1:] == ["CommandNotFoundException"]


def test_scripts_that_prepare_the_gallery_go_on() -> None:
    script = """if ((Get-PSRepository PSGallery).InstallationPolicy -ne 'Trusted') { 'not trusted' }
        if ((Find-Module PSOpenAI).Version -gt (Get-InstalledModule PSOpenAI).Version) { 'newer' }
        (Get-PSRepository).Name"""
    assert output(script) == ["PSGallery"]
    assert error_ids("Get-PSRepository Other; Find-Module NoSuchModule") == [
        "SourceNotFound,Get-PSRepository",
        "NoMatchFound,Find-Module",
    ]


def test_a_module_whose_cmdlets_are_here_can_be_imported() -> None:
    assert output("Import-Module ThreadJob -PassThru -ErrorAction Stop | ForEach-Object Name") == ["ThreadJob"]
    listed = "(Get-Module).Name -contains 'ThreadJob'"
    assert output(f"{listed}; Import-Module ThreadJob; {listed}") == [False, True]
    assert error_ids("Import-Module ThreadJob -MinimumVersion 99.0") == [
        "Modules_ModuleWithVersionNotFound,Microsoft.PowerShell.Commands.ImportModuleCommand"
    ]


def test_a_command_has_the_version_of_its_module() -> None:
    made = "$m = New-Module M { function f { } } | Import-Module -PassThru; "
    assert output(made + "(Get-Command f).Version.ToString(); (Get-Command Get-Batch).Version.Major") == ["0.0", 4]
    assert output("function f { }; $null -eq (Get-Command f).Version") == [True]
