"""Templates: what stands in braces, and what a row makes of it."""

from __future__ import annotations

from typing import Any

import pytest

from psopenai_py.openai.batch.templates import MissingProperty, Template, compiled, filled

ROW = {
    "text": "hello", "Count": 3, "none": None, "tags": ["a", "ü"], "ok": True, "user": {"name": "Jo"}, "a.b": "dotted",
    "number": "2.5", "blank": " ", "First name": "Ada", "ok?": "sure",
    "nan": float("nan"),
}  # fmt: skip


def fill(text: str, row: Any = ROW) -> str:
    return Template(text, "Message").fill(row)


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("no property", "no property"),
        ("", ""),
        ("{text}, {TEXT}!", "hello, hello!"),
        ("{nan}|", "|"),
        ("{{text}} {{{text}}}", "{text} {hello}"),
        ("{count} {ok} {none}|", "3 true |"),
        ("{tags}", '["a", "ü"]'),
        ("{user.name} {user}", 'Jo {"name": "Jo"}'),
        ("{a.b}", "dotted"),
        ("{First name}", "Ada"),
        ("{gone?}|{text?}|{ok?}", "|hello|sure"),
        ("{user.gone?}|", "|"),
        ('{{"a": "{text}"}}', '{"a": "hello"}'),
    ],
)
def test_braces_hold_properties(text: str, result: str) -> None:
    assert fill(text) == result


def test_a_row_that_is_a_text_is_itself() -> None:
    assert fill("say: {_}", "hello") == "say: hello"


@pytest.mark.parametrize(
    ("text", "value"),
    [("{count}", 3), ("{tags}", ["a", "ü"]), ("{number}", "2.5"), ("{number:json}", 2.5), ("{blank:json}", None),
     ("{gone?}", None), ("{count} ", "3 ")],
)  # fmt: skip
def test_a_placeholder_alone_keeps_the_kind_of_its_value(text: str, value: object) -> None:
    assert filled(compiled({"x": [text]}, "Body"), ROW) == {"x": [value]}


@pytest.mark.parametrize("text", ["{", "a } b", "{text", "{}", "{a{b}}"])
def test_braces_that_do_not_match_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match="position"):
        Template(text, "Message")


def test_what_is_missing_is_named_with_its_template() -> None:
    with pytest.raises(MissingProperty) as caught:
        fill("Translate: {txet}")
    assert (caught.value.name, caught.value.where) == ("txet", "-Message 'Translate: {txet}'")
    with pytest.raises(ValueError, match="not JSON: 'hello'"):
        filled(compiled("{text:json}", "Body"), ROW)
