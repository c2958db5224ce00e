from __future__ import annotations

from ..running import error_ids, output, texts

COMMANDS = "Microsoft.PowerShell.Commands."


def test_variables_are_set_made_cleared_and_removed_by_name() -> None:
    assert output("Set-Variable x 5; $x; Get-Variable x -ValueOnly; Clear-Variable x; $null -eq $x") == [5, 5, True]
    assert output("1,2,3 | Set-Variable many; $many.Count") == [3]
    assert output("$x = 1; Remove-Variable x; Test-Path variable:x") == [False]


def test_names_may_be_wildcards() -> None:
    assert texts("$zz2 = 2; $zz1 = 1; Get-Variable zz* | ForEach-Object Name") == ["zz1", "zz2"]
    assert texts("$zz2 = 2; $zz1 = 1; Get-Variable zz* -Exclude *2 | ForEach-Object Name") == ["zz1"]


def test_a_scope_is_reached_by_name_or_number() -> None:
    assert texts("function Set-It { Set-Variable v changed -Scope 1 }; $v = 'kept'; Set-It; $v") == ["changed"]
    assert texts("function Set-It { Set-Variable v local }; $v = 'kept'; Set-It; $v") == ["kept"]
    assert texts("function Set-It { Set-Variable v all -Scope Global }; Set-It; $v") == ["all"]


def test_read_only_variables_yield_to_force_and_constants_to_nothing() -> None:
    assert error_ids("New-Variable r 1 -Option ReadOnly; Set-Variable r 2") == [
        f"VariableNotWritable,{COMMANDS}SetVariableCommand"
    ]
    assert output("New-Variable r 1 -Option ReadOnly; Set-Variable r 2 -Force; $r") == [2]
    assert error_ids("New-Variable c 1 -Option Constant; Remove-Variable c -Force") == [
        f"VariableNotRemovable,{COMMANDS}RemoveVariableCommand"
    ]


def test_what_is_not_there_or_there_already() -> None:
    assert error_ids("Get-Variable nope") == [f"VariableNotFound,{COMMANDS}GetVariableCommand"]
    assert error_ids("$x = 1; New-Variable x 2") == [f"VariableAlreadyExists,{COMMANDS}NewVariableCommand"]


def test_an_unknown_scope_is_refused() -> None:
    assert error_ids("Get-Variable x -Scope Bogus") == ["Argument,Microsoft.PowerShell.Commands.GetVariableCommand"]


def test_include_and_exclude_count_for_plain_names_too() -> None:
    assert texts("Set-Variable one, two hello -Exclude two; $one; Test-Path Variable:two") == ["hello", "False"]


def test_a_variable_that_exists_is_not_made_constant() -> None:
    assert error_ids("$x = 1; Set-Variable x -Option Constant") == [
        f"VariableCannotBeMadeConstant,{COMMANDS}SetVariableCommand"
    ]


def test_options_and_description_can_be_read_and_set() -> None:
    assert texts("Set-Variable x 1 -Option ReadOnly -Scope Private; (Get-Variable x).Options") == ["ReadOnly, Private"]
    assert texts("$v = New-Variable x 1 -PassThru; $v.Description = 'd'; (Get-Variable x).Description") == ["d"]
    assert error_ids("$v = New-Variable x 1 -PassThru; $v.Options = 'ReadOnly'; $x = 2") == ["VariableNotWritable"]


def test_success_cannot_be_assigned() -> None:
    assert error_ids("$? = 1") == ["VariableNotWritable"]
    assert output("$null = 1; $?; (Get-Variable '?').Value") == [True, True]
