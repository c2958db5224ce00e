"""Classes and enums that scripts define."""

from __future__ import annotations

import pytest

from psopenai_py import ParseError

from ..running import error_ids, output, run, texts

ANIMALS = """class Animal {
    [string]$Name
    Animal([string]$n) { $this.Name = $n; 'dropped' }
    [string] Speak() { 'dropped too'; return '...' }
    [string] ToString() { return "A:$($this.Name)" }
}
class Dog : Animal {
    [int]$Age = 3
    static [int]$Count = 5
    Dog([string]$n) : base($n) { }
    [string] Speak() { return 'Woof ' + ([Animal]$this).Speak() }
    static [Dog] Make() { return [Dog]::new('made') }
    Nothing() { 'void' }
}
"""


def test_inheritance_and_overriding() -> None:
    script = (
        ANIMALS
        + """$d = [Dog]::new('Rex')
    $d.Speak(); "$d"; $d.Age; $d -is [Animal]; $d.GetType().BaseType.Name"""
    )
    assert output(script) == ["Woof ...", "A:Rex", 3, True, "Animal"]


def test_static_members_and_void_methods() -> None:
    assert output(ANIMALS + "[Dog]::Make().Name; [Dog]::Count = 7; [Dog]::Count; [Dog]::Make().Nothing()") == [
        "made",
        7,
    ]


def test_properties_convert_and_validate() -> None:
    script = """class V { [ValidateRange(1, 10)][int]$N = 5 }
    $v = [V]::new(); $v.N = '7'; $v.N; try { $v.N = 11 } catch { $_.FullyQualifiedErrorId }"""
    assert output(script) == [7, "ExceptionWhenSetting"]


def test_casts_from_tables() -> None:
    assert output("class P { [int]$X; [int]$Y }; $p = [P]@{ X = 1; Y = '2' }; $p.X + $p.Y") == [3]


def test_exceptions_that_derive_from_exception() -> None:
    script = """class MyError : System.Exception {
        [int]$Code
        MyError([string]$m, [int]$c) : base($m) { $this.Code = $c }
    }
    try { throw [MyError]::new('bad', 42) } catch [MyError] { "$($_.Exception.Code) $($_.Exception.Message)" }"""
    assert output(script) == ["42 bad"]


def test_overloads_go_by_number_and_type() -> None:
    script = """class O {
        [string] F([int]$x) { return 'int' }
        [string] F([string]$x) { return 'text' }
        [string] F() { return 'none' }
    }
    $o = [O]::new(); $o.F(1); $o.F('a'); $o.F()"""
    assert output(script) == ["int", "text", "none"]


def test_a_class_may_be_used_above_its_definition() -> None:
    assert output("[Late]::new().V; class Late { [int]$V = 4 }") == [4]


def test_enums() -> None:
    assert output("enum C { Red; Green = 5; Blue }; [C]::Blue.value__; [int][C]'green' + 1; [C]::Red -eq 'red'") == [
        6,
        6,
        True,
    ]
    assert output("[Flags()] enum P { None = 0; Read = 1; Write = 2 }; \"$([P]3)\"; ([P]3).HasFlag([P]::Write)") == [
        "Read, Write", True,
    ]  # fmt: skip


def test_errors_in_methods_reach_the_caller() -> None:
    assert output("class T { Fail() { 1 / 0 } }; try { [T]::new().Fail() } catch { 'caught' }") == ["caught"]
    assert error_ids("class T { Fail() { throw 'own' } }; [T]::new().Fail()") == ["own"]


def test_endless_methods_end_in_an_error() -> None:
    script = "class L { [int] F() { return $this.F() } }; try { [L]::new().F() } catch { $_.FullyQualifiedErrorId }"
    assert output(script) == ["CallDepthOverflow"]


def test_hidden_members_work_but_are_not_listed() -> None:
    script = "class A { [int]$X = 5; hidden [int]$H = 6; hidden [int] Sec() { return 7 } }; $a = [A]::new(); "
    assert output(script + "$a.H; $a.Sec()") == [6, 7]
    assert output(script + "$a.psobject.Properties.Name") == ["X"]
    assert "H" not in texts(script + "$a | Get-Member | ForEach-Object Name")
    assert texts(script + "$a | Get-Member H -Force | ForEach-Object Name") == ["H"]


def test_a_first_value_may_look_at_the_properties_before_it() -> None:
    assert output("class T { [int]$A = 1; [int]$B = $this.A + 1 }; [T]::new().B") == [2]


def test_new_object_knows_the_classes_of_the_script() -> None:
    assert output("class N { [int]$X; N($x) { $this.X = $x } }; (New-Object N 5).X") == [5]


def test_a_string_may_name_a_class_of_the_script() -> None:
    script = "class N { [int]$X = 3 }; $n = [N]::new(); "
    assert output(script + "$n -is 'N'; ($n -as 'N').X") == [True, 3]
    assert texts(script + "([type]'N').Name; ('N' -as [type]).Name; ([type]'N[]').Name") == ["N", "N", "N[]"]
    assert texts("using namespace System.Text\n([type]'StringBuilder').FullName") == ["System.Text.StringBuilder"]


@pytest.mark.parametrize(
    "base",
    [
        "System.Collections.ArrayList",
        "System.Collections.Hashtable",
        "System.Collections.Generic.List[int]",
        "System.Collections.Generic.Dictionary[string,int]",
    ],
)
def test_classes_that_derive_from_collections(base: str) -> None:
    script = (
        f"class Own : {base} {{ [int]$N = 2 }}; $own = [Own]::new(); $own.N; $own.GetType().Name; $own -is [{base}]"
    )
    assert output(script) == [2, "Own", True]
    assert output(f"{script}; $plain = [{base}]::new(); $plain.GetType().Name -eq 'Own'")[-1] is False


def test_a_class_names_types_of_a_used_namespace() -> None:
    script = """using namespace System.Collections.Generic
    class T { [List[string]]$Items = [List[string]]::new(); [Dictionary[string, T]] Make() { return $null } }
    $t = [T]::new(); $t.Items.Add('a'); $t.Items.Count"""
    assert output(script) == [1]
    with pytest.raises(ParseError) as caught:
        output("using namespace System.Text\nclass T { [NoSuchThing]$x }")
    assert [error.error_id for error in caught.value.errors] == ["TypeNotFound"]


def test_generic_types_of_a_scripts_classes() -> None:
    script = """using namespace System.Collections.Generic
    class A { [string]$Name; A([string]$n) { $this.Name = $n } }
    class B { [List[A]]$All = [List[A]]::new() }
    $list = [List[A]]::new(); $list.Add([A]::new('x')); $list[0].Name; $list.GetType().Name
    $table = [Dictionary[string, A]]::new(); $table['k'] = [A]::new('y'); $table['k'].Name
    $b = [B]::new(); $b.All = $list; $b.All.Count; $b.All = [A]::new('z'); $b.All[0].Name
    class N { }; try { [List[N]]::new().Add(5) } catch { $_.Exception.GetType().Name }"""
    assert output(script) == ["x", "List`1", "y", 1, "z", "MethodException"]


def test_two_scopes_may_define_classes_of_the_same_name() -> None:
    script = """function one { class W { [string] Go() { return 'one' } }; [W]::new().Go() }
    function two { class W { [string] Go() { return 'two' } }; [W]::new().Go() }
    one; two; one"""
    assert output(script) == ["one", "two", "one"]
    with pytest.raises(ParseError):
        output("class W { }; class W { }")


def test_a_class_derived_from_a_collection_converts_its_properties() -> None:
    script = """class L : System.Collections.ArrayList { [int]$Number; [ValidateRange(1, 3)][int]$Small = 1 }
    $l = [L]::new(); $l.Number = '5'; $l.Number.GetType().Name; $null = $l.Add('x'); $l.Count
    try { $l.Small = 9 } catch { $_.FullyQualifiedErrorId }; $l.Small"""
    assert output(script) == ["Int32", 1, "ExceptionWhenSetting", 1]


# -- attributes that a script defines ---------------------------------------------------------------------------------

AUTOMATION = "System.Management.Automation."
_MIN = f"""class MinAttribute : {AUTOMATION}ValidateArgumentsAttribute {{
    [int]$Min; MinAttribute([int]$m) {{ $this.Min = $m }}
    [void] Validate([object]$v, [{AUTOMATION}EngineIntrinsics]$e) {{
        if ($v -lt $this.Min) {{ throw "below $($this.Min)" }} }} }}
"""
_UP = f"""class UpAttribute : {AUTOMATION}ArgumentTransformationAttribute {{
    [object] Transform([{AUTOMATION}EngineIntrinsics]$e, [object]$v) {{
        if ("$v" -eq 'bad') {{ throw 'not bad' }}; return "$v".ToUpper() }} }}
"""


def test_a_class_validates_parameters_and_variables() -> None:
    function = _MIN + "function f { param([Min(5)][int]$x) $x }; "
    assert output(function + "f 7; try { f 2 } catch { $_.Exception.Message -match 'below 5' }") == [7, True]
    assert error_ids(function + "f 2") == ["ParameterArgumentValidationError,f"]
    assert error_ids(_MIN + "[MinAttribute(3)]$v = 4; $v = 1") == ["ValidateSetFailure"]
    each = f"class Even : {AUTOMATION}ValidateEnumeratedArgumentsAttribute {{ [void] ValidateElement($v) {{ "
    each += "if ($v % 2) { throw 'odd' } } }\n"
    assert output(each + "function f { param([Even()][int[]]$x) $x }; f 2, 4") == [2, 4]
    (error,) = error_ids(each + "function f { param([Even()][int[]]$x) $x }; f 2, 3")
    assert error == "ParameterArgumentValidationError,f"


def test_a_class_transforms_arguments() -> None:
    function = _UP + "function f { param([Up()]$x, [Parameter(ValueFromPipeline)][Up()][string]$p) "
    function += 'process { "$x|$p" } }; '
    assert output(function + "f abc; 'q', 'r' | f -x z") == ["ABC|", "Z|Q", "Z|R"]
    assert error_ids(function + "f bad") == ["ParameterArgumentTransformationError,f"]


def test_a_class_gives_the_values_of_a_set() -> None:
    values = f"class Names : {AUTOMATION}IValidateSetValuesGenerator {{ "
    values += "[string[]] GetValidValues() { return $global:names } }\n"
    function = values + "$global:names = 'a', 'b'; function f { param([ValidateSet([Names])]$x) $x }; "
    assert output(function + "f b; (Get-Command f).Parameters.x.Attributes.ValidValues") == ["b", "a", "b"]
    assert error_ids(function + "f c") == ["ParameterArgumentValidationError,f"]
    assert output(function + "$global:names = 'c'; f c") == ["c"]


def test_an_attribute_without_effect_may_have_arguments() -> None:
    note = "class NoteAttribute : Attribute { [string]$T; [int]$N; NoteAttribute([string]$t) { $this.T = $t } }\n"
    assert output(note + "function f { [Note('hi', N = 3)] param([NoteAttribute('x')]$x) $x }; f 5") == [5]


def test_a_class_compares_for_sort() -> None:
    falling = "class Falling : System.Collections.IComparer { [int] Compare($a, $b) { return $b - $a } }\n"
    assert output(falling + "$l = [System.Collections.ArrayList](1, 3, 2); $l.Sort([Falling]::new()); $l") == [3, 2, 1]
    assert output(falling + "$a = 1, 3, 2; [array]::Sort($a, [Falling]::new()); $a") == [3, 2, 1]
    short = "class Short : System.Collections.Generic.IComparer[string] { [int] Compare([string]$a, [string]$b) "
    short += "{ return $a.Length - $b.Length } }\n$l = [System.Collections.Generic.List[string]]('aaa', 'b'); "
    assert output(short + "$l.Sort([Short]::new()); $l") == ["b", "aaa"]


@pytest.mark.parametrize(
    ("script", "error_id"),
    [
        ("class A { $x; $x }", "MemberAlreadyDefined"),
        ("class A : string { }", "SealedBaseClass"),
        ("class A { }; class B { }; class C : A, B { }", "InterfaceNameExpected"),
        ("class B : A { }; class A { }", "TypeNotFound"),
        ("enum E { A = [int]::MaxValue; B }", "EnumeratorValueTooLarge"),
        ("enum E { A = 2 * [int]::MaxValue }", "EnumeratorValueTooLarge"),
        ("enum E : byte { A = 256 }", "EnumeratorValueTooLarge"),
        ("enum E { A = 'text' }", "CannotConvertValue"),
        ("enum E { A = [F]::B }; enum F { B = [E]::A }", "CycleInEnumInitializers"),
    ],
)
def test_a_type_that_cannot_be_made_ends_the_script_before_its_first_statement(script: str, error_id: str) -> None:
    found = run(f"'first'; {script}")
    assert found.output == []
    assert found.terminated_by is not None and found.terminated_by.error_id == error_id
    assert found.terminated_by.category == "ParserError"
    assert texts(f"$b = [scriptblock]::Create('{script.replace(chr(39), chr(39) * 2)}'); $b.GetType().Name") == [
        "ScriptBlock"
    ]


def test_the_numbers_of_an_enum() -> None:
    assert output("enum A { X = [B]::Y + 1 }; enum B { Y = 41 }; [A]::X.value__") == [42]
    assert output("[Flags()] enum P { None; Read; Write; Run }; [int][P]::Run; [int][P]'Read, Write'") == [4, 3]
    assert texts("[Flags()] enum P { None; Read; Write; Run }; [P]6") == ["Write, Run"]
    assert output("enum N { A = 2147483647; B = 1; C }; [int][N]::C") == [2]
    assert output("enum N { A = -4; B = -2147483648; C }; [int][N]::C") == [-2147483647]


def test_the_interfaces_of_a_class() -> None:
    made = "class Door : System.IDisposable { [void] Dispose() { } }; "
    assert texts(
        made + "[Door].GetInterface('IDisposable').FullName; [Door].GetInterface('idisposable', $true).Name"
    ) == [
        "System.IDisposable",
        "IDisposable",
    ]
    assert output(made + "$null -eq [Door].GetInterface('IOther'); [Door].ImplementedInterfaces.Name") == [
        True,
        "IDisposable",
    ]


def test_the_method_of_object_itself() -> None:
    assert output("([object]'text').ToString(); ([object]5).ToString()") == ["System.String", "System.Int32"]


def test_an_order_of_ones_own_of_any_size() -> None:
    script = """class Level : System.IComparable { [int]$N; Level([int]$n) { $this.N = $n }
        [int] CompareTo([object]$other) { return $this.N - $other.N } [string] ToString() { return "L$($this.N)" } }
    $high, $low = [Level]9, [Level]2
    $high -gt $low; $high -ge $low; $low -lt $high; $low -le $high; $high -lt $low; $high -eq [Level]9
    @([Level]5, [Level]1, [Level]12 | Sort-Object) -join ' '
    $list = [Collections.Generic.List[object]]([Level]5, [Level]1); $list.Sort(); "$list"
    "$(([Level]5, [Level]12, [Level]1 | Measure-Object -Maximum).Maximum)"; "$(@([Level]5, [Level]12) -gt [Level]8)"
    """
    assert output(script) == [True, True, True, True, False, False, "L1 L5 L12", "L1 L5", "L12", "L12"]


def test_attributes_of_a_class_and_its_members_are_seen_by_reflection() -> None:
    script = """class Info : System.Attribute { [string]$Text; [int]$Level = 1; Info([string]$t) { $this.Text = $t } }
        [Info('class', Level = 4)] class A {
            [Info('property')][ValidateSet('x', 'y')][string]$P
            [Info('method')] [void] M() {} }
        class B : A {}
        [Flags()] enum F { R = 1; W = 2 }
        """
    assert output(script + "[A].GetCustomAttributes($true).Text; [A].GetCustomAttributes([Info], $false).Level") == [
        "class",
        4,
    ]
    assert output(script + "[A].GetProperty('P').GetCustomAttributes([Info], $true).Text") == ["property"]
    assert output(script + "[A].GetProperty('P').GetCustomAttributes([ValidateSet], $true).ValidValues") == ["x", "y"]
    assert output(script + "[A].GetMethod('M').GetCustomAttributes($true).Text") == ["method"]
    assert output(script + "[B].IsDefined([Info], $true); [B].IsDefined([Info], $false)") == [True, False]
    assert output(script + "[F].IsDefined([System.FlagsAttribute], $false)") == [True]
    assert output(script + "[Attribute]::GetCustomAttribute([A], [Info]).Text") == ["class"]


def test_attributes_of_a_parameter_are_objects_too() -> None:
    script = """class V : System.Management.Automation.ValidateArgumentsAttribute {
            [void] Validate([object]$value, [System.Management.Automation.EngineIntrinsics]$engine) { } }
        function f { param([V()][AllowNull()][ValidateSet('a', 'b')][Parameter(Mandatory, ParameterSetName = 'Q')]$X) }
        $x = (Get-Command f).Parameters.X
        """
    names = ["ParameterAttribute", "V", "ValidateSetAttribute", "AllowNullAttribute"]
    assert output(script + "$x.Attributes.TypeId.Name") == names
    assert output(script + "$x.ParameterSets.Q.IsMandatory") == [True]
    assert output(script + "(Get-Command f).ParameterSets[0].Parameters.Where({ $_.IsMandatory }).Name") == ["X"]


def test_a_semicolon_may_end_a_method() -> None:
    script = (
        "class A { [int]$X; A([int]$x) { $this.X = $x }; [int] Twice() { return 2 * $this.X };}; [A]::new(4).Twice()"
    )
    assert output(script) == [8]


def test_a_class_that_is_an_enumerable_unrolls() -> None:
    script = """class Items : System.Collections.IEnumerable {
            [int[]]$I = (1, 2, 3)
            [System.Collections.IEnumerator] GetEnumerator() { return $this.I.GetEnumerator() } }
        class Counter : System.Collections.IEnumerator {
            hidden [int]$n = 0
            [object] get_Current() { return $this.n }
            [bool] MoveNext() { $this.n++; return $this.n -le 2 }
            [void] Reset() { $this.n = 0 } }
        class Forward : System.Collections.IEnumerable {
            [System.Collections.IEnumerator] GetEnumerator() { return [Counter]::new() } }
        class Plain { [System.Collections.IEnumerator] GetEnumerator() { return (1, 2).GetEnumerator() } }
        """
    assert output(script + "foreach ($x in [Items]::new()) { $x }; [Items]::new() | Measure-Object | % Count") == [
        1,
        2,
        3,
        3,
    ]
    assert output(script + "foreach ($x in [Counter]::new()) { $x }; [Forward]::new() | % { -$_ }") == [1, 2, -1, -2]
    assert output(script + "@([Plain]::new()).Count; @([Forward]::new()).Count") == [1, 2]


def test_an_enum_is_parsed_into_a_variable_of_it() -> None:
    script = "enum E { A; B }; [E]$e = 'B'; [DayOfWeek]$d = 0; "
    assert texts(script + "[E]::TryParse('A', [ref]$e); $e; [DayOfWeek]::TryParse('friday', $true, [ref]$d); $d") == [
        "True", "A", "True", "Friday",
    ]  # fmt: skip
    assert texts(script + "[enum]::TryParse('none', [ref]$d); $d") == ["False", "Sunday"]
