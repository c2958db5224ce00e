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
