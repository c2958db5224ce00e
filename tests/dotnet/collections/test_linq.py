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
