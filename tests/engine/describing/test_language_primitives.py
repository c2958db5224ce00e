"""Conversions and comparisons that scripts call by name."""

from __future__ import annotations

from ...language.running import error_ids, output

TYPE = "[System.Management.Automation.LanguagePrimitives]"


def test_conversions() -> None:
    assert output(f"{TYPE}::ConvertTo('5', [int]); {TYPE}::IsTrue(''); {TYPE}::IsTrue('x')") == [5, False, True]
    assert error_ids(f"{TYPE}::ConvertTo('x', [int])") == ["InvalidCastFromStringToInteger"]
    script = f"$o = 0; {TYPE}::TryConvertTo('7', [int], [ref]$o); $o; {TYPE}::TryConvertTo('x', [int], [ref]$o)"
    assert output(script) == [True, 7, False]


def test_comparisons() -> None:
    assert output(f"{TYPE}::Equals('A', 'a'); {TYPE}::Equals('A', 'a', $true); {TYPE}::Compare(1, '2')") == [
        False,
        True,
        -1,
    ]
    script = f"$o = 9; {TYPE}::TryCompare(1, '1', [ref]$o); $o; {TYPE}::TryCompare('B', 'a', $true, [ref]$o); $o; "
    assert output(script + f"{TYPE}::TryCompare(1, [datetime]::Now, [ref]$o)") == [True, 0, True, 1, False]


def test_collections() -> None:
    assert output(f"{TYPE}::IsObjectEnumerable((1, 2)); {TYPE}::IsObjectEnumerable('ab')") == [True, False]
    assert output(f"{TYPE}::GetEnumerable((1, 2)); $null -eq {TYPE}::GetEnumerable(5)") == [1, 2, True]
