"""JSON that nests so deeply that reading it would end the stack of the thread, and with it the process."""

from __future__ import annotations

import sys

import pytest

from psopenai_py.http.json_text import DEEPEST, READABLE, is_deep, parse_json, read_json
from psopenai_py.language.runtime.stack import raised_limit


def lists(levels: int) -> str:
    return "[" * levels + "]" * levels


@pytest.mark.parametrize("text", [lists(60_000), '{"a":' * 60_000 + "1" + "}" * 60_000])
def test_what_is_too_deep_is_read_as_null_while_a_script_has_raised_the_limit(text: str) -> None:
    with raised_limit():
        value = read_json(text)
        for _ in range(DEEPEST - 1):
            value = value[0] if isinstance(value, list) else value["a"]
        assert value in ([None], {"a": None})
        with pytest.raises(ValueError, match="nested more deeply than 900 levels"):
            parse_json(text)


def test_what_is_deep_and_not_too_deep_is_read_as_it_is() -> None:
    text, levels = lists(READABLE), 0
    with raised_limit():
        value = read_json(text.encode())
    while value:
        value, levels = value[0], levels + 1
    assert levels == READABLE - 1


def test_a_host_that_left_few_calls_gets_an_error_and_not_a_recursion_error() -> None:
    def called(times: int) -> None:
        if times:
            return called(times - 1)
        with pytest.raises(ValueError, match="nested more deeply"):
            parse_json(lists(800))
        assert read_json(lists(800))[0] is not None
        return None

    if sys.version_info >= (3, 12):
        pytest.skip("here the limit of calls is not for functions in C")
    called(sys.getrecursionlimit() - 500 - _depth())


def _depth() -> int:
    frame, depth = sys._getframe(), 0
    while frame.f_back:
        frame, depth = frame.f_back, depth + 1
    return depth


@pytest.mark.parametrize(
    ("text", "deep"),
    [
        (lists(901), True),
        (lists(900), False),
        ("[" + "[]," * 5000 + "1]", False),
        ('{"a":"' + "[" * 5000 + '"}', False),
        ('["' + "]" * 5000 + '",' + lists(901) + "]", True),
        ('["]\\\\","\\"]",' * 901, True),
        ('["\\\\\\"[",' * 500 + "1" + "]" * 500, False),
        ("]" * 10 + lists(901), False),
        ('["' + "[" * 1000, False),
    ],
    ids=lambda value: str(value)[:12],
)
def test_brackets_in_texts_do_not_count(text: str, deep: bool) -> None:
    assert is_deep(text) is deep
    assert is_deep(text.encode()) is deep
