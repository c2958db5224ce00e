"""Get-Command, aliases, modules, history and Invoke-Expression."""

from __future__ import annotations

from psopenai_py.builtin.commands.get_history import remember_line
from psopenai_py.dotnet.time.datetime import DateTime
from psopenai_py.shell import Shell

from ..running import error_ids, output, run, texts

COMMANDS = "Microsoft.PowerShell.Commands."


def test_commands_are_found_by_name_wildcard_and_kind() -> None:
    start = "function Plain-It { 'p' }; filter Flt-It { $_ }; Set-Alias pit Plain-It; "
    assert texts(f'{start}Get-Command Plain-It, Flt-It, pit | ForEach-Object {{ "$($_.Name) $($_.CommandType)" }}') == [
        "Plain-It Function",
        "Flt-It Filter",
        "pit Alias",
    ]
    assert texts(f"{start}(Get-Command pit).ResolvedCommand.Name") == ["Plain-It"]
    assert texts("Get-Command -Verb Out -Noun *l* | ForEach-Object Name") == ["Out-Default", "Out-File", "Out-Null"]
    assert error_ids("Get-Command nosuch") == [f"CommandNotFoundException,{COMMANDS}GetCommandCommand"]


def test_the_syntax_has_a_line_per_set() -> None:
    script = (
        "function Get-Thing { [CmdletBinding(DefaultParameterSetName='Name')] param("
        "[Parameter(ParameterSetName='Name', Position=0)][string]$Name, "
        "[Parameter(ParameterSetName='Id', Mandatory)][int]$Id, $Kind) }; Get-Command Get-Thing -Syntax"
    )
    assert output(script) == [
        "\nGet-Thing [[-Name] <string>] [-Kind <Object>] [<CommonParameters>]\n"
        "\nGet-Thing -Id <int> [-Kind <Object>] [<CommonParameters>]\n"
    ]


def test_a_command_tells_of_its_parameters() -> None:
    start = (
        "function F { param([Parameter(Mandatory)][Alias('n')][ValidateSet('x','y')][string]$Name, [switch]$All) }; "
    )
    start += "$p = (Get-Command F).Parameters; "
    assert output(f"{start}$p['Name'].Attributes.Mandatory; $p['All'].SwitchParameter") == [True, True]
    assert texts(f"{start}$p['Name'].Attributes.Where({{ $_ -is [ValidateSet] }}).ValidValues") == ["x", "y"]
    assert texts(f"{start}$p['Name'].Aliases") == ["n"]


def test_aliases() -> None:
    assert texts("Set-Alias gw Get-Date; (Get-Alias gw).Definition") == ["Get-Date"]
    assert "where" in texts("Get-Alias -Definition Where-Object | ForEach-Object Name")
    assert error_ids("New-Alias where Get-Date") == [f"AliasAlreadyExists,{COMMANDS}NewAliasCommand"]
    assert error_ids("Get-Alias nosuch") == [f"ItemNotFoundException,{COMMANDS}GetAliasCommand"]


def test_text_runs_in_the_current_scope() -> None:
    assert output("Invoke-Expression '$x = 5; $x * 2'; $x") == [10, 5]
    assert run("Invoke-Expression '1 +'").errors[0].category == "ParserError"


def test_history_can_be_read_and_run_again() -> None:
    shell = Shell(environ={})
    for text in ("'one'", "'two'"):
        remember_line(shell.session, text, DateTime(0), DateTime(10))
    assert [str(entry) for entry in shell.run("Get-History -Count 1").output] == ["'two'"]
    assert shell.run("Invoke-History 1").output == ["one"]
    assert shell.run("Invoke-History").output == ["two"]


def test_a_block_is_invoked_with_arguments_and_input() -> None:
    assert texts('Invoke-Command { "$args" } -ArgumentList 1, (2, 3)') == ["1 System.Object[]"]
    assert texts('1, 2 | icm { $input | ForEach-Object { "in$_" } }') == ["in1", "in2"]
    assert texts("$x = 1; icm { $x = 2 }; icm { $y = 3 } -NoNewScope; $x; $y") == ["1", "3"]


def test_aliases_can_be_taken_away() -> None:
    assert error_ids("Set-Alias zz Get-Date; Remove-Alias zz; zz")[0] == "CommandNotFoundException"
    assert error_ids("Remove-Alias where; 1 | where { $true }")[0] == "CommandNotFoundException"
    missing = "ItemNotFoundException,Microsoft.PowerShell.Commands.RemoveAliasCommand"
    assert error_ids("Remove-Alias nothing") == [missing]


def test_strict_mode_holds_in_its_scope() -> None:
    assert error_ids("& { Set-StrictMode -Version Latest; $nope }; $nope") == ["VariableIsUndefined"]
