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


def test_arrays_of_several_dimensions_are_no_type_here() -> None:
    assert error_ids("[int[,]]$m = 1") == ["TypeNotFound"]
