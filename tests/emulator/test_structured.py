"""Structured outputs: answers follow the schema that a request has."""

from __future__ import annotations

import json
from typing import Any

import jsonschema
import pytest

from psopenai_py.emulator.answers import chat, response
from psopenai_py.emulator.errors import ApiFailure
from psopenai_py.emulator.structured import instance

PERSON = {
    "type": "object",
    "properties": {
        "name": {"type": "string", "maxLength": 10},
        "age": {"type": "integer", "minimum": 18, "maximum": 99},
        "score": {"type": "number", "exclusiveMinimum": 0, "exclusiveMaximum": 1, "multipleOf": 0.25},
        "mood": {"enum": ["glad", "sad"]},
        "tags": {"type": "array", "items": {"type": "string"}, "minItems": 2, "maxItems": 4},
        "born": {"type": "string", "format": "date"},
        "code": {"type": "string", "pattern": "^[A-Z]{3}-\\d{2}$"},
        "note": {"type": ["string", "null"]},
        "is_new": {"type": "boolean"},
    },
    "required": ["name", "age", "score", "mood", "tags", "born", "code", "note", "is_new"],
    "additionalProperties": False,
}
TREE = {
    "type": "object",
    "properties": {"value": {"type": "string"}, "children": {"type": "array", "items": {"$ref": "#"}}},
    "required": ["value", "children"],
}
LINKED = {
    "$defs": {
        "node": {
            "type": "object",
            "properties": {"kind": {"const": "node"}, "next": {"anyOf": [{"$ref": "#/$defs/node"}, {"type": "null"}]}},
            "required": ["kind", "next"],
        }
    },
    "allOf": [{"$ref": "#/$defs/node"}, {"properties": {"size": {"type": "integer", "multipleOf": 5}}}],
}


@pytest.mark.parametrize("schema", [PERSON, TREE, LINKED, {"type": "array", "items": PERSON}, {}, {"type": "null"},
                                    {"oneOf": [{"type": "null"}, {"type": "integer", "maximum": -3}]}])  # fmt: skip
@pytest.mark.parametrize("text", ["How are you?", "Tell me about a sad day in the year 1999.", "x"])
def test_a_value_follows_its_schema_and_is_always_the_same(schema: dict[str, Any], text: str) -> None:
    made = instance(schema, text)
    jsonschema.Draft202012Validator(schema, format_checker=jsonschema.FormatChecker()).validate(made)
    assert made == instance(schema, text)


@pytest.mark.parametrize("schema", [{"type": "string", "pattern": "("}, {"pattern": "^(a|b)+$"}, {"pattern": "\\p{L}"}])
def test_a_pattern_that_is_too_much_for_it_is_left_aside(schema: dict[str, Any]) -> None:
    assert instance(schema, "Who?") == "Who?"


def test_a_schema_that_leads_to_itself_is_malformed() -> None:
    loop = {"$defs": {"a": {"$ref": "#/$defs/a"}}, "allOf": [{"$ref": "#/$defs/a"}]}
    with pytest.raises(RecursionError, match="leads to itself"):
        instance(loop, "x")


def test_it_answers_the_question() -> None:
    made = instance(PERSON, "a sad day")
    assert made["mood"] == "sad" and made["name"] == "a sad day"
    assert len({instance(PERSON, f"q{n}")["age"] for n in range(30)}) > 5


def asking(schema: Any, strict: bool = True, **more: Any) -> dict[str, Any]:
    around = {"name": "person", "strict": strict, "schema": schema, **more}
    messages = [{"role": "user", "content": "Who?"}]
    return {"model": "m", "messages": messages, "response_format": {"type": "json_schema", "json_schema": around}}


def test_chats_and_responses_answer_with_it() -> None:
    said = chat(asking(PERSON))["choices"][0]["message"]["content"]
    assert json.loads(said) == instance(PERSON, "Who?")
    format = {"type": "json_schema", "name": "person", "schema": PERSON}
    output = response({"model": "m", "input": "Who?", "text": {"format": format}})["output"]
    assert output[0]["content"][0]["text"] == said


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (asking({"type": "object", "properties": {}}), "additionalProperties"),
        (asking({**PERSON, "required": []}), "it lacks 'age'"),
        (asking({"type": "array", "items": TREE}), r"context=\('items',\)"),
        (asking(None), "response_format.json_schema.schema"),
        (asking(PERSON, name=None), "response_format.json_schema.name"),
        ({"model": "m", "input": "x", "text": {"format": {"type": "json_schema", "name": "x"}}}, "text.format.schema"),
    ],
)
def test_what_the_service_refuses_is_refused(body: dict[str, Any], message: str) -> None:
    with pytest.raises(ApiFailure, match=message) as caught:
        (chat if "messages" in body else response)(body)
    assert caught.value.status == 400


def test_only_a_strict_schema_has_to_be_strict() -> None:
    assert json.loads(chat(asking(TREE, strict=False))["choices"][0]["message"]["content"])["value"] == "Who?"
