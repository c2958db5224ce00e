from __future__ import annotations

import pytest

from psopenai_py.builtin.json.lenient import JsonError
from psopenai_py.builtin.json.reader import read_json
from psopenai_py.dotnet.model.carriers import BigInteger, Int64

from ..conftest import Run


def test_whole_numbers_are_longs_or_bigger() -> None:
    assert [type(value) for value in read_json("[1, 100000000000000000000, 1.0]")] == [Int64, BigInteger, float]


def test_dates_become_dates_unless_they_are_wanted_as_text(run: Run) -> None:
    script = """$t = '{"d":"2024-01-02T03:04:05Z","n":"2024-01-02"}'
    ($t | ConvertFrom-Json).d.GetType().Name; ($t | ConvertFrom-Json).d.Kind; ($t | ConvertFrom-Json).n
    ($t | ConvertFrom-Json -DateKind String).d; ($t | ConvertFrom-Json -DateKind Offset).d.GetType().Name"""
    assert run(script) == "DateTime\nUtc\n2024-01-02\n2024-01-02T03:04:05Z\nDateTimeOffset"


@pytest.mark.parametrize(
    "text",
    [
        "{'a': 1}", "{a: 1}", '{"a": 1,}', '/* x */ {"a": 1} // y', '{"a": 0x1}', '{"a":\n01}', '{"a":1,"a":1}',
    ],
)  # fmt: skip
def test_more_than_the_standard_is_accepted(text: str) -> None:
    assert read_json(text).a == 1


@pytest.mark.parametrize(
    "text", ['{"a":1', "{bad json", "[1}", "nul", '"open', "[1] 2", '{"a" 1}', "01x", "[1, 2", "[1,", "["]
)
def test_what_is_no_json_is_refused(text: str) -> None:
    with pytest.raises(JsonError):
        read_json(text)


def test_special_values() -> None:
    assert read_json("[1,,undefined,null]") == [1, None, None, None]
    assert read_json("[1e400]") == [float("inf")]
    assert read_json("") is None


def test_nesting_is_limited_by_depth_only() -> None:
    deep = "[" * 1000 + "]" * 1000
    assert len(read_json(deep)) == 1
    with pytest.raises(JsonError):
        read_json("[" * 1025 + "]" * 1025)
    with pytest.raises(JsonError):
        read_json('{"a":{"b":{"c":1}}}', depth=2)


def test_lines_make_one_text_unless_the_first_is_a_value(run: Run) -> None:
    assert run("""'{', '"a": 1', '}' | ConvertFrom-Json | ForEach-Object a""") == "1"
    assert run("""'{"a":1}', '{"a":2}' | ConvertFrom-Json | ForEach-Object a""") == "1\n2"
    assert run("'[1,', '2]' | ConvertFrom-Json") == "1\n2"


def test_hashtables_keep_order_and_case(run: Run) -> None:
    script = """$h = '{"B":1,"b":2,"":3}' | ConvertFrom-Json -AsHashtable
    $h.GetType().Name; $h.Keys -join ','; $h['B']; $h['b']; $h['']"""
    assert run(script) == "OrderedHashtable\nB,b,\n1\n2\n3"


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("{oops", "System.ArgumentException"),
        ('{"a":1,"A":2}', "KeysWithDifferentCasingInJsonString"),
        ('{"":1}', "EmptyKeyInJsonString"),
    ],
)
def test_error_ids(run: Run, text: str, error: str) -> None:
    script = f"try {{ '{text}' | ConvertFrom-Json }} catch {{ $_.FullyQualifiedErrorId }}"
    assert run(script) == f"{error},Microsoft.PowerShell.Commands.ConvertFromJsonCommand"


def test_reading_and_writing_give_the_same_text(run: Run) -> None:
    text = '{"id":9007199254740993,"f":0.1,"g":1.0,"a":[[1,2],[]],"o":{},"n":null,"t":true,"s":"é😀"}'
    assert run(f"'{text}' | ConvertFrom-Json | ConvertTo-Json -Compress") == text
