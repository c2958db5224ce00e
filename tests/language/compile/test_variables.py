"""Variables, scopes and assignment."""

from __future__ import annotations

import os

import pytest

import psopenai_py

from ..running import error_ids, output


def test_functions_see_the_callers_variables_and_keep_their_own() -> None:
    assert output("$x = 1; function f { $x; $x = 2; $x }; f; $x") == [1, 2, 1]


def test_scope_modifiers() -> None:
    assert output("$x = 1; function f { $script:x++; $global:y = 7 }; f; $x; $y") == [2, 7]
    assert output('function f { $private:p = 1; & { "[$p]" } }; f') == ["[]"]


def test_dot_runs_in_the_current_scope() -> None:
    assert output("$n = 1; & { $n++ }; $n; . { $n++ }; $n") == [1, 2]


def test_a_function_adds_to_its_own_variable() -> None:
    outer = "$n = 5; "
    assert output(outer + "function f { $n += 10; $n }; f; $n") == [10, 5]
    assert output(outer + "function f { foreach ($i in 1..2) { $n += $i }; $n }; f; & { $n ??= 7; $n }") == [3, 7]
    assert output(outer + "function f { $n++; $n }; f; function g { $n = $n + 1; $n }; g; $n") == [6, 6, 5]


def test_code_that_runs_in_a_scope_of_others_adds_to_what_it_sees() -> None:
    outer = "$n = 5; "
    assert output(outer + ". { $n += 1 }; 1..2 | ForEach-Object { $n += $_ }; $n") == [9]
    assert output(outer + "function f { 1..2 | ForEach-Object { $n += $_ }; $n }; f; $n") == [8, 5]
    assert output(outer + "function f { Set-Variable m 1; $n += 1; $n }; f") == [6]
    assert output(outer + "function f { . { }; $n += 1; $n }; f") == [6]


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        ('$a, $b, $c = 1, 2; "$a|$b|$c"', ["1|2|"]),
        ('$x, ($y, $z) = 1, (2, 3); "$x $y $z"', ["1 2 3"]),
        ('$f, $r = 1, 2, 3; "$f / $r"', ["1 / 2 3"]),
        ('$a = $b = 7; "$a $b"', ["7 7"]),
        ('$arr = 1, 2, 3; $arr[0], $arr[2] = $arr[2], $arr[0]; "$arr"', ["3 2 1"]),
        ("$h = @{}; $h.a += 1; $h['b']++; \"$($h.a)$($h.b)\"", ["11"]),
        ("$x ??= 5; $x ??= 6; $x", [5]),
        ("$i = 5; $i++ + ++$i; $i", [12, 7]),
        ('$i = 0; $a = 1, 2, 3; $a[$i++] += 10; "$a $i"', ["11 2 3 1"]),
    ],
)
def test_assignment(script: str, expected: list[object]) -> None:
    assert output(script) == expected


def test_typed_variables_convert_what_they_get() -> None:
    assert output("[int]$n = '5'; $n = '12'; $n + 1") == [13]
    assert error_ids("[int]$n = 5; $n = 'x'") == ["RuntimeException"]
    assert error_ids("[ValidateRange(1, 5)]$n = 3; $n = 9") == ["ValidateSetFailure"]


def test_constants_cannot_be_written() -> None:
    assert error_ids("$true = 1; $PID = 1; $HOME = 'x'") == ["VariableNotWritable"] * 3
    assert output("$null = 5; $null -eq $null") == [True]


def test_pshome_is_the_folder_of_the_package() -> None:
    assert output("$PSHOME") == [os.path.dirname(os.path.abspath(psopenai_py.__file__))]


def test_strict_mode_refuses_unset_variables_and_properties() -> None:
    script = 'Set-StrictMode -Version 2; $nope; "$nope"; (1).Nope; @{ a = 1 }.b'
    assert error_ids(script) == ["VariableIsUndefined"] * 2 + ["PropertyNotFoundStrict"] * 2


def test_drives() -> None:
    assert output("$env:ZZ = 'v'; $env:ZZ; $function:f = { 'made' }; f; $variable:x = 3; $x") == ["v", "made", 3]


def test_references_write_to_the_variable() -> None:
    assert output("$n = 0; [int]::TryParse('42', [ref]$n); $n") == [True, 42]
    assert output("function f([ref]$r) { $r.Value = 9 }; $v = 1; f ([ref]$v); $v") == [9]


def test_text_with_variables() -> None:
    assert output("$a = 1, 2; $h = @{ k = 'v' }; \"$a $($h.k) `$a ${a}\"") == ["1 2 v $a 1 2"]
    assert output("$OFS = '-'; \"$(1, 2)\"") == ["1-2"]


@pytest.mark.parametrize(
    ("script", "error_id"),
    [
        ("$a = 1, 2; $a[5]", "System.IndexOutOfRangeException"),
        ("'abc'[9]", "System.IndexOutOfRangeException"),
        ("[System.Collections.Generic.List[int]]::new()[0]", "System.ArgumentOutOfRangeException"),
        ("$n = 5; $n[1]", "CannotIndex"),
        ("function f($a, $b) { }; f(1, 2)", "StrictModeFunctionCallWithParens"),
    ],
)
def test_strict_mode_refuses_what_is_not_there(script: str, error_id: str) -> None:
    assert error_ids(script) == []
    assert error_ids(f"Set-StrictMode -Version Latest; {script}") == [error_id]


def test_strict_mode_2_lets_indexes_pass() -> None:
    assert error_ids("Set-StrictMode -Version 2; (1, 2)[5]; @{ a = 1 }['b']") == []


def test_a_parameter_for_a_reference_takes_nothing_else() -> None:
    script = "function f([ref]$r) { $r.Value = 9 }; $v = 1; "
    assert error_ids(script + "f $v") == ["ParameterArgumentTransformationError,f"]
    assert output(script + "f ([ref]$v); $v") == [9]


def test_the_lack_of_output_adds_nothing_to_an_array() -> None:
    script = "$a = @(); $a += & { }; $a += if ($false) { 1 }; $a.Count; $a += $null; $a.Count; $b = 1; $b += & { }; $b"
    assert output(script) == [0, 1, 1]


def test_the_accessors_of_properties_are_methods() -> None:
    assert output("$h = @{ a = 1 }; $h.get_Keys(); $h.get_Count(); 'ab'.get_Length()") == ["a", 1, 2]
    assert output("$b = [System.Text.StringBuilder]::new('abc'); $b.set_Length('1'); \"$b\"") == ["a"]


def test_an_index_of_a_member_in_an_argument_ends_at_the_line() -> None:
    script = "$r = [pscustomobject]@{ c = @(@{ m = 'hi' }) }\nWrite-Output $r.c[0].m\nWrite-Output next"
    assert output(script) == ["hi", "next"]


def test_output_variables_of_a_scope() -> None:
    assert output("function f { Write-Output 1 -OutVariable script:kept | Out-Null }; f; $kept.Count") == [1]


def test_scalars_become_lists() -> None:
    script = "([System.Collections.Generic.List[string]]'one').Count; ([System.Collections.ArrayList]'two')[0]"
    assert output(script) == [1, "two"]
