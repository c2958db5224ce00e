from __future__ import annotations

import pytest

from psopenai_py.shell import Shell

from ..running import error_ids, output, texts

UPDATE = "Microsoft.PowerShell.Commands.UpdateTypeDataCommand"


def test_a_type_name_gives_its_objects_members_until_it_is_removed() -> None:
    script = (
        "Update-TypeData -TypeName 'Test.T1' -MemberType ScriptProperty -MemberName Kb -Value { $this.Size / 1kb }; "
        "$o = [pscustomobject]@{ PSTypeName = 'Test.T1'; Size = 2048 }; $o.Kb; "
        "Remove-TypeData 'Test.T1'; $null -eq $o.Kb"
    )
    assert output(script) == [2, True]


def test_the_shown_properties_can_be_chosen() -> None:
    script = (
        "Update-TypeData -TypeName 'Test.T2' -DefaultDisplayPropertySet B; "
        "([pscustomobject]@{ PSTypeName = 'Test.T2'; A = 1; B = 2 } | Out-String).Trim() -split '\\s+'; "
        "Remove-TypeData 'Test.T2'"
    )
    assert texts(script) == ["B", "-", "2"]


def test_a_member_is_replaced_by_force_only() -> None:
    add = "Update-TypeData Test.T3 -MemberType NoteProperty -MemberName N -Value 1"
    assert error_ids(f"{add}; {add}; {add} -Force; Remove-TypeData Test.T3") == [
        f"TypesDynamicUpdateException,{UPDATE}"
    ]


def test_each_session_has_type_data_of_its_own() -> None:
    one, other = Shell(), Shell()
    one.run("Update-TypeData -TypeName Test.T4 -MemberType NoteProperty -MemberName N -Value 1")
    one.run("Update-TypeData -TypeName Test.T4 -DefaultDisplayPropertySet B")
    ask = "[pscustomobject]@{ PSTypeName = 'Test.T4'; A = 1; B = 2 }"
    assert one.run(f"({ask}).N").output == [1]
    assert other.run(f"({ask}).N").output == [None]
    assert "A" not in one.format(one.run(ask).output)
    assert "A" in other.format(other.run(ask).output)


@pytest.mark.parametrize(
    ("text", "error_id"),
    [
        ("-MemberType NoteProperty -Value 1", "MemberNameShouldBeSpecified"),
        ("-MemberType NoteProperty -MemberName A", "ValueShouldBeSpecified"),
        ("-MemberType AliasProperty -MemberName A -Value $null", "ValueShouldBeSpecified"),
        ("-MemberName A -Value 1", "MemberTypeShouldBeSpecified"),
        ("", "TypeDataEmpty"),
    ],
)
def test_what_is_missing(text: str, error_id: str) -> None:
    assert error_ids(f"Update-TypeData -TypeName My.Type {text}") == [
        f"{error_id},Microsoft.PowerShell.Commands.UpdateTypeDataCommand"
    ]


def test_an_alias_of_a_type_may_convert() -> None:
    text = "Update-TypeData System.String -MemberType AliasProperty -MemberName N -Value Length -SecondValue string"
    assert output(f"{text}; 'abc'.N") == ["3"]


def test_what_was_added_to_a_type_and_its_views() -> None:
    added = "Update-TypeData My.T -MemberType NoteProperty -MemberName Q -Value 3 -DefaultDisplayPropertySet a; "
    assert output(added + "(Get-TypeData my.*) | ForEach-Object { $_.TypeName; $_.Members.Keys }") == ["My.T", "Q"]
    assert output(added + "(Get-TypeData My.T).DefaultDisplayPropertySet; @(Get-TypeData My.Other).Count") == ["a", 0]
    columns = "(Get-FormatData PSOpenAI.Batch).FormatViewDefinition.Control.Headers.Label"
    assert "status" in output(columns) or "Status" in output(columns)


def test_a_list_in_a_property_is_updated_in_place() -> None:
    made = "$o = [pscustomobject]@{ L = [System.Collections.Generic.List[int]](1, 2) }; "
    assert output(made + "($o | Update-List L -Add 3, 4 -Remove 1).L -join ','; $o.L.Count") == ["2,3,4", 3]
    assert output(made + "$null = $o | Update-List L -Replace 9; $o.L") == [9]
    assert error_ids(made + "$o | Update-List -Add 1") == [
        "MissingPropertyParameter,Microsoft.PowerShell.Commands.UpdateListCommand"
    ]


def test_an_item_that_is_removed_and_added_stays_once() -> None:
    made = "$o = [pscustomobject]@{ L = [System.Collections.ArrayList](1, 2) }; "
    assert output(made + "($o | Update-List L -Add 1, 3 -Remove 1).L -join ','") == ["2,1,3"]


def test_without_a_property_the_changes_are_a_hashtable() -> None:
    assert output("$c = Update-List -Add a, b -Remove c; ($c.Keys | Sort-Object) -join ','; $c.Add") == [
        "Add,Remove",
        "a",
        "b",
    ]


def test_a_property_without_a_list_costs_its_object_only() -> None:
    made = "$o = [pscustomobject]@{ I = 1; L = [System.Collections.ArrayList]::new() }; "
    ids = error_ids(made + "$o | Update-List I -Add 1; $o | Update-List X -Add 1; Update-List L -Add 1")
    assert [one.partition(",")[0] for one in ids] == [
        "ApplyFailed",
        "MemberDoesntExist",
        "MissingInputObjectParameter",
    ]
