from __future__ import annotations

from ..running import output, texts


def test_blocks_by_position_are_begin_process_and_end() -> None:
    assert texts("'a','b' | ForEach-Object { $i = 0 } { \"$i$_\"; $i++ } { \"total $i\" }") == ["0a", "1b", "total 2"]


def test_named_blocks_run_before_during_and_after() -> None:
    assert texts("1..2 | ForEach-Object -Begin { 'b' } -Process { $_ } -End { 'e' }") == ["b", "1", "2", "e"]


def test_return_ends_the_block_for_one_object() -> None:
    assert texts("1..3 | % { if ($_ -eq 2) { return 'two' }; $_ }") == ["1", "two", "3"]


def test_a_member_is_read_or_called_by_its_name() -> None:
    assert output("'abc','de' | ForEach-Object Length") == [3, 2]
    assert texts("'abc' | ForEach-Object ToUpper") == ["ABC"]
    assert texts("'abc' | ForEach-Object Replace b x") == ["axc"]
    assert output("@{a=1}, @{a=2} | ForEach-Object a") == [1, 2]


def test_it_runs_once_without_input() -> None:
    assert texts("ForEach-Object { 'once' }") == ["once"]


def test_parallel_blocks_have_scopes_of_their_own() -> None:
    assert output("$x = 1; 1..3 | ForEach-Object -Parallel { $x = $_; $_ * 2 }; $x") == [2, 4, 6, 1]


def test_variables_of_the_block_are_the_callers() -> None:
    assert output("1..3 | ForEach-Object { $last = $_ }; $last") == [3]
