"""How texts are read."""

import pytest

from psopenai_py.language.syntax import ast

from .tree import expression, shape


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("'it''s $x'", "it's $x"),
        ('"a ""b"" c"', 'a "b" c'),
        ('"a`tb`n`"`$x`0"', 'a\tb\n"$x\0'),
        ('"`u{41}`u{1F600}"', "A\U0001f600"),
        ('"a`\nb"', "a\nb"),
        ("‘a’", "a"),
        ('"$"', "$"),
        ('"5$ or $ x"', "5$ or $ x"),
        ("@'\na\n  'b'\n'@", "a\n  'b'"),
        ("@'\n'@", ""),
        ('@"\r\na\r\nb\r\n"@', "a\r\nb"),
    ],
)
def test_constant_texts(text: str, value: str) -> None:
    found = expression(text)
    assert isinstance(found, ast.StringConstantExpressionAst)
    assert found.value == value


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"Hi $name!"', "Hi {$name}!"),
        ('"$a.b $a[0]"', "{$a}.b {$a}[0]"),
        ('"${a}b ${env:c d}"', "{$a}b {$env:c d}"),
        ('"$env:HOME/x"', "{$env:HOME}/x"),
        ('"$a::b"', "{$a}::b"),
        ('"$($a.b + 1) c"', "{$(($a.b + 1))} c"),
        ("\"$('a')\"", "{$('a')}"),
        ('"$($x | % { "n$_" })"', "{$($x | <% {n{$_}}>)}"),
        ('"$(""q"")"', "{$('q')}"),
        ('"$(foo `"q`")"', "{$(<foo 'q'>)}"),
        ('@"\nx $y\n"q" $(1)\n"@', 'x {$y}\n"q" {$(1)}'),
        ('"$_$?$$"', "{$_}{$?}{$$}"),
    ],
)
def test_expandable_texts(text: str, expected: str) -> None:
    found = expression(text)
    assert isinstance(found, ast.ExpandableStringExpressionAst)
    assert shape(found) == expected


def test_places_in_a_sub_expression_with_doubled_quotes_are_those_of_the_source() -> None:
    found = expression('"$(""a"" + $bcd)"')
    assert isinstance(found, ast.ExpandableStringExpressionAst)
    (sub,) = found.parts
    assert isinstance(sub, ast.SubExpressionAst)
    (pipeline,) = sub.block.statements
    assert isinstance(pipeline, ast.PipelineAst)
    addition = pipeline.pure_expression
    assert isinstance(addition, ast.BinaryExpressionAst)
    assert addition.right.extent.text == "$bcd"


def test_the_form_of_a_text_is_kept() -> None:
    kinds = [expression(text).kind for text in ("'a'", '"a"', '"$a"', "@'\na\n'@", '@"\n$a\n"@')]  # type: ignore[attr-defined]
    assert kinds == ["single", "double", "double", "single-here", "double-here"]
