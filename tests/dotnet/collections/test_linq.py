"""The static methods of [System.Linq.Enumerable]."""

from __future__ import annotations

from ...language.running import error_ids, output, texts


def test_sequences_keep_their_type() -> None:
    script = "[Linq.Enumerable]::{}([string[]]('a', 'b', 'a'){}).GetType().Name"
    assert texts(script.format("Distinct", "")) == ["String[]"]
    assert texts(script.format("Except", ", [string[]]('a')")) == ["String[]"]
    assert output("[Linq.Enumerable]::Distinct([int[]](1, 1, 2)); [Linq.Enumerable]::Range(3, 2)") == [1, 2, 3, 4]


def test_questions_to_a_sequence() -> None:
    asked = "[Linq.Enumerable]::{}([int[]](1, 2, 3))"
    answers = {"Sum": 6, "Average": 2.0, "Max": 3, "Count": 3, "Any": True, "First": 1, "Last": 3}
    for name, answer in answers.items():
        assert output(asked.format(name)) == [answer]
    assert output("[Linq.Enumerable]::SequenceEqual([int[]](1, 2), [int[]](1, 2))") == [True]
    assert error_ids("[Linq.Enumerable]::First([int[]]@())") == ["InvalidOperationException"]


def test_methods_that_take_a_function() -> None:
    linq = "using namespace System.Linq\n[int[]]$n = 3, 1, 2; "
    more = "[Func[int, bool]]{ param($x) $x -gt 1 }"
    assert output(f"{linq}[Enumerable]::Where($n, {more})") == [3, 2]
    assert output(f"{linq}[Enumerable]::Select($n, [Func[int, object]]{{ $args[0] * 2 }})") == [6, 2, 4]
    assert output(f"{linq}[Enumerable]::Any($n, {more}); [Enumerable]::All($n, {more})") == [True, False]
    assert output(f"{linq}[Enumerable]::Count($n, {more}); [Enumerable]::First($n, {more})") == [2, 3]
    assert output(f"{linq}[Enumerable]::OrderByDescending($n, [Func[int, int]]{{ $args[0] }})") == [3, 2, 1]
    assert output(f"{linq}[Enumerable]::Aggregate($n, [Func[int, int, int]]{{ $args[0] + $args[1] }})") == [6]
    assert output(f"{linq}[Enumerable]::FirstOrDefault($n, [Func[int, bool]]{{ $false }}) -eq $null") == [True]
    assert output("[Linq.Enumerable]::ToList([int[]](1, 2)).Count") == [2]


def test_an_action_gives_nothing() -> None:
    script = (
        "$a = [Action]{ 'out' }; $a.Invoke(); $b = [Action[int]]{ $script:seen = $args[0]; 'out' }; $b.Invoke(5); $seen"
    )
    assert output(script) == [5]
