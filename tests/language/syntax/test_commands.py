"""How commands and pipelines are read."""

import pytest

from psopenai_py.language.syntax import ast

from .tree import command, shape, statement, words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Get-Item a b", ["Get-Item", "a", "b"]),
        ("Test -Name value -Wait", ["Test", "-Name", "value", "-Wait"]),
        ("Test -Name:value -Wait:$false", ["Test", "-Name:value", "-Wait:$false"]),
        ("Test -Name: value", ["Test", "-Name:value"]),
        ("Test a,b, c", ["Test", "[a, b, c]"]),
        ("Test 1 1kb 0x10 1.5", ["Test", "1", "1024", "16", "1.5"]),
        ("Test a+b 1+1 7z", ["Test", "a+b", "1+1", "7z"]),
        ("Test $x.y $x[0] $x.z(1)", ["Test", "$x.y", "$x[0]", "$x.z(1)"]),
        ("Test $x/y a$b'c' \"d$e\"", ["Test", "{$x}/y", "a{$b}c", "d{$e}"]),
        ("Test @splat", ["Test", "@splat"]),
        ("Test (1 + 2) $(3) @(4) @{ a = 5 } { 6 }", ["Test", "((1 + 2))", "$(3)", "@(4)", "@{a=5}", "{6}"]),
        ("Test if function [int] * ? %", ["Test", "if", "function", "[int]", "*", "?", "%"]),
        ("Test a`nb a`,b", ["Test", "a\nb", "a,b"]),
        ("Test ../x c:\\a\\*.txt http://x/y?z=1", ["Test", "../x", "c:\\a\\*.txt", "http://x/y?z=1"]),
        ("Test -a -- -b", ["Test", "-a", "--", "-b"]),
        ("Test `\n  -a 1 <# c #> # d", ["Test", "-a", "1"]),
        ("cmd --% a 'b $x", ["cmd", "--%", "a 'b $x"]),
        ("Where-Object status -eq 'a'", ["Where-Object", "status", "-eq", "'a'"]),
        ("& $f 1", ["$f", "1"]),
        (". 'a b' 1", ["'a b'", "1"]),
        ("& { 1 } 2", ["{1}", "2"]),
        ("a$b", ["a$b"]),
        ("& a$b", ["a{$b}"]),
    ],
)
def test_the_words_of_a_command(text: str, expected: list[str]) -> None:
    assert words(text) == expected


def test_a_number_keeps_how_it_was_written() -> None:
    number = command("Test 0x1F").elements[1]
    assert isinstance(number, ast.ConstantExpressionAst)
    assert (number.text, number.value.kind, number.value.value) == ("0x1F", "int", 31)


def test_redirections() -> None:
    merging, dropping, appending = command("Test 2>&1 3>$null >>out.txt").redirections
    assert isinstance(merging, ast.MergingRedirectionAst)
    assert isinstance(dropping, ast.FileRedirectionAst)
    assert isinstance(appending, ast.FileRedirectionAst)
    assert (merging.from_stream, merging.to_stream) == (2, 1)
    assert (dropping.from_stream, shape(dropping.location), dropping.append) == (3, "$null", False)
    assert (appending.from_stream, shape(appending.location), appending.append) == (1, "out.txt", True)


def test_all_streams_are_stream_zero() -> None:
    (redirection,) = command("Test *> all.txt").redirections
    assert redirection.from_stream == 0


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a | b | c", "<a> | <b> | <c>"),
        ("1..3 | % { $_ }", "(1 .. 3) | <% {$_}>"),
        ("a |\n\n b", "<a> | <b>"),
        ("a\n  | b\n  # note\n  | c", "<a> | <b> | <c>"),
        ("a b &", "<a b> &"),
    ],
)
def test_pipelines(text: str, expected: str) -> None:
    assert shape(statement(text)) == expected


def test_a_chain_leans_to_the_left() -> None:
    chain = statement("a && b ||\n c")
    assert isinstance(chain, ast.PipelineChainAst)
    assert chain.op == "||"
    assert isinstance(chain.left, ast.PipelineChainAst)
    assert (chain.left.op, shape(chain.left.right)) == ("&&", "<b>")
