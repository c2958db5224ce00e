"""Get-Error, $ErrorView and $PSStyle."""

from __future__ import annotations

from ..conftest import Run


def test_get_error_tells_all(run: Run) -> None:
    script = "Get-Item nothing -ErrorAction SilentlyContinue; "
    assert run(script + "(Get-Error).FullyQualifiedErrorId; (Get-Error).psobject.TypeNames[0]").splitlines() == [
        "PathNotFound,Microsoft.PowerShell.Commands.GetItemCommand",
        "System.Management.Automation.ErrorRecord#PSExtendedError",
    ]
    shown = run(script + "Get-Error")
    for part in ("ItemNotFoundException", "CategoryInfo", "PathNotFound", "MyCommand", "Get-Item"):
        assert part in shown
    assert run("1..3 | ForEach-Object { Write-Error $_ -ea 0 }; @(Get-Error -Newest 2).Count") == "2"
    assert "Type" in run("[Exception]::new('o', [FormatException]::new('i')) | Get-Error")


def test_error_views(run: Run) -> None:
    script = "try { Get-Item nothing -ErrorAction Stop } catch { $e = $_ }; $ErrorView = '%s'; $e | Out-String"
    assert "+ FullyQualifiedErrorId : PathNotFound" in run(script % "NormalView")
    assert run(script % "CategoryView").strip().startswith("ObjectNotFound: (")
    assert "CategoryInfo" in run(script % "DetailedView")
    assert run("$ErrorView.GetType().Name; $ErrorView = 'normalview'; \"$ErrorView\"") == "ErrorView\nNormalView"


def test_the_style_of_text(run: Run) -> None:
    assert run('$PSStyle.Foreground.BrightRed -eq "`e[91m"; $PSStyle.Bold -eq "`e[1m"') == "True\nTrue"
    assert run('$PSStyle.Background.FromRgb(1, 2, 3) -eq "`e[48;2;1;2;3m"') == "True"
    assert run('$PSStyle.Formatting.Error = "`e[35m"; $PSStyle.Formatting.Error -eq "`e[35m"') == "True"
    assert run("$PSStyle.OutputRendering = 'PlainText'; \"$($PSStyle.OutputRendering)\"") == "PlainText"
