"""The syntax of .NET's regular expressions."""

from __future__ import annotations

import pytest

from psopenai_py.dotnet.regex.compile import compile_net
from psopenai_py.errors import NetException


@pytest.mark.parametrize(
    ("pattern", "text", "found"),
    [
        (r"(?m)^line2$", "a\nline2", "line2"),
        (r"\p{Lu}", "aB", "B"),
        (r"[a-z-[aeiou]]+", "aebc", "bc"),
        (r"a(?i)b", "aB", "aB"),
        (r"(a)(?i)b(c)d", "aBCd", "aBCd"),
        (r"(?i:x)y", "Xy", "Xy"),
        (r"\Ax\z", "x", "x"),
        ("x\\Z", "x\n", "x"),
        (r"[[a]", "[", "["),
        (r"[\w-]+", "a-b", "a-b"),
        (r"{a}", "{a}", "{a}"),
        (r"(?<q>['\"]).*?\k<q>", "say 'x'", "'x'"),
        (r"(?'n'\d)", "a1", "1"),
        (r"(?<=ab+)c", "abbc", "c"),
        (r"(?>a+)b", "aab", "aab"),
        (r"(?x) a b # comment", "ab", "ab"),
        (r"\p{IsCyrillic}+", "abЖ", "Ж"),
        (r"^*a", "ba", "a"),
        (r"(?:\b)?$+", "a", ""),
        (r"(?<!x|yy)a", "xayya a", "a"),
        (r"(?:\2b|(c)(a))+", "caab", "caab"),
        (r"(?<=[+*]{2}\+)a", "+*+a", "a"),
        (r"[\w-.]+@", "to a-b.c@d", "a-b.c@"),
        (r"[\d\s-x]+", "a1 -x", "1 -x"),
        (r"(?:\k<1>b|(a))+", "aab", "aab"),
        (r"(?:\k<n>b|(?<n>a))+", "aab", "aab"),
        (r"(?<été>x)\k<été>", "xx", "xx"),
        (r"(?x) a (?#b) c # d", "ac", "ac"),
        (r"[+--]+", "a+,-", "+,-"),
        (r"[%-&&]+", "a%&", "%&"),
    ],
)
def test_a_pattern_finds_what_it_finds_in_net(pattern: str, text: str, found: str) -> None:
    match = compile_net(pattern).search(text)
    assert match is not None
    assert match.group() == found


def test_named_groups_are_numbered_after_unnamed_ones() -> None:
    regex = compile_net(r"(?<y>\d{4})-(\d\d)")
    match = regex.search("on 2024-05")
    assert regex.group_names == ["0", "1", "y"]
    assert [match.group(number) for number in regex.groups] == ["2024-05", "05", "2024"]


@pytest.mark.parametrize(
    "pattern",
    ["[", "(", "a)", "a**", r"\R", r"\h", r"(?<=a", r"\k<n", r"\k<n>", r"\k<1>", r"[a-\d]", r"(?<0>x)", r"[a--b]"],
)
def test_what_net_refuses_is_refused(pattern: str) -> None:
    with pytest.raises(NetException, match="Invalid pattern"):
        compile_net(pattern)


@pytest.mark.parametrize(
    ("replacement", "result"),
    [
        ("<$1>", "<b>"),
        ("${2}", "${2}"),
        ("$$", "$"),
        ("$&$&", "abab"),
        ("$`|$'", "x|y"),
        ("$+", "b"),
        ("$_", "xaby"),
    ],
)
def test_replacements_refer_to_groups(replacement: str, result: str) -> None:
    assert compile_net("a(b)").replace("xaby", replacement) == f"x{result}y"


@pytest.mark.parametrize("pattern", ["(", "*", "[", "a**", "\\"])
def test_faulty_patterns_raise_nets_exception(pattern: str) -> None:
    with pytest.raises(NetException) as caught:
        compile_net(pattern)
    assert caught.value.type_name == "System.Text.RegularExpressions.RegexParseException"


def test_splitting_keeps_groups_and_heeds_the_limit() -> None:
    assert compile_net("(-)").split("a-b-c", 2) == ["a", "-", "b-c"]
    assert compile_net("-").split("a-b") == ["a", "b"]
