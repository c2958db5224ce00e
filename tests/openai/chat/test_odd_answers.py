"""Answers of other servers, whose shape is not quite the service's: they are shown, and nothing ends."""

from __future__ import annotations

from typing import Any

import pytest

from psopenai_py import Shell
from psopenai_py.openai.objects import typed_object


def completion(**fields: Any) -> dict[str, Any]:
    return {"id": "chatcmpl-1", "object": "chat.completion", "created": 1711475054, **fields}


@pytest.mark.parametrize(
    ("choices", "answer"),
    [
        (["x"], ["x"]),
        ("x", ["x"]),
        ([{"message": "x"}], ["x"]),
        ([{"message": {"content": [{"type": "text", "text": "x"}, "y"]}}], ["xy"]),
        ([{"message": {"content": {"a": 1}}}], ['{"a": 1}']),
        ([{"message": {"content": 7}}], ["7"]),
        ([{"text": "x"}], [""]),
        ([None], [""]),
        (None, []),
        ({}, []),
    ],
)
def test_the_text_of_an_answer_of_any_shape(choices: Any, answer: list[str]) -> None:
    data = completion(choices=choices)
    made = typed_object(data)
    assert list(made.Answer) == answer
    with Shell() as shell:
        assert "chatcmpl-1" in shell.format([made])


@pytest.mark.parametrize("created", [253_402_300_800, 1 << 62, -(1 << 40), 10**30, "today", 1.5, None])
def test_a_number_that_is_not_a_time_stays_one(created: Any) -> None:
    assert typed_object(completion(created=created)).created == created


@pytest.mark.parametrize(
    ("output", "text"),
    [
        ("x", None),
        ([{"type": "message", "content": "x"}], "x"),
        ([{"type": "message", "content": ["x", {"type": "output_text", "text": "y"}]}], "xy"),
        ([{"type": "message", "content": [None, 3]}, 4, None], None),
        (None, None),
    ],
)
def test_the_text_of_a_response_of_any_shape(output: Any, text: str | None) -> None:
    made = typed_object({"id": "resp_1", "object": "response", "output": output})
    assert made.output_text == text
    with Shell() as shell:
        assert "resp_1" in shell.format([made])
