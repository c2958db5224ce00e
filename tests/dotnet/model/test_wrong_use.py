"""Wrong use of a member is .NET's exception, in every room; it is never a fault of this package."""

from __future__ import annotations

import pytest

from ...language.running import error_ids, output


@pytest.mark.parametrize(
    ("script", "error_id"),
    [
        ('[char]::IsLetter("abc", 9)', "ArgumentOutOfRangeException"),
        ("[char]::ConvertFromUtf32(-1)", "ArgumentOutOfRangeException"),
        ('[array]::Sort(@(1, "a"))', "ArgumentException"),
        ("[array]::Resize([ref]5, 3)", "ArgumentException"),
        ('[System.Linq.Enumerable]::Sum([object[]]@("a", "b"))', "InvalidCastException"),
        ('[System.Linq.Enumerable]::Max([object[]]@("a", 1))', "ArgumentException"),
        ("[System.Tuple]::Create(1, 2).CompareTo(5)", "ArgumentException"),
        ("[DayOfWeek]::Monday.CompareTo(5)", "ArgumentException"),
        ('[Enum]::ToObject([DayOfWeek], "x")', "ArgumentException"),
        ("[int].GetEnumNames()", "ArgumentException"),
        ("[System.Collections.Specialized.NameValueCollection]::new().GetKey(3)", "ArgumentOutOfRangeException"),
        ("[System.Text.Encoding]::UTF8.GetString($null)", "ArgumentNullException"),
        ("[System.Text.Encoding]::UTF8.GetBytes($null)", "ArgumentNullException"),
    ],
)
def test_the_exception_is_that_of_dotnet(script: str, error_id: str) -> None:
    assert error_ids(script) == [error_id]


def test_an_enumerator_that_has_not_started_has_no_entry() -> None:
    assert error_ids("@{a = 1}.GetEnumerator().Key") == ["ExceptionWhenGetting"]


def test_logarithms_of_big_integers() -> None:
    assert output("[bigint]::Log10(1000); [bigint]::Log10(0)") == [3.0, float("-inf")]
