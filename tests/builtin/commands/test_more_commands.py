"""Aliases in files, verbs, the call stack, and what Tab offers for a script."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from psopenai_py import Shell
from psopenai_py.frontends.completion import complete

from ..conftest import Run
from ..running import error_ids, texts


def test_aliases_go_through_a_file(run: Run, errors: Callable[[str], list[str]], folder: Path) -> None:
    run(
        "Set-Alias Zed Get-Date -Description 'a \"date\"'; New-Alias zee Get-Random; "
        "Export-Alias a.csv z*; Remove-Alias zed, zee"
    )
    assert (folder / "a.csv").read_text().splitlines()[-2:] == [
        '"zed","Get-Date","a ""date""","None"', '"zee","Get-Random","","None"',
    ]  # fmt: skip
    run("Import-Alias a.csv")
    assert (
        run("(Get-Alias zed).Description; (Get-Alias zed).Definition; zed -Year 2020 -Format yyyy")
        == 'a "date"\nGet-Date\n2020'
    )
    assert (
        errors("Import-Alias a.csv")
        == ["AliasAlreadyExists,Microsoft.PowerShell.Commands.ImportAliasCommand ResourceExists"] * 2
    )
    run("Export-Alias a.ps1 -As Script -Name zed; Remove-Alias zed; . ./a.ps1")
    assert run("(Get-Alias zed).Definition") == "Get-Date"


def test_the_call_stack(run: Run, folder: Path) -> None:
    (folder / "s.ps1").write_text("function f($x) { g 1 2 }\nfunction g { Get-PSCallStack }\nf y")
    assert run(
        "./s.ps1 | ForEach-Object { \"$($_.Command) $($_.Arguments) $($_.ScriptLineNumber) $($_.Location)\" }"
    ).split("\n")[:3] == [
        "g {1, 2} 2 s.ps1: line 2", "f {x=y} 1 s.ps1: line 1", "s.ps1 {} 3 s.ps1: line 3",
    ]  # fmt: skip


def test_verbs(run: Run) -> None:
    assert run(
        "(Get-Verb).Count -ge 98; (Get-Verb -Verb G*).Verb -join ' '; (Get-Verb Start).Group; "
        "(Get-Verb Get).AliasPrefix"
    ) == ("True\nGet Group Grant\nLifecycle\ng")


def test_dates_show_what_is_asked_for(run: Run) -> None:
    assert run("Get-Date '2024-05-06 07:08:09' -DisplayHint Date") == "Monday, May 6, 2024"
    assert run("Get-Date '2024-05-06 07:08:09' -DisplayHint Time") == "7:08:09\u202fAM"
    assert run(
        "(Get-Date -DisplayHint Time).DisplayHint; (Get-TimeZone -Id Europe/Berlin).Id; (Get-TimeZone Asia/Tok*).Id"
    ) == ("Time\nEurope/Berlin\nAsia/Tokyo")


def test_completers_of_scripts(shell: Shell) -> None:
    def offers(text: str) -> list[str]:
        return [match[0] for match in complete(shell.session, text).matches]

    shell.run(
        "function Do-It { param($Kind, $Size) }\n"
        "Register-ArgumentCompleter -CommandName Do-It -ParameterName Kind -ScriptBlock {\n"
        "  param($c, $p, $word, $ast, $bound)\n"
        "  'red', 'blue' | Where-Object { $_ -like \"$word*\" } | ForEach-Object {\n"
        "    [System.Management.Automation.CompletionResult]::new(\"$_$($bound.Size)\", $_, 'ParameterValue', $_) } }\n"
        "Register-ArgumentCompleter -Native -CommandName mytool -ScriptBlock {\n"
        "  param($word, $ast, $at) 'up', 'down' -like \"$word*\" }"
    )
    assert offers("Do-It -Kind r") == ["red"]
    assert offers("Do-It -Size 5 -Kind ") == ["red5", "blue5"]
    assert offers("mytool d") == ["down"]
    for ending in ("throw 'x'", "exit 3", "break"):
        shell.run(f"Register-ArgumentCompleter -CommandName Do-It -ParameterName Kind -ScriptBlock {{ {ending} }}")
        assert "red" not in offers("Do-It -Kind r")


ALIASES = "Microsoft.PowerShell.Commands."


def test_read_only_aliases_yield_to_force_and_constants_to_nothing() -> None:
    assert error_ids("Set-Alias a b -Option ReadOnly; Set-Alias a c; Remove-Alias a; Set-Alias a c -Force") == [
        f"AliasNotWritable,{ALIASES}SetAliasCommand",
        f"AliasNotRemovable,{ALIASES}RemoveAliasCommand",
    ]
    assert error_ids("Set-Alias a b -Option Constant; New-Alias a c -Force; Remove-Alias a -Force") == [
        f"AliasNotWritable,{ALIASES}NewAliasCommand",
        f"AliasNotRemovable,{ALIASES}RemoveAliasCommand",
    ]


def test_an_alias_of_all_scopes_is_changed_from_below() -> None:
    assert texts("Set-Alias a b -Option AllScope; & { Set-Alias a c }; (Get-Alias a).Definition") == ["c"]


def test_an_alias_can_be_described() -> None:
    assert texts("$a = Get-Alias gci; $a.Description = 'd'; $a.Description") == ["d"]


def test_the_definition_of_a_cmdlet_is_its_syntax() -> None:
    assert texts("(Get-Command Pop-Location).Definition.Trim()") == [
        "Pop-Location [-PassThru] [-StackName <string>] [<CommonParameters>]"
    ]


def test_the_parameters_of_a_script_file(run: Run, folder: Path) -> None:
    (folder / "x.ps1").write_text("param($First, [switch]$Second)")
    assert run("$c = Get-Command ./x.ps1; $c.Parameters.Keys -join ','; $c.ScriptBlock") == (
        "First,Second\nparam($First, [switch]$Second)"
    )


def test_commands_by_the_type_of_a_parameter_and_by_module() -> None:
    assert "ConvertTo-Html" in texts("Get-Command -ParameterType hashtable | ForEach-Object Name")
    assert texts(
        "(Get-Command Get-D* -FullyQualifiedModule @{ ModuleName = 'Microsoft.PowerShell.Utility' }).Name"
    ) == ["Get-Date"]
