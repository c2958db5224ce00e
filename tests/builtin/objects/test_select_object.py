from __future__ import annotations

import pytest

from psopenai_py.engine.values.objects import type_names

from ..running import error_ids, output, run, texts


@pytest.mark.parametrize(
    ("choice", "found"),
    [
        ("-First 3", [1, 2, 3]),
        ("-Last 2", [9, 10]),
        ("-Skip 8", [9, 10]),
        ("-Skip 2 -First 2", [3, 4]),
        ("-Skip 2 -Last 3", [6, 7, 8]),
        ("-SkipLast 8", [1, 2]),
        ("-First 1 -Last 1", [1, 10]),
        ("-Index 3, 1", [2, 4]),
        ("-SkipIndex 0, 1, 2, 3, 4, 5", [7, 8, 9, 10]),
        ("-First 0", []),
    ],
)
def test_objects_are_chosen_by_their_place(choice: str, found: list[int]) -> None:
    assert output(f"1..10 | Select-Object {choice}") == found


def test_first_ends_the_commands_before_it() -> None:
    assert output("$n = 0; 1..100 | ForEach-Object { $n++; $_ } | Select-Object -First 2; $n") == [1, 2, 2]


def test_unique_minds_the_case_unless_told() -> None:
    assert texts("'a','A','a' | Select-Object -Unique") == ["a", "A"]
    assert texts("'a','A' | Select-Object -Unique -CaseInsensitive") == ["a"]
    assert len(output("@{A=1;B=2}, @{A=1;B=3}, @{A=1;B=2} | Select-Object A, B -Unique")) == 2


def test_properties_make_a_new_object_with_a_type_name_that_tells_so() -> None:
    (made,) = output("[pscustomobject]@{A=1;B=2;C=3} | Select-Object C, A, Missing")
    assert list(made) == ["C", "A", "Missing"]
    assert made.Missing is None
    assert type_names(made)[0] == "Selected.System.Management.Automation.PSCustomObject"


def test_wildcards_and_exclusions() -> None:
    object_ = "[pscustomobject]@{total_tokens=3; prompt_tokens=1; id='x'}"
    assert list(output(f"{object_} | Select-Object *tokens")[0]) == ["total_tokens", "prompt_tokens"]
    assert list(output(f"{object_} | Select-Object * -ExcludeProperty p*")[0]) == ["total_tokens", "id"]
    assert list(output(f"{object_} | Select-Object -ExcludeProperty id")[0]) == ["total_tokens", "prompt_tokens"]


def test_calculated_properties_have_scopes_of_their_own_and_fail_silently() -> None:
    assert output("$i = 5; 1..2 | Select-Object @{n='X'; e={ $i++; $i }} | ForEach-Object X") == [6, 6]
    result = run("1 | Select-Object @{n='X'; e={ throw 'no' }}")
    assert result.output[0].X is None
    assert not result.errors


def test_expanding_puts_out_the_values_with_the_other_properties() -> None:
    object_ = "[pscustomobject]@{Id=7; Tags='x','y'; Nothing=$null}"
    assert texts(f"{object_} | Select-Object -ExpandProperty Tags") == ["x", "y"]
    assert texts(f"{object_} | Select-Object Id -ExpandProperty Tags | ForEach-Object Id") == ["7", "7"]
    assert output(f"{object_} | Select-Object -ExpandProperty Nothing") == []


@pytest.mark.parametrize(
    ("script", "error_id"),
    [
        ("1 | Select-Object -ExpandProperty Nope", "ExpandPropertyNotFound"),
        ("[pscustomobject]@{id=1} | Select-Object id, *", "AlreadyExistingUserSpecifiedPropertyNoExpand"),
        ("1 | Select-Object @{n='x'}", "DictionaryKeyMandatoryEntry"),
        ("1 | Select-Object @{zz='x'; e={1}}", "DictionaryKeyIllegal"),
        ("1 | Select-Object -First -1", "ParameterArgumentValidationError"),
    ],
)
def test_what_cannot_be_done_has_an_error_of_its_own(script: str, error_id: str) -> None:
    assert error_ids(script) == [f"{error_id},Microsoft.PowerShell.Commands.SelectObjectCommand"]


def test_a_dictionary_has_its_own_properties_beside_its_keys() -> None:
    assert output("@{ a = 1; b = 2 } | Select-Object Count | ForEach-Object Count") == [2]
    assert output("@{ Keys = 10 } | Select-Object -ExpandProperty Keys") == [10]
    assert output("@{ a = 10 } | Select-Object -ExpandProperty Keys") == ["a"]


def test_of_keys_that_differ_by_case_only_a_wildcard_takes_the_first() -> None:
    table = '\'{"a": 1, "A": 2, "b": 3}\' | ConvertFrom-Json -AsHashtable'
    assert output(f"$o = {table} | Select-Object *; $o.a; $o.PSObject.Properties.Name -join ','") == [1, "a,b"]
