"""What is read level by level is what `json` reads: order, equal keys, numbers, surrogates, bad bytes, errors."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from hypothesis import example, given, settings
from hypothesis import strategies as st

from psopenai_py.openai.reading import are_object_texts, is_object, read, read_around

NUMBERS = st.one_of(
    st.integers().map(str),
    st.floats().map(json.dumps),  # NaN and the infinities too
    st.sampled_from(
        ("-0", "-0.0", "1e400", "1E5", "1.0e-7", "01", "1.", "-", "+1", str(10**400), "0.12345678901234567")
    ),
)
STRINGS = st.one_of(
    st.text(st.characters(exclude_categories=())).map(json.dumps),
    st.text().map(lambda text: json.dumps(text, ensure_ascii=False)),
    st.sampled_from(('"\\ud800"', '"\\ud83d\\ude00"', '"\\udc00"', '"\\u0000"', '"\\x"', '"\t"', '"\x7f"', '"', "'a'")),
)
WORDS = st.sampled_from(("null", "true", "false", "NaN", "Infinity", "-Infinity", "nul", "", "//"))
SPACE = st.sampled_from(("", " ", "\n", "\t ", "\r\n"))
KEYS = st.one_of(st.sampled_from(('"a"', '"body"', '"A"', '""', '"\\u0061"')), STRINGS)


def _in(brackets: str, parts: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.builds(
        lambda items, space: brackets[0] + space + f",{space}".join(items) + space + brackets[1],
        st.lists(parts, max_size=4),
        SPACE,
    )


def _pairs(values: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return _in("{}", st.builds(lambda key, space, value: f"{key}{space}:{space}{value}", KEYS, SPACE, values))


TEXTS = st.recursive(
    st.one_of(NUMBERS, STRINGS, WORDS), lambda inner: st.one_of(_in("[]", inner), _pairs(inner)), max_leaves=12
)
BYTES = st.one_of(
    TEXTS.map(lambda text: text.encode("utf-8", "surrogatepass")),
    st.builds(
        lambda text, at, byte: text[: at % (len(text) + 1)] + byte + text[at % (len(text) + 1) :],
        _pairs(TEXTS).map(lambda text: text.encode("utf-8", "surrogatepass")),
        st.integers(0, 200),
        st.sampled_from((b"\xff", b"\x00", b"\xc3", b"\\", b'"', b",", b"\xef\xbb\xbf")),
    ),
    _pairs(TEXTS).map(lambda text: text.encode("utf-16", "surrogatepass")),
)


def _shown(make: Callable[[], Any]) -> str:
    """What comes out: `repr` tells -0.0 from 0 and 1 from 1.0, and shows the order; NaN equals itself."""
    try:
        return repr(make())
    except (ValueError, TypeError) as error:
        return f"not readable: {type(error) is TypeError}"


@settings(max_examples=400, deadline=None)
@given(BYTES)
@example(b'{"a":1,"b":2,"a":{"x":1}}')
@example(b'\xef\xbb\xbf{"a":1}')
@example(b'[["a",1]]')
@example(b'{"a":"\xed\xa0\x80"}')
def test_a_text_is_read_as_json_reads_it(text: bytes) -> None:
    assert _shown(lambda: read(text)) == _shown(lambda: json.loads(text))


@settings(max_examples=400, deadline=None)
@given(BYTES)
@example(b'{"a":1,"body":2,"a":{"x":1},"body":{"y":2}}')
@example(b'{"body":{"a":"\\ud800"}, "a":1}')
@example(b'{"body":{"a":"\xff"}, "a":1}')
@example(b'{"":{"\xffa":0},"a":0,"":0}')
@example(b'{"body":{"a":1e999, "b": NaN}}')
def test_an_object_is_read_around_a_part_and_the_part_later(text: bytes) -> None:
    def both() -> Any:
        level = read_around(text, "body")
        return {name: read(value) if name == "body" and is_object(value) else value for name, value in level.items()}

    try:
        text.decode()
    except UnicodeDecodeError:  # of equal keys only the last is decoded: such lines are sorted out before
        assert not are_object_texts([text])
    else:
        assert _shown(both) == _shown(lambda: dict(json.loads(text)))
