"""What is read level by level is what `json` reads: order, equal keys, numbers, surrogates, bad bytes, errors."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from hypothesis import example, given, settings
from hypothesis import strategies as st

from psopenai_py.declare.sentinel import MISSING
from psopenai_py.engine.values.objects import PSObject, first_look
from psopenai_py.openai.objects import from_json
from psopenai_py.openai.reading import is_object, is_object_text, read, read_around
from psopenai_py.openai.result_line import LineReader

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
        assert not is_object_text(text)
    else:
        assert _shown(both) == _shown(lambda: dict(json.loads(text)))


# -- lines of results ------------------------------------------------------------------------------------------------

#: texts whose escapes could be taken for other text, and the reverse
ESCAPES = st.lists(
    st.sampled_from(("\\\\", '\\"', "\\u005c", "\\u0022", "u005c", "a", "\\u0061", "\\/")), max_size=6
).map(lambda parts: '"' + "".join(parts) + '"')
VALUES = st.one_of(NUMBERS, STRINGS, WORDS, _pairs(NUMBERS | STRINGS))
RESPONSE = st.one_of(
    st.builds(
        lambda code, name, body, more, comma, colon: (
            f'{{"status_code"{colon}{code}{comma}"request_id"{colon}{name}{comma}"body"{colon}{body}{more}}}'
        ),
        st.one_of(st.just("200"), VALUES),
        st.one_of(st.just('"req_1"'), VALUES),
        st.one_of(_pairs(VALUES), VALUES),
        st.sampled_from(("", ', "body": {"a": 1}', ', "request_id": "req_1"', ', "x": 1')),
        st.just(", "),
        st.just(": "),
    ),
    VALUES,
)
#: lines as the service writes them, and lines that differ in one thing or another
LINES = st.builds(
    lambda name, custom_id, response, between, error, space: (
        f'{{"id": {name}, "custom_id": {custom_id}, "response": {response}{between}, "error": {error}}}'.replace(
            ": ", ":" + space
        ).encode("utf-8", "surrogatepass")
    ),
    st.one_of(st.just('"batch_req_1"'), STRINGS, ESCAPES, VALUES),
    st.one_of(st.just('"ä"'), STRINGS, ESCAPES),
    RESPONSE,
    st.sampled_from(
        ("", ', "id": "batch_req_1"', ', "response": {"body": {"b": 2}, "request_id": 1}', ', "extra": {}')
    ),
    st.one_of(st.just("null"), VALUES),
    st.sampled_from((" ", "", "  ")),
)


def _plain(value: Any) -> Any:
    """An object as a dict, its levels in order, without what ours adds."""
    if isinstance(value, PSObject):
        return {name: _plain(value._props[name]) for name in value._props}
    return [_plain(item) for item in value] if isinstance(value, list) else value


USUAL = '{"id": "a", "custom_id": "b", "response": {"status_code": 200, "request_id": "r", "body": %s}, "error": null}'


@settings(max_examples=600, deadline=None)
@given(st.one_of(LINES, BYTES), st.booleans(), st.booleans())
@example((USUAL % '{"a": "\xff"}, "body": {}').encode("latin-1"), True, False)
@example((USUAL % '{"a": 1}').encode(), True, True)
@example((USUAL % '{"a": NaN}').replace(" ", "").encode(), True, False)
@example(USUAL.replace('"a"', '"a\\""').encode() % b"{}", False, True)
@example((USUAL % '{"a": 1}, "status_code": 500').encode(), False, True)
@example((USUAL % '{"a": 1}').replace('"error": null', '"error": null, "id": "c"').encode(), False, True)
@example((USUAL % '[1], "status_code": 1' + "0" * 30).encode(), False, True)
def test_a_line_is_read_as_json_reads_it_however_far(text: bytes, with_bodies: bool, by_part: bool) -> None:
    reader = LineReader()
    reader.looked = 9 if with_bodies else 0
    lines = reader.lines([text])
    if lines is None:
        return
    assert is_object_text(text)
    wanted = json.loads(text)
    assert _shown(lines[0].data) == _shown(lambda: wanted)
    order = {"custom_id": None, **wanted}  # what links it is first, the body last
    if isinstance(order.get("response"), dict) and "body" in order["response"]:
        order["response"]["body"] = order["response"].pop("body")
    item = lines[0].item()
    told = first_look(item, "response") if by_part else MISSING
    status = first_look(told, "status_code") if isinstance(told, PSObject) else MISSING
    assert _shown(lambda: _plain(item)) == _shown(lambda: _plain(from_json(order)))
    assert told is MISSING or item._props["response"] is told
    assert status is MISSING or told._props["status_code"] is status


def test_bodies_are_read_at_once_while_most_are_looked_into() -> None:
    line = (USUAL % '{"a": 1}').encode()
    reader = LineReader()
    for looks, found in ((3, False), (1, True), (3, False), (0, True), (0, False)):
        lines = reader.lines([line] * 4)
        assert lines is not None
        items = [each.item() for each in lines]
        bodies = [item._props["response"]._props["body"] for item in items]
        assert [body._raw.__class__ is dict for body in bodies] == [found] * 4
        assert [body.a for body in bodies[:looks]] == [1] * looks
