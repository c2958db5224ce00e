from __future__ import annotations

from typing import Any

import pytest

from psopenai_py.errors import NetException

from ..calling import call, cast, new, read, static


def test_named_and_numbered_groups() -> None:
    match = call(cast("regex", r"(?<y>\d{4})-(?<m>\d\d)"), "Match", "on 2024-05 ok")
    groups = read(match, "Groups")
    assert (read(match, "Success"), read(match, "Index"), read(match, "Value")) == (True, 3, "2024-05")
    assert read(call(groups, "get_Item", "y"), "Value") == "2024"
    assert read(call(groups, "get_Item", 2), "Value") == "05"
    assert read(call(groups, "get_Item", "none"), "Success") is False
    assert [group.name for group in groups] == ["0", "y", "m"]


def test_all_matches_and_the_next_one() -> None:
    regex = new("regex", r"(\w)(\d+)?", "IgnoreCase")
    matches = call(regex, "Matches", "a1 b c22")
    assert len(matches) == 3
    assert [(m.value, m.index, m.group("2").success) for m in matches] == [
        ("a1", 0, True),
        ("b", 3, False),
        ("c22", 5, True),
    ]
    following = call(call(regex, "Match", "a1 b"), "NextMatch")
    assert following.value == "b"
    assert call(call(following, "NextMatch"), "NextMatch").success is False


def test_replacing() -> None:
    regex = cast("regex", r"(\w)(\d+)?")
    assert call(regex, "Replace", "x9y", "<$1>") == "<x><y>"

    def louder(match: Any) -> str:
        return str(match.value.upper()) + "!"

    assert regex and static_replace(r"\w\d?", "x9y8", louder) == "X9!Y8!"
    assert call(cast("regex", "a"), "Replace", "aaa", "b", 2) == "bba"
    assert static("regex", "Replace", "aXbx", "x", "-", "IgnoreCase") == "a-b-"


def static_replace(pattern: str, text: str, evaluator: Any) -> str:
    from psopenai_py.dotnet.regex.regex import REGEX

    by_evaluator = next(
        method for method in REGEX.find_static_methods("replace") if method.parameters[-1].endswith("MatchEvaluator")
    )
    return str(by_evaluator.call(text, pattern, evaluator))


def test_splitting() -> None:
    assert call(cast("regex", r"(\w)(\d+)?"), "Split", "--a1--") == ["--", "a", "1", "--"]
    assert static("regex", "Split", "a, b,c", r",\s*") == ["a", "b", "c"]
    assert call(cast("regex", ","), "Split", "a,b,c", 2) == ["a", "b,c"]


def test_captures_of_a_repeated_group() -> None:
    match = static("regex", "Match", "ab12", r"(\w)+")
    group = match.group("1")
    assert [str(capture) for capture in group.captures] == ["a", "b", "1", "2"]
    assert (group.value, group.index) == ("2", 3)


def test_a_result_is_a_filled_replacement() -> None:
    match = static("regex", "Match", "key=value", r"(?<k>\w+)=(?<v>\w+)")
    assert call(match, "Result", "${v}:${k}") == "value:key"
    with pytest.raises(NetException):
        call(static("regex", "Match", "a", "b"), "Result", "$0")


def test_escaping_and_back() -> None:
    text = "a.b*c [x] {y} #1\t(\\)"
    assert static("regex", "Escape", text) == r"a\.b\*c\ \[x]\ \{y}\ \#1\t\(\\\)"
    assert static("regex", "Unescape", static("regex", "Escape", text)) == text
    assert static("regex", "Unescape", r"\x41\u0042\n") == "AB\n"


def test_a_faulty_pattern_is_refused() -> None:
    with pytest.raises(NetException) as raised:
        new("regex", "(")
    assert raised.value.type_name == "System.Text.RegularExpressions.RegexParseException"


def test_options_show_themselves() -> None:
    regex = new("regex", "x", "IgnoreCase, Multiline")
    assert str(read(regex, "Options")) == "IgnoreCase, Multiline"
    assert call(regex, "ToString") == "x"
    assert call(regex, "IsMatch", "X") is True
    assert list(call(cast("regex", "(a)(?<n>b)"), "GetGroupNames")) == ["0", "1", "n"]


def test_searching_from_a_place() -> None:
    assert call(cast("regex", "a"), "Match", "abca", 1).index == 3
    with pytest.raises(NetException):
        call(cast("regex", "a"), "Match", "abca", 9)
