from __future__ import annotations

import pytest

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
