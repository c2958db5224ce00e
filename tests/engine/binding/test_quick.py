"""Calls that are bound quickly bind as the binder binds them, and every other call is left to it."""

from __future__ import annotations

from typing import Any

import pytest

from psopenai_py import Shell
from psopenai_py.engine.binding import binder, quick
from psopenai_py.language.compile import function_processor

FUNCTIONS = {
    "plain": "function f($a, $b) { ARGS }",
    "typed": "function f([int]$a, [string]$b = 'd') { ARGS }",
    "advanced": "function f { [CmdletBinding()] param([int]$a, [string]$b) ARGS }",
    "mandatory": "function f { param([Parameter(Mandatory)][string]$a, $b) ARGS }",
    "placed": "function f { param([Parameter(Position=1)]$a, [Parameter(Position=0)]$b) ARGS }",
    "switch": "function f { param([switch]$s, $a, $b) ARGS }",
    "validated": "function f { param([ValidateSet('1', 'x')]$a, $b) ARGS }",
    "alias": "function f { param([Alias('z')]$a, [object[]]$b) ARGS }",
    "rest": "function f { param($a, [Parameter(ValueFromRemainingArguments)]$b) ARGS }",
    "sets": "function f { param([Parameter(ParameterSetName='A')]$a, [Parameter(ParameterSetName='B')]$b) ARGS }",
    "bool": "function f([bool]$a, [double]$b) { ARGS }",
}
CALLS = (
    "f", "f 1", "f x", "f 1 2", "f 1 2 3", "f -a 1", "f -B y 1", "f -a:1 -b:2", "f -b 2 -a 1", "f -a 1 -a 2", "f -a",
    "f -z 1", "f -c 1", "f -s 1 2", "f '' x", "f $null", "f @(1, 2)", "f 1.5 $true", "f @{a = 1}", "f { 1 }",
    "$h = @{a = 1; b = 'y'}; f @h", "$l = 1, 2; f @l", "f 0x10 1kb", "f ([long]5) 'q'", "f -a $null -b @()", "f -- 1",
)  # fmt: skip
BODY = (
    "'[' + $a + '|' + $b + '|' + $args + ']'; $PSBoundParameters.Keys -join ','; "
    "foreach ($v in $a) { $v.GetType().Name }"
)


def outcome(function: str, call: str) -> tuple[list[str], list[str]]:
    result = Shell().run(FUNCTIONS[function].replace("ARGS", BODY) + "\n" + call)
    ended = [result.terminated_by] if result.terminated_by is not None else []
    return [str(value) for value in result.output], [e.fully_qualified_error_id for e in (*result.errors, *ended)]


def without_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """From now on the binder does everything."""
    for user in (binder, function_processor):
        monkeypatch.setattr(user, "quick_binding", lambda spec: None)


@pytest.mark.parametrize("function", FUNCTIONS)
def test_every_call_is_bound_as_the_binder_binds_it(function: str, monkeypatch: pytest.MonkeyPatch) -> None:
    quickly = [outcome(function, call) for call in CALLS]
    without_it(monkeypatch)
    assert quickly == [outcome(function, call) for call in CALLS]


def test_most_calls_go_the_quick_way(monkeypatch: pytest.MonkeyPatch) -> None:
    taken: list[Any] = []
    bind = quick.QuickBinding.bind
    monkeypatch.setattr(quick.QuickBinding, "bind", lambda self, args: taken.append(bind(self, args)) or taken[-1])
    for function, call in (
        ("plain", "f 1 2"),
        ("typed", "f -A 1 x"),
        ("advanced", "f -b x -a 1"),
        ("mandatory", "f x"),
    ):
        taken.clear()
        outcome(function, call)
        assert taken and None not in taken, (function, call)


def test_default_values_for_parameters_still_count() -> None:
    script = (
        "function f { [CmdletBinding()] param($a, $b) \"$a $b\" }; f 1; $PSDefaultParameterValues = @{'f:b' = 9}; f 1"
    )
    assert list(Shell().run(script).output) == ["1 ", "1 9"]


CMDLETS = (
    "ConvertTo-Json 5 -Compress",
    "ConvertTo-Json -InputObject @(1) -Depth 200",
    "'a' | ConvertTo-Json -Compress -Depth 1",
    "@{a = 1} | ConvertTo-Json -Compress",
    "ConvertTo-Json $null",
    "1..5 | Select-Object -First 2",
    "Write-Output 1 2 -NoEnumerate",
    "1, 2 | Select-Object -First 1 -Last 1",
    "Get-Random -Maximum 1",
    "'b', 'a' | Sort-Object -Descending",
    "Join-Path a b",
    "'a-b' | Select-String -Pattern '-' -SimpleMatch -Quiet",
    "New-Object -TypeName string -ArgumentList 'x', 2",
    "Split-Path a/b -Leaf",
    "1..3 | ForEach-Object { $_ * 2 }",
    "1..3 | Where-Object { $_ -gt 1 }",
    "(1..3 | Measure-Object -Sum -Average).Average",
    "Get-Member",
    "Get-Variable -Name nothere",
    "(Set-Variable x 5 -PassThru).Value",
    "[pscustomobject]@{a = 1} | Add-Member b 2 -PassThru",
    "Get-Date -Year x",
    "'1' | ConvertFrom-Json -AsHashtable",
    "ConvertFrom-Json -InputObject '' ",
    "Out-String -InputObject 5 -Width 0x10",
    "Write-Error",
    "Get-Alias -Name cd -Definition x",
    "Get-Process -Id 1 -Name x",
    "Start-Sleep -Seconds 0 -Milliseconds 0",
    "Write-Output -InputObject",
)


def test_cmdlets_are_bound_as_the_binder_binds_them(monkeypatch: pytest.MonkeyPatch) -> None:
    def outcomes() -> list[tuple[list[str], list[str]]]:
        return [outcome("plain", call) for call in CMDLETS]

    quickly = outcomes()
    without_it(monkeypatch)
    assert quickly == outcomes()
