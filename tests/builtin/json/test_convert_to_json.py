from __future__ import annotations

import sys
from typing import Any

import msgspec.json  # noqa: F401 (what writes usual values, where it is loaded)
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from psopenai_py.builtin.json.quick import quick_text
from psopenai_py.builtin.json.writer import JsonWriter
from psopenai_py.dotnet.model.carriers import Int64
from psopenai_py.dotnet.model.core import STRING
from psopenai_py.dotnet.model.enumerables import TypedArray
from psopenai_py.dotnet.time.datetime import unix_to_datetime
from psopenai_py.engine.values.json_data import from_json
from psopenai_py.engine.values.objects import PSObject, ScriptProperty
from psopenai_py.shell import Shell

from ..conftest import Run


def test_objects_are_indented_by_two_blanks(run: Run) -> None:
    script = "[ordered]@{model='gpt-4o';stop=$null;tags=@('a','b');none=@();empty=@{}} | ConvertTo-Json"
    assert run(script) == (
        '{\n  "model": "gpt-4o",\n  "stop": null,\n  "tags": [\n    "a",\n    "b"\n  ],\n'
        '  "none": [],\n  "empty": {}\n}'
    )


@pytest.mark.parametrize(
    ("value", "json"),
    [
        ("1.0", "1.0"),
        ("[double]1e20", "1E+20"),
        ("1e15", "1000000000000000.0"),  # .NET's R has up to seventeen digits before it takes an exponent
        ("1e17", "1E+17"),
        ("[single]1e9", "1E+09"),
        ("[single]1e8", "100000000.0"),
        ("0.1", "0.1"),
        ("1.50d", "1.50"),
        ("[double]::NaN", '"NaN"'),
        ("12345678901234567890n", "12345678901234567890"),
        ("[DayOfWeek]::Friday", "5"),
        ("[char]'x'", '"x"'),
        ("[datetime]::new(2024,1,2,3,4,5,[DateTimeKind]::Utc)", '"2024-01-02T03:04:05Z"'),
        ("[guid]'5b3a6a3e-2f5d-4a7e-9a57-0123456789ab'", '"5b3a6a3e-2f5d-4a7e-9a57-0123456789ab"'),
        ('"a`t`"\\/"', '"a\\t\\"\\\\/"'),
        ("[byte[]](1,2)", "[1,2]"),
        ("[switch]$true", '{"IsPresent":true}'),
        ("$null", "null"),
        ("@()", "[]"),
    ],
)
def test_values_have_their_json_form(run: Run, value: str, json: str) -> None:
    assert run(f"ConvertTo-Json ({value}) -Compress") == json


def test_what_lies_too_deep_is_written_as_text_with_a_warning(shell: Shell) -> None:
    result = shell.run("@{a=@{b=@{c=@{d=1}}}} | ConvertTo-Json -Compress")
    assert result.output == ['{"a":{"b":{"c":"System.Collections.Hashtable"}}}']
    assert len(result.warnings) == 1


def test_an_array_on_the_way_in_is_one_array(run: Run) -> None:
    assert run("1, @(2, 3) | ConvertTo-Json -Compress") == "[1,[2,3]]"
    assert run("1 | ConvertTo-Json -AsArray -Compress") == "[1]"
    assert run("@() | ConvertTo-Json -AsArray") == ""


def test_added_members_are_written_except_those_of_texts(run: Run) -> None:
    assert run("5 | Add-Member Tag 1 -PassThru | ConvertTo-Json -Compress") == '{"value":5,"Tag":1}'
    assert run("'x' | Add-Member Tag 1 -PassThru | ConvertTo-Json -Compress") == '"x"'


def test_escape_handling(run: Run) -> None:
    assert run("'é<' | ConvertTo-Json -EscapeHandling EscapeNonAscii") == '"\\u00e9<"'
    assert run("'é<' | ConvertTo-Json -EscapeHandling EscapeHtml") == '"é\\u003c"'


def test_keys_must_be_texts(errors: object) -> None:
    assert errors("@{1='x'} | ConvertTo-Json") == [  # type: ignore[operator]
        "NonStringKeyInDictionary,Microsoft.PowerShell.Commands.ConvertToJsonCommand InvalidOperation"
    ]


TEXTS = st.one_of(
    st.text(st.characters(exclude_categories=()), max_size=8),
    st.text(st.sampled_from([*map(chr, range(33)), '"', "\\", "/", "\x7f", "\x85", "\u2028", "\u2029", "ä", "😀"])),
)
DATA = st.recursive(
    st.one_of(
        st.none(), st.booleans(), st.integers(), st.just(10**30), st.just(-(2**63)), st.floats(allow_nan=False), TEXTS
    ),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(TEXTS, inner, max_size=3)),
    max_leaves=10,
)


@settings(max_examples=400, deadline=None)
@given(DATA, st.integers(0, 5), st.booleans(), st.integers(0, 3))
def test_what_msgspec_writes_is_what_the_writer_writes(data: Any, depth: int, compress: bool, looks: int) -> None:
    assert "msgspec.json" in sys.modules
    value = from_json({"a": data, "b": [data], "at": 1})
    value._props["at"] = unix_to_datetime(1700000000)
    value._props["texts"] = TypedArray(["x", "\u2028"], STRING)
    for _ in range(looks):  # read so many levels of it
        value._props["next"] = from_json(data)
        value = PSObject({"inner": value, "list": [value]})
    quick = JsonWriter(depth, compress)
    text = quick.write(value)
    with pytest.MonkeyPatch.context() as patch:
        patch.delitem(sys.modules, "msgspec.json")
        writer = JsonWriter(depth, compress)
        assert writer.write(value) == text
    assert quick.truncated == writer.truncated


def test_usual_values_are_written_by_msgspec() -> None:
    value = PSObject({"a": from_json({"b": [1, "ä\u2028\n"]}), "c": Int64(2), "d": None})
    assert quick_text(value, 3, True) == '{"a":{"b":[1,"ä\\u2028\\n"]},"c":2,"d":null}'
    assert quick_text(value, 1, True) is None  # `b` is written as text
    value._props["d"] = 1.0
    assert quick_text(value, 3, True) is None
    value._props["d"] = ScriptProperty(lambda owner: 1)
    assert quick_text(value, 3, True) is None
