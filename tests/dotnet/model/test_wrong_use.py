"""Wrong use of a member is .NET's exception, in every room; it is never a fault of this package."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from psopenai_py import Shell
from psopenai_py.dotnet.model.registry import get_type
from psopenai_py.dotnet.model.types import Method

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


#: types of the lower rooms, with an expression for an instance of each
INSTANCES = {
    "array": "@(3, 1, 2)",
    "bigint": "[bigint]5",
    "bool": "$true",
    "char": "[char]'a'",
    "decimal": "1.5d",
    "double": "1.5",
    "hashtable": "@{a = 1}",
    "int": "5",
    "math": "5",
    "ordered": "[ordered]@{a = 1}",
    "string": "'abc'",
    "type": "[int]",
    "System.Collections.ArrayList": "[System.Collections.ArrayList]@(1)",
    "System.Collections.Generic.Dictionary[string,int]": "[System.Collections.Generic.Dictionary[string,int]]::new()",
    "System.Collections.Generic.HashSet[object]": "[System.Collections.Generic.HashSet[object]]::new()",
    "System.Collections.Generic.LinkedList[int]": "[System.Collections.Generic.LinkedList[int]]::new()",
    "System.Collections.Generic.List[int]": "[System.Collections.Generic.List[int]]@(1)",
    "System.Collections.Generic.Queue[int]": "[System.Collections.Generic.Queue[int]]::new()",
    "System.Collections.Specialized.NameValueCollection": "[System.Collections.Specialized.NameValueCollection]::new()",
    "System.DayOfWeek": "[DayOfWeek]::Friday",
    "System.Exception": "[Exception]::new('x')",
    "System.Linq.Enumerable": "1",
    "System.Text.Encoding": "[Text.Encoding]::UTF8",
    "System.Text.StringBuilder": "[Text.StringBuilder]::new()",
    "System.Tuple": "[Tuple]::Create(1, 2)",
}


@pytest.fixture(scope="module")
def shell() -> Iterator[Shell]:
    with Shell(environ={"PATH": "/usr/bin:/bin", "HOME": "/"}) as made:
        yield made


@pytest.mark.parametrize("argument", ["$null", "-1", "'x'", "@(1, 'a')"])
@pytest.mark.parametrize("name", sorted(INSTANCES))
def test_no_argument_is_a_fault_of_this_package(shell: Shell, name: str, argument: str) -> None:
    type_ = get_type(name)

    def calls(prefix: str, methods: list[Method]) -> list[str]:
        return [f"{prefix}{each.name}({', '.join([argument] * len(each.parameters))})" for each in methods]

    own = [each for overloads in type_.methods.values() for each in overloads]
    static = [each for overloads in type_.static_methods.values() for each in overloads]
    scripts = calls(f"({INSTANCES[name]}).", own) + calls(f"[{name}]::", [*static, *type_.constructors])
    for script in dict.fromkeys(scripts):
        result = shell.run(script)
        ended = [result.terminated_by] if result.terminated_by is not None else []
        assert not [each for each in (*result.errors, *ended) if "fault of psopenai" in str(each)], script
