"""The lines of a batch as objects: read level by level, and written out as they came until somebody changes them."""

from __future__ import annotations

import json
from typing import Any

import pytest

from psopenai_py.emulator import output_line
from psopenai_py.engine.values.objects import PSObject, has_changed
from psopenai_py.formatting.json_lines import to_line
from psopenai_py.openai.reading import is_object_text
from psopenai_py.openai.result_line import LineReader

from ..conftest import Service

LINE = json.dumps(
    {
        "id": "batch_req_1",
        "response": {
            "body": {
                "id": "chatcmpl-1",
                "object": "chat.completion",
                "created": 1711475054,
                "choices": [{"index": 0, "message": {"role": "assistant", "content": "Grüße"}}],
                "usage": {"total_tokens": 7, "details": {"cached": 0}},
            },
            "status_code": 200,
        },
        "custom_id": "a",
        "error": None,
    },
    ensure_ascii=False,
).encode()


def unread(value: PSObject) -> bool:
    return value._fill is not None


def test_each_level_is_read_when_somebody_looks_inside() -> None:
    item = LineReader().line(LINE).item()
    assert unread(item) and item._types[0] == "PSOpenAI.Batch.Output"
    assert list(item) == ["custom_id", "id", "response", "error"]
    assert unread(item.response)
    assert list(item.response) == ["status_code", "body"]
    body = item.response.body
    assert unread(body)
    assert body._types[0] == "PSOpenAI.Chat.Completion"
    assert list(body) == ["id", "object", "choices", "usage", "created", "Answer"]
    assert unread(body.choices[0]) and unread(body.usage)
    assert body.choices[0].message.content == "Grüße" and list(body.Answer) == ["Grüße"]
    assert unread(body.usage)
    assert body.usage.details._get("cached").__class__.__name__ == "Int64"


def test_what_was_only_read_is_written_as_it_came() -> None:
    item = LineReader().line(LINE).item()
    assert item.response.body.choices[0].message.content == "Grüße"
    assert not has_changed(item) and to_line(item) == LINE + b"\n"


CHANGES = {
    "the result": ("$i.custom_id = 'new'", '"custom_id":"new"'),
    "its response": ("$i.response.status_code = 201", '"status_code":201'),
    "its body": ("$i.response.body.id = 'other'", '"id":"other"'),
    "an object in an array": ("$i.response.body.choices[0].message.content = 'changed'", '"content":"changed"'),
    "an object deep inside": ("$i.response.body.usage.details.cached = 5", '"cached":5'),
    "an added member": ("$i.response | Add-Member note x", '"note":"x"'),
}


@pytest.mark.parametrize(("change", "shown"), CHANGES.values(), ids=list(CHANGES))
def test_a_change_at_any_level_is_written_and_the_rest_stays(service: Service, change: str, shown: str) -> None:
    service.emulator.add_batch([LINE, output_line("b")], id="b1")
    (item,) = service.output(f"Get-BatchOutput b1 | Select-Object -First 1 | % {{ $i = $_; {change}; $i }}")
    out = to_line(item).decode()
    assert shown in out
    assert "Grüße" in out or "changed" in out
    assert '"total_tokens":7' in out


NO_OBJECTS = {
    "nothing": b"",
    "a bracket": b"{",
    "cut": b'{"custom_id": "a"',
    "a number": b"5",
    "null": b"null",
    "an array": b"[{}]",
    "no literal": b'{"custom_id": nul}',
    "not UTF-8": b'{"a": "\xff"}',
    "half a character": b'{"a": "\xed\xa0\xbd"}',
    "a page": b"<html>",
    "open brackets": b'{"a":' + b"[" * 5000,
}


@pytest.mark.parametrize("line", NO_OBJECTS.values(), ids=NO_OBJECTS)
def test_what_is_not_an_object_is_known_before_somebody_looks(line: bytes) -> None:
    assert not is_object_text(line)


@pytest.mark.parametrize(
    "line", [b"{}", LINE, b'{"a":NaN}', b'{"a":"\\ud800"}', b'{"a":' + b"[" * 5000 + b"]" * 5000 + b"}"]
)
def test_what_python_reads_is_an_object(line: bytes) -> None:
    assert is_object_text(line) and next(iter(LineReader().line(line).item())) == "custom_id"


@pytest.mark.parametrize(
    "value", [None, 5, 2.5, True, "text", [1, {"a": 2}], {}, {"a": None}, 1 << 70], ids=repr
)  # fmt: skip
def test_responses_and_bodies_of_any_shape(value: Any) -> None:
    for line in ({"response": value}, {"response": {"body": value}}, {"error": value}):
        item = LineReader().line(json.dumps(line).encode()).item()
        found = item.error if "error" in line else item.response if line["response"] is value else item.response.body
        assert to_line(PSObject({"v": found})) == (json.dumps({"v": value}, separators=(",", ":")) + "\n").encode()


def test_a_body_that_is_nested_too_deeply_is_read_in_a_script_too(service: Service) -> None:
    """While a script runs, Python's own limit of calls is high: the stack must not end before it."""
    deep = b'{"id":"a","custom_id":"a","response":{"status_code":200,"request_id":"r","body":{"b":1,"a":'
    nested = b"[" * 100_000 + b"]" * 100_000
    deep += nested + b'}},"error":null}'
    service.emulator.add_batch([deep, deep, b'{"custom_id":1,"a":' + nested + b"}"], id="b1")
    script = "Get-BatchOutput b1 | % { $_.response.body.b }; (Get-BatchOutput b1)[2].custom_id"
    assert service.output(script) == [1, 1, None, 1]
