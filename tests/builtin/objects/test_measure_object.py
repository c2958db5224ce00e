from __future__ import annotations

from psopenai_py.engine.values.objects import type_names

from ..running import error_ids, output, run, texts


def test_counts_only_unless_asked() -> None:
    (found,) = output("1..4 | Measure-Object")
    assert found.__dict__["Count"] == 4
    assert found.__dict__.get("Sum") is None


def test_statistics_are_doubles() -> None:
    (found,) = output("1..4 | Measure-Object -AllStats")
    fields = found.__dict__
    assert (fields["Sum"], fields["Average"], fields["Maximum"], fields["Minimum"]) == (10.0, 2.5, 4.0, 1.0)
    assert round(fields["StandardDeviation"], 4) == 1.2910
    assert isinstance(fields["Maximum"], float)


def test_extremes_of_texts_and_dates_stay_what_they_are() -> None:
    (found,) = output("'b','a','c' | Measure-Object -Maximum -Minimum")
    assert (found.__dict__["Maximum"], found.__dict__["Minimum"]) == ("c", "a")
    assert type_names(found)[0] == "Microsoft.PowerShell.Commands.GenericObjectMeasureInfo"


def test_properties_are_measured_by_name_or_block() -> None:
    items = "@{t=10}, @{t=30}, @{u=1}"
    assert output(f"{items} | Measure-Object t -Sum | ForEach-Object {{ $_.Sum; $_.Count; $_.Property }}") == [
        40.0,
        2,
        "t",
    ]
    assert output(f"{items} | Measure-Object {{ $_.t }} -Sum | ForEach-Object Sum") == [40.0]


def test_what_is_no_number_is_an_error_and_leaves_no_sum() -> None:
    result = run("'a', 1 | Measure-Object -Sum")
    assert [e.error_id for e in result.errors] == ["NonNumericInputObject"]
    assert result.output[0].__dict__.get("Sum") is None


def test_a_missing_property_counts_in_strict_mode_only() -> None:
    assert error_ids("1 | Measure-Object Zip -Sum") == []
    expected = "GenericMeasurePropertyNotFound,Microsoft.PowerShell.Commands.MeasureObjectCommand"
    assert error_ids("Set-StrictMode -Version 2; 1 | Measure-Object Zip -Sum") == [expected]


def test_lines_words_and_characters() -> None:
    script = '"hello world`nsecond line here" | Measure-Object -Line -Word -Character'
    assert texts(f'{script} | ForEach-Object {{ "$($_.Lines) $($_.Words) $($_.Characters)" }}') == ["2 5 28"]
    assert output("'a b' | Measure-Object -Character -IgnoreWhiteSpace | ForEach-Object Characters") == [2]
