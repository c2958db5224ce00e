"""``$ExecutionContext`` and what a script requires."""

from __future__ import annotations

from pathlib import Path

import pytest

from psopenai_py import Shell

from ..running import error_ids, texts

CONTEXT = "$x = $ExecutionContext.InvokeCommand; "


def output(script: str) -> list[object]:
    result = Shell(environ={"PATH": "", "HOME": "/"}).run(script)
    assert ([str(e) for e in result.errors], result.terminated_by) == ([], None)
    return result.output


def test_scripts_are_invoked_in_all_forms() -> None:
    assert output(CONTEXT + "$x.InvokeScript('1; 2').Count; $x.InvokeScript('$args[1]', 'a', 'b')") == [2, "b"]
    assert output(CONTEXT + "$x.InvokeScript('$new = 1'); \"[$new]\"") == ["[]"]
    dotted = "$null = $x.InvokeScript($false, { $new = $args[0] }, $null, 5); $new"
    assert output(CONTEXT + dotted) == [5]
    assert output(
        CONTEXT + '$x.InvokeScript($true, { $inner = 1; $input | % { $_ * 2 } }, @(3, 4), $null); "[$inner]"'
    ) == [6, 8, "[]"]
    assert output(CONTEXT + "$x.InvokeScript('$y = 3; $y', $false, 'None', $null, $null); $y") == [3, 3]
    module = "$m = New-Module { $own = 'module' }; "
    assert output(CONTEXT + module + "$x.InvokeScript($m.SessionState, { $own }, @())") == ["module"]
    function = (
        "function f { [CmdletBinding()] param() $x = 'of f'\n"
        "$ExecutionContext.InvokeCommand.InvokeScript($PSCmdlet.SessionState, { $x }) }; f"
    )
    assert output(function) == ["of f"]


def test_commands_are_found() -> None:
    assert output(
        "function Get-Own {}; "
        + CONTEXT
        + "$x.GetCommand('get-own', 'Function').Name; $x.GetCommands('*-Own', 'All', $true).Name"
    ) == ["Get-Own", "Get-Own"]
    assert output(
        CONTEXT
        + "$x.GetCommand('Get-Date', 'Function'); $x.GetCmdlet('get-date').Name; $x.NewScriptBlock('1 + 1').Invoke()"
    ) == [None, "Get-Date", 2]
    assert output("$ExecutionContext.SessionState.LanguageMode; $ExecutionContext.SessionState.Module") == [
        "FullLanguage",
        None,
    ]
    assert output("$s = $ExecutionContext.SessionState.PSVariable; $s.Set('v', 4); $v; $s.Remove('v'); \"[$v]\"") == [
        4,
        "[]",
    ]


@pytest.mark.parametrize(
    ("line", "error_id"),
    [
        ("#requires -Version 99.0", "ScriptRequiresUnmatchedPSVersion"),
        ("#Requires -PSEdition Desktop", "ScriptRequiresUnmatchedPSEdition"),
        ("#requires -Modules NoSuchModule, Other", "ScriptRequiresMissingModules"),
        (
            "#requires -Version 5.1 -Modules @{ ModuleName = 'PSOpenAI'; ModuleVersion = '99.0' }",
            "ScriptRequiresMissingModules",
        ),
        ("#requires -Version 7.2 -PSEdition Core -Modules PSOpenAI, 'Microsoft.PowerShell.Utility'", ""),
        ("#requires -Modules @{ModuleName='PSOpenAI';ModuleVersion='4.0'}, ./m.psm1", ""),
    ],
)
def test_requirements(line: str, error_id: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "m.psm1").write_text("function Get-Own { 1 }")
    (tmp_path / "s.ps1").write_text(f"{line}\n'ran'")
    result = Shell().run("try { ./s.ps1 } catch { $_.FullyQualifiedErrorId; $_.Exception.GetType().Name }")
    assert result.output == ([error_id, "ScriptRequiresException"] if error_id else ["ran"])


def test_the_syntax_of_a_text_is_checked_without_running_it() -> None:
    parser = "using namespace System.Management.Automation.Language\n$e = $t = $null; "
    script = parser + "$null = [Parser]::ParseInput(\"'ok'`n}\", [ref]$t, [ref]$e); "
    assert texts(script + '$e.ForEach({ "$($_.Extent.StartLineNumber) $($_.ErrorId)" }); $t[0].Text') == [
        "2 UnexpectedToken",
        "'ok'",
    ]
    tree = parser + "$a = [Parser]::ParseInput('exit 3; 5', [ref]$null, [ref]$e); "
    assert output(tree + "$e.Count; $a.EndBlock.Statements.Count") == [0, 2]


def test_the_syntax_of_a_file_is_checked(tmp_path: Path) -> None:
    (tmp_path / "a.ps1").write_text("function f {")
    script = f"$e = $null; $null = [System.Management.Automation.Language.Parser]::ParseFile('{tmp_path}/a.ps1', "
    assert output(script + "[ref]$null, [ref]$e); $e.ErrorId; $e[0].IncompleteInput") == ["MissingEndCurlyBrace", True]
    assert error_ids(script.replace("a.ps1", "b.ps1") + "[ref]$null, [ref]$e)") == ["FileNotFoundException"]


def test_cmdlet_names_the_common_parameters() -> None:
    script = (
        "using namespace System.Management.Automation\n"
        "function f { [CmdletBinding(SupportsShouldProcess)] param($Own) $PSCmdlet -is [Cmdlet] }; f; "
        "$all = [Cmdlet]::CommonParameters + [Cmdlet]::OptionalCommonParameters; "
        "(Get-Command f).Parameters.Keys.Where({ $_ -notin $all }); 'UseTransaction' -in $all"
    )
    assert texts(script) == ["True", "Own", "True"]
