"""What types tell of their members."""

from __future__ import annotations

from ...language.running import error_ids, output, texts


def test_properties() -> None:
    made = "class A { [int]$X = 5; [string]$Y }; "
    assert texts(made + '[A].GetProperties() | ForEach-Object { "$($_.Name) $($_.PropertyType)" }') == [
        "X int",
        "Y string",
    ]
    assert output(made + "$p = [A].GetProperty('X'); $p.GetValue([A]::new()); $p.CanWrite") == [5, True]
    assert output("$null -eq [string].GetProperty('Nothing'); [string].GetProperty('Length').CanWrite") == [True, False]


def test_methods() -> None:
    assert texts(
        "[string].GetMethod('Insert').ReturnType; [string].GetMethod('Insert', [type[]]([int], [string]))"
    ) == [
        "string",
        "System.String Insert(System.Int32, System.String)",
    ]
    assert output(
        "[string].GetMethods().Name -contains 'PadLeft'; [math].GetMethod('Max', [type[]]([int], [int])).IsStatic"
    ) == [
        True,
        True,
    ]


def test_arrays_of_several_dimensions() -> None:
    script = "$m = [int[,]]::new(2, 3); $m[1, 2] = '7'; "
    assert output(script + "$m[1, 2]; $m.Rank; $m.Length; $m.GetLength(1); $m.GetUpperBound(0); $m[9, 9]") == [
        7, 2, 6, 3, 1, None
    ]  # fmt: skip
    assert output(script + '"$m"; @($m | ForEach-Object { $_ }).Count; $m.GetType().Name; [string[,]].FullName') == [
        "0 0 0 0 0 7", 6, "Int32[,]", "System.String[,]"
    ]  # fmt: skip
    assert output(script + "$c = $m.Clone(); $c[0, 0] = 1; $m[0, 0]; (New-Object 'int[,]' 2, 2).GetValue(1, 1)") == [
        0,
        0,
    ]
    assert error_ids(script + "$m[0]") == ["NeedMultidimensionalIndex"]
    assert error_ids(script + "$m[9, 9] = 1") == ["System.IndexOutOfRangeException"]


def test_assemblies_load_nothing() -> None:
    script = """[int].Assembly.GetName().Name; [psobject].Assembly.GetName().Version.Major
    $null -eq [System.Reflection.Assembly]::LoadWithPartialName('No.Such.Library')
    [Reflection.Assembly]::LoadWithPartialName('System.Web').GetName().Name
    [int].Assembly -eq [string].Assembly; $null -eq [int].Assembly.GetType('No.Such.Type')
    try { [Reflection.Assembly]::LoadFrom('/x/Own.dll') } catch { $_.FullyQualifiedErrorId }
    $short = [psobject].Assembly.GetType('System.Management.Automation.TypeAccelerators')
    $short::Add('text', [System.Text.StringBuilder]); [text]::new('a').ToString(); $short::Get['text'].Name
    $short::Get['regex'].FullName; $short::Remove('text'); $short::Remove('text')
    try { [text]::new() } catch { $_.FullyQualifiedErrorId }"""
    assert texts(script) == [
        "System.Private.CoreLib", "7", "True", "System.Web", "True", "True", "FileNotFoundException", "a",
        "StringBuilder", "System.Text.RegularExpressions.Regex", "True", "False", "TypeNotFound",
    ]  # fmt: skip
