"""Get-Member, Add-Member and New-Object."""

from __future__ import annotations

import pytest

from psopenai_py.shell import Shell

from ..running import error_ids, output, texts

ADD = "Microsoft.PowerShell.Commands.AddMemberCommand"
NEW = "Microsoft.PowerShell.Commands.NewObjectCommand"


def test_members_are_told_sorted_once_per_type() -> None:
    assert texts("[pscustomobject]@{B=1;A='x'} | Get-Member -MemberType NoteProperty | ForEach-Object Definition") == [
        "string A=x",
        "int B=1",
    ]
    assert len(output("1, 2, 3 | Get-Member -Name GetType")) == 1


def test_static_members_belong_to_the_type() -> None:
    assert texts("[datetime] | Get-Member -Static -Name Now | ForEach-Object Definition") == [
        "static datetime Now {get;}"
    ]


def test_nothing_to_tell_of_is_an_error() -> None:
    assert error_ids("@() | Get-Member") == ["NoObjectInGetMember,Microsoft.PowerShell.Commands.GetMemberCommand"]


def test_all_ways_of_adding() -> None:
    start = "$o = [pscustomobject]@{A=2}; "
    assert output(f"{start}$o | Add-Member NoteProperty B 3; $o.B") == [3]
    assert output(f"{start}$o | Add-Member B 3; $o.B") == [3]
    assert output(f"{start}$o | Add-Member @{{B=3; C=4}}; $o.B + $o.C") == [7]
    assert output(f"{start}$o | Add-Member ScriptProperty D {{ $this.A * 2 }}; $o.A = 5; $o.D") == [10]
    assert output(f"{start}$o | Add-Member AliasProperty E A; $o.E") == [2]
    assert output(f"{start}$o | Add-Member ScriptMethod F {{ param($n) $this.A + $n }}; $o.F(3)") == [5]
    assert texts(f"{start}$o | Add-Member -TypeName My.Type; $o.pstypenames[0]") == ["My.Type"]


def test_a_plain_value_gets_a_wrapper_when_it_is_passed_on() -> None:
    assert texts("$s = 'text' | Add-Member Extra 9 -PassThru; \"$s $($s.Extra)\"") == ["text 9"]


def test_a_member_is_replaced_by_force_only() -> None:
    start = "$o = [pscustomobject]@{A=1}; "
    assert error_ids(f"{start}$o | Add-Member A 2") == [f"MemberAlreadyExists,{ADD}"]
    assert output(f"{start}$o | Add-Member A 2 -Force; $o.A") == [2]


def test_objects_are_made_from_types_arguments_and_properties() -> None:
    assert output("(New-Object PSObject -Property @{A=1}).A") == [1]
    assert texts("(New-Object datetime 2024,1,2).ToString('yyyy-MM-dd')") == ["2024-01-02"]
    assert output("(New-Object 'System.Collections.Generic.Dictionary[string,int]').Count") == [0]


def test_what_cannot_be_made() -> None:
    assert error_ids("New-Object No.Such.Type") == [f"TypeNotFound,{NEW}"]
    assert error_ids("New-Object datetime 1,2,3,4") == [f"ConstructorInvokedThrowException,{NEW}"]


def test_a_member_set_tells_which_properties_are_shown() -> None:
    script = (
        "$set = [System.Management.Automation.PSPropertySet]::new('DefaultDisplayPropertySet', [string[]]('D', 'A'));"
        "$o = [pscustomobject]@{ A = 1; B = 2; D = 4 };"
        "$o | Add-Member MemberSet PSStandardMembers ([System.Management.Automation.PSMemberInfo[]]@($set));"
    )
    shell = Shell()
    assert shell.format(shell.run(script + "$o").output).split() == ["D", "A", "-", "-", "4", "1"]
    assert texts(script + "$o.PSStandardMembers.Members[0].ReferencedPropertyNames") == ["D", "A"]
    assert texts(script + "$o.psobject.Properties.Name -join ','; $o | ConvertTo-Json -Compress") == [
        "A,B,D",
        '{"A":1,"B":2,"D":4}',
    ]


def test_a_property_set_is_one_value() -> None:
    script = "$o = [pscustomobject]@{ A = 1; B = 2 }; $o | Add-Member PropertySet Short ([string[]]('B', 'A'));"
    assert texts(script + "@($o.Short).Count; $o.Short.GetType().Name; $o.Short.ReferencedPropertyNames -join ','") == [
        "1",
        "PSPropertySet",
        "B,A",
    ]
    assert texts("([pscustomobject]@{}).psobject.GetType().Name; 'x'.psobject.GetType().Name") == [
        "PSObject",
        "PSObject",
    ]


def test_the_text_of_an_object_has_its_properties_only() -> None:
    script = "$o = [pscustomobject]@{ A = 1 }; $o | Add-Member ScriptMethod Go { 1 }; "
    assert texts(script + '$o | Add-Member ScriptProperty Bad { throw 1 }; "$o"') == ["@{A=1; Bad=}"]


def test_definitions_name_the_parameters_that_are_known() -> None:
    made = "class Pair { [int]$A; Pair([int]$a) {} [string] Join([int]$n, [string]$s) { return '' } }; "
    assert texts(made + "[Pair]::new(1) | Get-Member Equals, Join | ForEach-Object Definition") == [
        "bool Equals(System.Object obj)",
        "string Join(int n, string s)",
    ]
    shell = Shell()
    assert shell.format(shell.run(made + "[Pair]::new").output).split("\n")[1:4] == [
        "OverloadDefinitions",
        "-------------------",
        "Pair new(int a)",
    ]
    script = (
        "$o = [pscustomobject]@{ A = 1 }; $o | Add-Member ScriptProperty B { 1 } { 2 }; ($o | Get-Member B).Definition"
    )
    assert texts(script) == ["System.Object B {get= 1 ;set= 2 ;}"]


def test_the_properties_of_an_array_come_in_net_s_order() -> None:
    assert texts("(,(1, 2))[0].psobject.Properties.Name -join ' '") == [
        "Length LongLength Rank SyncRoot IsReadOnly IsFixedSize IsSynchronized Count"
    ]


def test_what_powershell_adds_to_a_type_has_its_own_kind() -> None:
    assert texts("(,(1, 2) | Get-Member Count).Definition; (Get-Date).psobject.Properties['DateTime'].MemberType") == [
        "int Count {get;}",
        "ScriptProperty",
    ]


def test_a_property_as_an_object_tells_of_itself_in_net_s_order() -> None:
    shell = Shell()
    shown = shell.format(shell.run("([pscustomobject]@{ A = 1 }).psobject.Properties").output)
    assert [line.split()[0] for line in shown.split("\n") if line] == (
        ["MemberType", "IsSettable", "IsGettable", "Value", "TypeNameOfValue", "Name", "IsInstance"]
    )


def test_add_type_knows_the_assemblies_of_net_and_compiles_nothing() -> None:
    assert texts("Add-Type -AssemblyName System.Web, System.Net.Http; 'ok'") == ["ok"]
    assert error_ids("Add-Type 'class X {}'") == ["NOT_SUPPORTED,Microsoft.PowerShell.Commands.AddTypeCommand"]


@pytest.mark.parametrize("kind", ["MemberSet", "NoteProperty", "PropertySet", "ScriptMethod"])
def test_a_second_value_belongs_to_few_kinds(kind: str) -> None:
    assert error_ids(f"Add-Member -InputObject a {kind} N one two") == [f"Value2ShouldNotBeSpecified,{ADD}"]


@pytest.mark.parametrize("kind", ["MemberSet", "ScriptMethod", "ScriptProperty"])
def test_a_value_of_the_wrong_type_is_a_failed_conversion(kind: str) -> None:
    assert error_ids(f"Add-Member -InputObject a {kind} N text") == [f"ConvertToFinalInvalidCastException,{ADD}"]


def test_a_kind_may_be_a_number() -> None:
    assert output("(Add-Member -InputObject a 8 N 5 -PassThru).N") == [5]
    assert output("(Add-Member -InputObject a 16 N { 6 } -PassThru).N") == [6]


def test_an_alias_may_convert() -> None:
    assert output("(Add-Member -InputObject ab AliasProperty N Length string -PassThru).N") == ["2"]
    assert error_ids("Add-Member -InputObject ab AliasProperty N Length nope") == [f"InvalidCastFromStringToType,{ADD}"]


def test_a_type_name_that_is_there_comes_to_the_front() -> None:
    assert texts("('a' | Add-Member -TypeName System.Object -PassThru).PSTypeNames[0]") == ["System.Object"]


def test_members_of_one_text_are_not_those_of_an_equal_text() -> None:
    assert output("'a' | Add-Member N 1; 'a' | Add-Member N 2; 5 | Add-Member N 3; 'a'.N; (5).N") == [None, None]
