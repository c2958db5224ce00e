"""How expressions are read."""

import pytest

from psopenai_py.language.syntax import ast

from .tree import expression, shape, statement


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1 + 2 * 3", "(1 + (2 * 3))"),
        ("(1 + 2) * 3", "(((1 + 2)) * 3)"),
        ("1 - 2 - 3", "((1 - 2) - 3)"),
        ("1..3 + 4", "((1 .. 3) + 4)"),
        ("'{0}' -f 1 + 2", "(('{0}' f 1) + 2)"),
        ("'{0}{1}' -f 1, 2", "('{0}{1}' f [1, 2])"),
        ("$a -eq 1 -and $b -ne 2 -or $c", "((($a eq 1) and ($b ne 2)) or $c)"),
        ("$a -ieq 1", "($a eq 1)"),
        ("$a -CNOTIN $b", "($a cnotin $b)"),
        ("$a ?? 1 + 2", "($a ?? (1 + 2))"),
        ("$a ?? $b -eq 3", "(($a ?? $b) eq 3)"),
        ("$a -band 1 -eq 1", "($a band (1 eq 1))"),
        ("1 -shl 2 -bor 3", "((1 shl 2) bor 3)"),
        ("'a b' -split ' ', 2", "('a b' split [' ', 2])"),
        ("-join $a", "(join $a)"),
        ("-not $a -eq $b", "((not $a) eq $b)"),
        ("!$a", "(not $a)"),
        ("!1", "(not 1)"),
        ("-bnot 5", "(bnot 5)"),
        ("-5", "-5"),
        ("- 5", "(- 5)"),
        ("-$x", "(- $x)"),
        ("1 -2", "(1 - 2)"),
        (",1", "[1]"),
        (",1, 2", "[[1], 2]"),
        ("1, 2 + 3", "([1, 2] + 3)"),
        ("$i++", "(post++ $i)"),
        ("--$i", "(--pre $i)"),
        ("$a ? 1 : 2", "($a ? 1 : 2)"),
        ("$a ? $b ? 1 : 2 : 3", "($a ? ($b ? 1 : 2) : 3)"),
        ("1 ?\n 2 :\n 3", "(1 ? 2 : 3)"),
        ("[int][string]$x", "[int][string]$x"),
        ("[int]'5' + 1", "([int]'5' + 1)"),
        ("[int[]](1, 2)", "[int[]]([1, 2])"),
        ("$x -is [int]", "($x is [int])"),
        ("1 +\n 2", "(1 + 2)"),
        ("“a” –eq ‘b’", "('a' eq 'b')"),
    ],
)
def test_operators_bind_as_in_powershell(text: str, expected: str) -> None:
    assert shape(expression(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("$x.Name", "$x.Name"),
        ("$x.'a b'", "$x.'a b'"),
        ("$x.$y", "$x.$y"),
        ("$x.(1 + 2)", "$x.((1 + 2))"),
        ("$x.a.b(1, $c).d[0]", "$x.a.b(1, $c).d[0]"),
        ("$x.foreach{ 1 }", "$x.foreach({1})"),
        ("$x.\n  Name", "$x.Name"),
        ("[math]::Max(1, 2)", "[math]::Max(1, 2)"),
        ("[math]::PI", "[math]::PI"),
        ("$x.Get[int](1)", "$x.Get[int](1)"),
        ("$x.Items[0]", "$x.Items[0]"),
        ("$x[1, 2]", "$x[[1, 2]]"),
        ("$a?.b", "$a?.b"),
        ("${a}?.b", "$a?.b"),
        ("${a}?[0]", "$a?[0]"),
        ("(1)?.b", "(1)?.b"),
        ("'a'.Length", "'a'.Length"),
        ("@{ a = 1 }.a", "@{a=1}.a"),
        ("[System.Collections.Generic.List[string]]::new()", "[System.Collections.Generic.List[string]]::new()"),
        (
            "[System.Collections.Generic.Dictionary[string, int[]]]",
            "[System.Collections.Generic.Dictionary[string,int[]]]",
        ),
        ("[object[,]]", "[object[,]]"),
    ],
)
def test_members_and_types(text: str, expected: str) -> None:
    assert shape(expression(text)) == expected


def test_a_question_mark_belongs_to_the_name_of_an_unbraced_variable() -> None:
    plain = expression("$a?.b")
    braced = expression("${a}?.b")
    assert isinstance(plain, ast.MemberExpressionAst)
    assert isinstance(braced, ast.MemberExpressionAst)
    assert (shape(plain.target), plain.null_conditional) == ("$a?", False)
    assert (shape(braced.target), braced.null_conditional) == ("$a", True)


@pytest.mark.parametrize(
    ("text", "scope", "name"),
    [
        ("$x", "", "x"),
        ("$Global:x", "global", "x"),
        ("$env:PATH", "env", "PATH"),
        ("${a b}", "", "a b"),
        ("${env:a b}", "env", "a b"),
        ("$?", "", "?"),
        ("$$", "", "$"),
        ("$_", "", "_"),
        ("${a`}b}", "", "a}b"),
    ],
)
def test_variables(text: str, scope: str, name: str) -> None:
    found = expression(text)
    assert isinstance(found, ast.VariableExpressionAst)
    assert (found.scope, found.name) == (scope, name)


def test_a_using_variable_keeps_its_members() -> None:
    found = expression("$using:x.Name")
    assert isinstance(found, ast.UsingExpressionAst)
    assert shape(found.child) == "$x.Name"


def test_a_hashtable_takes_statements_on_lines_or_behind_semicolons() -> None:
    text = "@{ a = 1; 'b c' = 2, 3\n$k = if ($x) { 1 }\n5 = Get-Item x }"
    assert shape(expression(text)) == "@{a=1; 'b c'=[2, 3]; $k=IfStatementAst; 5=<Get-Item x>}"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("$x = 5", "$x = 5"),
        ("$a, $b = 1, 2", "[$a, $b] = [1, 2]"),
        ("$x += 1", "$x += 1"),
        ("$x ??= 1", "$x ??= 1"),
        ("$x = $y = 2", "$x = $y = 2"),
        ("$x.y[0] = 1", "$x.y[0] = 1"),
        ("[int]$x = 1", "[int]$x = 1"),
        ("$x = if (1) { 2 }", "$x = IfStatementAst"),
        ("$x = Get-Item a | b", "$x = <Get-Item a> | <b>"),
        ("$x=0", "$x = 0"),
    ],
)
def test_assignments(text: str, expected: str) -> None:
    assert shape(statement(text)) == expected


def test_an_extent_tells_text_and_place() -> None:
    found = expression("\n  $abc.Length")
    assert found.extent.text == "$abc.Length"
    assert (found.extent.line, found.extent.column, found.extent.end_column) == (2, 3, 14)
