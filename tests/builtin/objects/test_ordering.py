"""Sort-Object, Group-Object, Get-Unique and Compare-Object."""

from __future__ import annotations

from ..running import output, texts

ROWS = "$o = [pscustomobject]@{N='b';V=2}, [pscustomobject]@{N='a';V=2}, [pscustomobject]@{N='c';V=1}; "


def test_sorting_by_value_mixes_types_and_drops_nulls() -> None:
    assert output("3, $null, 1, 2.5 | Sort-Object") == [1, 2.5, 3]
    assert texts("2, '10', 1, '3' | Sort-Object") == ["1", "10", "2", "3"]
    assert texts("'b','C','a' | Sort-Object -Descending") == ["C", "b", "a"]


def test_sorting_by_several_keys_each_in_its_direction() -> None:
    assert texts(f"{ROWS}($o | Sort-Object V, N).N -join ''") == ["cab"]
    assert texts(f"{ROWS}($o | Sort-Object @{{e='V';Descending=$true}}, N).N -join ''") == ["abc"]
    assert texts(f"{ROWS}($o | Sort-Object {{ $_.V * -1 }}, N).N -join ''") == ["abc"]


def test_equal_objects_keep_their_order_where_it_is_asked_for() -> None:
    assert texts(f"{ROWS}($o | Sort-Object V -Stable).N -join ''") == ["cba"]
    assert texts(f"{ROWS}($o | Sort-Object V -Top 2).N -join ''") == ["cb"]
    assert texts(f"{ROWS}($o | Sort-Object V -Bottom 1).N -join ''") == ["a"]


def test_objects_without_the_property_come_last_and_nulls_first() -> None:
    script = "[pscustomobject]@{B=1}, [pscustomobject]@{A=2}, [pscustomobject]@{A=$null}"
    assert texts(f'{script} | Sort-Object A | ForEach-Object {{ "<$($_.A)>" }}') == ["<>", "<2>", "<>"]


def test_many_objects_are_sorted_too() -> None:
    assert output("(100..1 | Sort-Object) -join ',' -eq ((1..100) -join ',')") == [True]
    assert output("1..40 | Sort-Object { $_ % 2 }, { -$_ } | Select-Object -First 2") == [40, 38]


def test_unique_keeps_one_of_equal_objects() -> None:
    assert output("3, 1, 3, 1 | Sort-Object -Unique") == [1, 3]


def test_groups_are_in_order_where_the_values_have_one_type() -> None:
    groups = output("'user','assistant','user' | Group-Object")
    assert [(str(g.__dict__["Name"]), g.__dict__["Count"]) for g in groups] == [("assistant", 1), ("user", 2)]
    assert texts("2, '1', 2 | Group-Object | ForEach-Object Name") == ["2", "1"]


def test_groups_have_the_values_and_the_objects() -> None:
    assert texts("$g = 3,1,3 | Group-Object; $g[1].Group -join ','; $g[1].Values[0].GetType().Name") == ["3,3", "Int32"]
    assert texts("@{A=1;B='x'}, @{A=1;B='y'} | Group-Object A, B | ForEach-Object Name") == ["1, x", "1, y"]


def test_groups_as_a_hashtable() -> None:
    assert texts("$h = 1..4 | Group-Object { $_ % 2 } -AsHashTable; $h[0] -join ','; $h[1].Count") == ["2,4", "2"]
    assert texts("$h = 1..4 | Group-Object { $_ % 2 } -AsHashTable -AsString; $h['1'] -join ','") == ["1,3"]


def test_a_group_has_its_objects_as_they_came_or_their_number_alone() -> None:
    script = "'b', 'a', 'B', 'A', 'b' | Group-Object%s | ForEach-Object { \"$($_.Count) $($_.Name): $($_.Group)\" }"
    assert texts(script % "") == ["2 a: a A", "3 b: b B b"]
    assert texts(script % " -CaseSensitive") == ["1 a: a", "1 A: A", "2 b: b b", "1 B: B"]
    assert texts(script % " -NoElement") == ["2 a: ", "3 b: "]
    assert texts("1, '1', 1L, $true, 2 | Group-Object | ForEach-Object { \"$($_.Count) $($_.Name)\" }") == [
        "3 1", "1 True", "1 2",
    ]  # fmt: skip


def test_a_script_block_groups_an_object_when_it_comes() -> None:
    script = "$n = 0; 1..3 | ForEach-Object { $n++; $_ } | Group-Object { $n } -NoElement | ForEach-Object Name"
    assert texts(script) == ["1", "2", "3"]


def test_get_unique_looks_at_neighbours() -> None:
    assert output("1, 1, 2, 1 | Get-Unique") == [1, 2, 1]
    assert texts("'a','A' | Get-Unique -CaseInsensitive") == ["a"]
    assert len(output("1, 'x', 'y' | Get-Unique -OnType")) == 2


def _compared(arguments: str) -> list[str]:
    return texts(f'Compare-Object {arguments} | ForEach-Object {{ "$($_.InputObject)$($_.SideIndicator)" }}')


def test_compare_tells_the_sides() -> None:
    assert _compared("1,2 2,3") == ["3=>", "1<="]
    assert _compared("1,2 2,3 -IncludeEqual") == ["2==", "3=>", "1<="]
    assert _compared("1,2 2,3 -ExcludeDifferent") == ["2=="]
    assert _compared("1,2,3 3,2,1 -SyncWindow 0") == ["3=>", "1<=", "1=>", "3<="]
    assert _compared("1,2 1,2") == []


def test_compare_by_properties_and_passing_objects_through() -> None:
    sides = "$a = @{Id=1;N='x'}, @{Id=2;N='y'}; $b = @{Id=1;N='z'}; "
    assert texts(f'{sides}Compare-Object $a $b -Property Id | ForEach-Object {{ "$($_.Id)$($_.SideIndicator)" }}') == [
        "2<="
    ]
    assert texts("Compare-Object 'x' 'y' -PassThru | ForEach-Object { \"$_ $($_.SideIndicator)\" }") == ["y =>", "x <="]


def test_many_objects_are_sorted_by_several_columns_with_equals_in_their_order() -> None:
    make = "1..60 | ForEach-Object { [pscustomobject]@{ N = $_; K = $_ % 3; T = ('b', 'a', 'A')[$_ % 3] } }"
    by = "@{ Expression = 'K'; Descending = $true }, N"
    assert output(f"({make} | Sort-Object {by})[0, 19, 20, 59].N") == [2, 59, 1, 60]
    assert output(f"({make} | Sort-Object T -Descending)[0, 19, 20, 21].N") == [3, 60, 1, 2]
    assert output(f"({make} | Sort-Object T -CaseSensitive)[0, 19, 20, 40].N") == [1, 58, 2, 3]
    assert output(f"({make} | Sort-Object {{ [double]$_.K }}, {{ -$_.N }})[0].N") == [60]


def test_a_block_that_tells_a_property_has_a_scope_of_its_own() -> None:
    assert texts("$x = 1; 1..3 | Sort-Object { ($x = $_) } | Out-Null; $x") == ["1"]
    assert texts("(3, 'b', 1 | Sort-Object { $_.ToString('D2') }) -join ' '; $Error.Count") == ["b 1 3", "1"]
