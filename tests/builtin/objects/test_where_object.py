from __future__ import annotations

import pytest

from ..running import error_ids, texts

ITEMS = "$items = [pscustomobject]@{N='ab'; V=5; T='x','y'}, [pscustomobject]@{N='CD'; V=10; T=@('z')}; "


def test_a_script_block_sees_the_object() -> None:
    assert texts("1..6 | Where-Object { $_ % 2 -eq 0 }") == ["2", "4", "6"]


@pytest.mark.parametrize(
    ("condition", "names"),
    [
        ("V -gt 5", ["CD"]),
        ("V -le 5", ["ab"]),
        ("N -eq 'cd'", ["CD"]),
        ("N -ceq 'cd'", []),
        ("N -clike 'C*'", ["CD"]),
        ("N -notmatch '^a'", ["CD"]),
        ("T -contains 'x'", ["ab"]),
        ("V -in 5, 6", ["ab"]),
        ("V -notin 5, 6", ["CD"]),
        ("N -is [string]", ["ab", "CD"]),
        ("-Not V", []),
        ("V", ["ab", "CD"]),
        ("Missing -eq $null", ["ab", "CD"]),
    ],
)
def test_a_property_is_compared_by_an_operator(condition: str, names: list[str]) -> None:
    assert texts(f"{ITEMS}$items | Where-Object {condition} | ForEach-Object N") == names


def test_a_value_needs_an_operator_and_an_operator_a_value() -> None:
    command = "Microsoft.PowerShell.Commands.WhereObjectCommand"
    assert error_ids("1 | Where-Object Length 1") == [f"OperatorNotSpecified,{command}"]
    assert error_ids("1 | Where-Object Length -eq") == [f"ValueNotSpecifiedForWhereObject,{command}"]


def test_a_null_beside_is_asks_for_nulls_of_every_kind() -> None:
    nulls = "$n = @{P=$null}, @{P=[NullString]::Value}, @{P=[DBNull]::Value}, @{P=0}, @{P=@()}; "
    assert texts(nulls + "@($n | Where-Object P -is $null).Count; @($n | where P -isnot -Value $null).Count") == [
        "3",
        "2",
    ]
    assert texts("$null -is $null; 0 -is $null; [DBNull]::Value -isnot $null; 0 -isnot $null") == [
        "True", "False", "False", "True",
    ]  # fmt: skip


def test_an_operator_that_fails_leaves_one_object_out() -> None:
    name = "Microsoft.PowerShell.Commands.WhereObjectCommand"
    script = "@{A=1}, @{A='x'} | Where-Object A -gt 'many' | ForEach-Object A"
    assert error_ids(script) == [f"OperatorFailed,{name}"]
    assert error_ids("@{A='1'} | Where-Object A -match '('") == [f"BadOperatorArgument,{name}"]
