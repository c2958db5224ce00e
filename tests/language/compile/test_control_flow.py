"""Statements at work: branches, loops, switch, jumps."""

from __future__ import annotations

import pytest

from ..running import error_ids, output, run, texts


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        ("if (0) { 'a' } elseif (1) { 'b' } else { 'c' }", ["b"]),
        ("for ($i = 0; $i -lt 3; $i++) { $i }", [0, 1, 2]),
        ("$i = 0; while ($i -lt 2) { $i; $i++ }", [0, 1]),
        ("$i = 9; do { $i } until ($true)", [9]),
        ("foreach ($x in $null) { 'never' }", []),
        ("foreach ($x in @($null)) { 'once' }", ["once"]),
        ("foreach ($i in 1..5) { if ($i -eq 2) { continue }; if ($i -eq 4) { break }; $i }", [1, 3]),
        ('foreach ($n in 1..3) { if ($foreach.MoveNext()) { "$n $($foreach.Current)" } }', ["1 2"]),
    ],
)
def test_branches_and_loops(script: str, expected: list[object]) -> None:
    assert output(script) == expected


def test_a_range_is_counted_and_not_made() -> None:
    assert output("foreach ($i in 1..2000000000) { $i; if ($i -ge 2) { break } }") == [1, 2]
    assert output("1..2000000000 | Select-Object -First 2; -1..-3 | ForEach-Object { $_ }") == [1, 2, -1, -2, -3]
    assert texts("foreach ($c in 'a'..'c') { $c }; $r = 1..3; $r.Count") == ["a", "b", "c", "3"]


def test_labels_leave_and_continue_outer_loops() -> None:
    script = """:outer foreach ($i in 1..3) {
        foreach ($j in 1..3) { if ($j -eq 2) { continue outer }; if ($i -eq 3) { break outer }; "$i$j" } }"""
    assert output(script) == ["11", "21"]


def test_break_in_a_called_function_leaves_the_callers_loop() -> None:
    assert output("function f { break }; foreach ($i in 1..3) { $i; f }; 'after'") == [1, "after"]


def test_break_outside_of_any_loop_ends_the_script_quietly() -> None:
    result = run("'a'; break; 'b'")
    assert result.output == ["a"]
    assert result.terminated_by is None


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        ("switch ('apple') { 'APPLE' { 1 } 'apple' { 2 } default { 3 } }", [1, 2]),
        ("switch -Wildcard ('gpt-4o') { 'gpt*' { 'g' } '*' { 'any'; break } }", ["g", "any"]),
        ("switch -Regex ('a-42') { '(?<n>\\d+)' { $Matches.n } }", ["42"]),
        ("switch -CaseSensitive ('A') { 'a' { 1 } 'A' { 2 } }", [2]),
        ("switch (1..4) { { $_ % 2 } { continue } 4 { 'four'; break } default { \"even $_\" } }", ["even 2", "four"]),
        ("switch (@()) { default { 'none' } }", []),
        ("switch ($null) { $null { 'null' } }", ["null"]),
    ],
)
def test_switch(script: str, expected: list[object]) -> None:
    assert output(script) == expected


def test_statements_are_values() -> None:
    assert output("$r = if ($true) { 1, 2 } else { 3 }; $r.Count") == [2]
    assert output('$r = foreach ($i in 1..3) { $i * 2 }; "$r"') == ["2 4 6"]
    assert output("$h = @{ k = if (1) { 'v' } }; $h.k") == ["v"]


def test_a_pipeline_without_output_is_null_but_pipes_nothing() -> None:
    script = "function f {}; $x = f; $null -eq $x; @($x).Count; @(f).Count; @($null).Count"
    assert output(script) == [True, 0, 0, 1]


def test_exit_gives_its_code() -> None:
    result = run("'a'; exit 3; 'b'")
    assert (result.output, result.exit_code) == (["a"], 3)


def test_chains_follow_success() -> None:
    assert output("$true && 'yes'; $true || 'no'; /bin/false || 'failed'; /bin/true && 'ok'") == [
        True, "yes", True, "failed", "ok",
    ]  # fmt: skip


def test_expressions_output_what_powershell_outputs() -> None:
    assert output("$i = 1; $i++; ($i++); $i; [void]5; $null = 6; ,(1, 2) | & { process { $_.Count } }") == [2, 3, 2]
    assert texts("$l = [System.Collections.Generic.List[int]]::new(); $l.Add(1); $l.Count") == ["1"]


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        ("$r = switch ('x') { 'x' { 'seen'; return 'ret' } }; 'never'", ["seen", "ret"]),
        (':o foreach ($k in 1) { $x = foreach ($i in 1..3) { $i; break o } }; "x=$x"', [1, "x="]),
        ("try { $(1; 2; throw 3) } catch { 'c' }", [1, 2, "c"]),
        ("try { @(1; throw 3) } catch { 'c' }", [1, "c"]),
        ("try { $x = $(1; throw 3) } catch { 'c' }", ["c"]),
    ],
)
def test_output_before_control_leaves_is_not_lost(script: str, expected: list[object]) -> None:
    assert output(script) == expected


def test_switch_file_reports_a_missing_file() -> None:
    assert error_ids("switch -File /nowhere/at/all { default { 1 } }") == ["PathNotFound"]


def test_a_data_section_holds_values_and_allowed_commands() -> None:
    assert texts("data d { @{ a = $true; b = 'x', 'y' } }; $d.a; $d.b[1]") == ["True", "y"]
    assert texts("data d { ConvertFrom-StringData 'k = v' }; $d.k") == ["v"]
    assert texts("data d -SupportedCommand Get-Date { (Get-Date -Date '2020-01-02') }; $null -ne $d") == ["True"]
