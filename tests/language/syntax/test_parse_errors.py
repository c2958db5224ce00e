"""Errors of syntax have PowerShell's ids and places."""

import pytest

from psopenai_py.language.syntax import ast
from psopenai_py.language.syntax.errors import ParseError
from psopenai_py.language.syntax.parser.parse import parse

from .tree import error


@pytest.mark.parametrize(
    ("text", "error_id", "column"),
    [
        ('"open $x', "TerminatorExpectedAtEndOfString", 1),
        ("1 +", "ExpectedValueExpression", 4),
        ("}", "UnexpectedToken", 1),
        ("'a' 'b'", "UnexpectedToken", 5),
        ("1 -foo 2", "UnexpectedToken", 3),
        ("function { 'no name' }", "MissingNameAfterKeyword", 9),
        ("function f", "MissingFunctionBody", 11),
        ("try { 'alone' }", "MissingCatchOrFinally", 16),
        ("try { 1 } finally", "MissingFinallyStatementBlock", 18),
        ("try { } catch { } catch { }", "EmptyCatchNotLast", 18),
        ("try { } catch [IO.IOException] { } catch [System.IO.IOException] { }", "ExceptionTypeAlreadyCaught", 42),
        ("[void]$x = 1", "VoidTypeConstraintNotAllowed", 1),
        ('"Server: $name: up"', "InvalidVariableReferenceWithDrive", 10),
        ('$text = @"same line"@', "UnexpectedCharactersAfterHereStringHeader", 11),
        ("1..3 | | ForEach-Object { }", "EmptyPipeElement", 7),
        ("| a", "EmptyPipeElement", 1),
        ("a | 'b'", "ExpressionsMustBeFirstInPipeline", 5),
        ("5 = $x", "InvalidLeftHandSide", 1),
        ("$a, 5 = 1, 2", "InvalidLeftHandSide", 5),
        ("5++", "OperatorRequiresVariableOrProperty", 1),
        ("while () { }", "MissingExpressionAfterKeyword", 8),
        ("if ($x) 1", "MissingStatementBlock", 7),
        ("a &&", "EmptyPipelineChainElement", 5),
        ("a & && b", "BackgroundOperatorInPipelineChain", 5),
        ("@{ 1 = 'int'; '1' = 'string' }", "DuplicateKeyInHashLiteral", 15),
        ("@{ a 1 }", "MissingEqualsInHashLiteral", 5),
        ("@{ a = }", "MissingStatementInHashLiteral", 7),
        ('"bad `u{xyz}"', "InvalidUnicodeEscapeSequence", 9),
        ("$n = 99999999999999999999999999999999999999d", "BadNumericConstant", 6),
        ("300uy", "BadNumericConstant", 1),
        ('"value ${a{b}"', "OpenBraceNeedsToBeBackTickedInVariableName", 12),
        ("[ordered]'x'", "OrderedAttributeOnlyOnHashLiteralNode", 1),
        ("$a[1", "MissingEndSquareBracket", 5),
        ("$a[]", "MissingArrayIndexExpression", 4),
        ("'abc'.", "MissingPropertyName", 7),
        ("$x.foo(1", "MissingEndParenthesisInMethodCall", 9),
        ("function f { param([Parameter(Position = 0, Position = 1)]$a) }", "DuplicateNamedArgument", 45),
        ("function f($a, $A) { }", "DuplicateFormalParameter", 16),
        ("function f($a) { param($b) }", "OnlyOneParameterListAllowed", 18),
        ("for ($i = 0; $i -lt 3; $i++", "MissingEndParenthesisAfterStatement", 28),
        ("switch (1) { default { } default { } }", "MultipleSwitchDefaultClauses", 26),
        ("switch ('x') { }", "MissingSwitchConditionExpression", 15),
        ("foreach ($i in 1..3)", "MissingForeachStatement", 21),
        ("foreach ($x of $y) { }", "MissingInInForeach", 12),
        ("function f { begin { 1 } begin { 2 } }", "DuplicateScriptCommandClause", 26),
        ("function f { begin { 1 } 'loose' }", "MissingNamedBlocks", 26),
        ("( )", "ExpectedExpression", 2),
        ("class B { $x = }", "ExpectedValueExpression", 15),
        ("data { $x }", "VariableReferenceNotSupportedInDataSection", 8),
        ("data { Get-Process }", "CmdletNotInAllowedListForDataSection", 8),
        ("data { 'a'.ToUpper() }", "MethodCallNotSupportedInDataSection", 8),
        ("data d { $a = 1 }", "AssignmentStatementNotSupportedInDataSection", 10),
        ("$x = $true ? 1", "MissingColonInTernaryExpression", 16),
        ("-join", "MissingExpressionAfterOperator", 6),
        ("1,", "MissingExpressionAfterToken", 3),
        ("a ,b", "MissingArgument", 3),
        ("a b,", "MissingExpression", 5),
        ("a -Name:", "ParameterRequiresArgument", 9),
        ("a >", "MissingFileSpecification", 4),
        ("a < b", "RedirectionNotSupported", 3),
        ("a 1> x 1> y", "StreamAlreadyRedirected", 8),
        ("Get-Foo @x, 1", "SplattingNotPermittedInArgumentList", 9),
        ("$y = @x", "SplattingNotPermitted", 6),
        ("[]", "MissingTypename", 2),
        ("[Foo()]5", "UnexpectedAttribute", 1),
        ("while (1) { try { } finally { break } }", "ControlLeavingFinally", 31),
        ("param([X(A=$x)]$a)", "ParameterAttributeArgumentNeedsToBeConstantOrScriptBlock", 12),
        ("class A { [int] M() { } }", "MethodHasCodePathNotReturn", 17),
        ("class A { [NoSuchType]$X }", "TypeNotFound", 12),
        ("class A { [void] M() { return 1 } }", "VoidMethodHasReturn", 24),
        ("class A { [int] M() { return } }", "NonVoidMethodMissingReturnValue", 23),
        ("class A { M() { $x } }", "VariableNotLocal", 17),
        ("class A { [int]$Size; [void] Grow() { $size = 2 } }", "MissingThis", 39),
        ("class A { static $All; [void] Add() { [int]$All += 2 } }", "MissingTypeInStaticPropertyAssignment", 44),
        ("class A { $x; static $y = $this.x }", "NonStaticMemberAccessInStaticMember", 27),
        ("class A { M([ValidateNotNull()]$x) { } }", "AttributeNotAllowedOnDeclaration", 13),
        ("class A { [Flags()]$x }", "AttributeNotAllowedOnDeclaration", 11),
        ("[Flags()] class A { }", "AttributeNotAllowedOnDeclaration", 1),
        ("[NoSuch()] class A { }", "CustomAttributeTypeNotFound", 2),
        ("class A { [ValidateScript({ 1 })]$x }", "ParameterAttributeArgumentNeedsToBeConstant", 27),
        ("param($a, [int]$A)", "DuplicateFormalParameter", 16),
        ("param(@a)", "SplattingNotPermitted", 7),
        ("foreach (@i in 1) { }", "SplattingNotPermitted", 10),
        ("[ref][ref]$x", "ReferenceNeedsToBeByItselfInTypeSequence", 6),
        ("[int][ref]$x", "ReferenceNeedsToBeLastTypeInTypeConversion", 6),
        ("workflow f { }", "WorkflowNotSupportedInPowerShellCore", 1),
        ("<# open", "MissingTerminatorMultiLineComment", 1),
    ],
)  # fmt: skip
def test_the_id_and_the_column_of_the_first_error(text: str, error_id: str, column: int) -> None:
    assert error(text) == (error_id, 1, column)


def test_the_line_of_an_error() -> None:
    assert error("'x'\nusing namespace System.Text") == ("UsingMustBeAtStartOfScript", 2, 1)
    assert error("$r = 'abc'\n    .ToUpper()\n") == ("ExpectedExpression", 2, 14)
    assert error("'ok'\n\"bad $( 1 + \"") == ("IncompleteDollarSubexpressionReference", 2, 6)
    assert error('@"\nabc\n  "@') == ("WhitespaceBeforeHereStringFooter", 3, 3)


@pytest.mark.parametrize(
    "text",
    ["if ($x) {", "(1 +", "1 +\n", "@{ a = 1", "'open", '@"\nabc', "a |", "a &&", "foo `", "$x = {\n  foo\n", "<# c"],
)
def test_a_text_that_ends_too_early_is_incomplete(text: str) -> None:
    with pytest.raises(ParseError) as problem:
        parse(text)
    assert problem.value.incomplete


@pytest.mark.parametrize("text", ["}", "'a' 'b'", "5 = 1", "if ($x) { ) }", "1 2", "[ordered]1"])
def test_a_text_that_is_wrong_is_not_incomplete(text: str) -> None:
    with pytest.raises(ParseError) as problem:
        parse(text)
    assert not problem.value.incomplete


def test_an_error_shows_the_line_and_marks_the_place() -> None:
    with pytest.raises(ParseError) as problem:
        parse("'first'\n'a' 'bcd'", file="x.ps1")
    assert str(problem.value).splitlines()[:3] == ["At x.ps1:2 char:5", "+ 'a' 'bcd'", "+     ~~~~~"]


def test_errors_of_meaning_come_all_and_in_the_order_of_the_text() -> None:
    with pytest.raises(ParseError) as problem:
        parse("5 = 1\n7++")
    assert [(item.error_id, item.line) for item in problem.value.errors] == [
        ("InvalidLeftHandSide", 1),
        ("OperatorRequiresVariableOrProperty", 2),
    ]


@pytest.mark.parametrize("opening", ["(", "{", "$(", "@{a=", '"$(', "[a({", "-not ", "[L[", "if(1){", "'a'.x("])
def test_deep_nesting_is_an_error_and_not_a_crash(opening: str) -> None:
    with pytest.raises(ParseError):
        parse(opening * 5000)


@pytest.mark.parametrize(
    "text",
    [
        "class A { [int]$n; A([int]$n) { $n = $n + 1; $this.n = $n } }",  # a parameter may have a property's name
        "class A { [int]$n; M() { & { $n = 1 } } }",  # a block has variables of its own
        "class A { [int]$n; M() { foreach ($n in 1..2) { $n } } }",
        "[Flags()] enum E { A; B }",
        "class A { [ValidateSet('a', 'b')][Parameter()]$x; [Obsolete('old')] M() { } }",
        "class Mark : Attribute { } [Mark()] class A { [Mark()]$x }",
    ],
)
def test_what_a_class_may_hold(text: str) -> None:
    parse(text)


@pytest.mark.parametrize(
    ("text", "error_id", "column"),
    [
        ("class C : string { }", "SealedBaseClass", 11),
        ("class C : int[] { }", "SubtypeArray", 11),
        ("class A { [int]$X; [int]$x }", "MemberAlreadyDefined", 20),
        ("class A { M([int]$a) { } M([int]$b) { } }", "MemberAlreadyDefined", 26),
        ("class A { static A($x) { } }", "StaticConstructorCantHaveParameters", 20),
        ("enum E { A; a }", "MemberAlreadyDefined", 13),
        ("enum E { A = $x }", "EnumeratorValueMustBeConstant", 14),
        ("enum E : string { A }", "InvalidUnderlyingType", 10),
    ],
)
def test_what_a_type_cannot_be_made_of_is_kept_for_its_definition(text: str, error_id: str, column: int) -> None:
    tree = parse(text)
    assert tree.end is not None
    (definition,) = tree.end.statements
    assert isinstance(definition, ast.TypeDefinitionAst)
    assert [(found.error_id, found.column) for found in definition.errors] == [(error_id, column)]


def test_types_of_the_session_can_be_made_known() -> None:
    parse("class A { [Mine]$X; [A]$Next }", type_exists=lambda name, count: (name, count) == ("Mine", 0))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("'a' 'b'\n'c' 'd'", ["UnexpectedToken 1:5", "UnexpectedToken 2:5"]),
        # What is missing is taken as there, so that the rest of the statement is not an error too.
        ("while () { 1 +\n}\n'ok'", ["MissingExpressionAfterKeyword 1:8", "ExpectedValueExpression 1:15"]),
        (
            "if ($x -eq 1 or $y) { 2 }",
            ["UnexpectedToken 1:14", "MissingEndParenthesisAfterStatement 1:14", "UnexpectedToken 1:19"],
        ),
        ("function f($a $b) { }", ["MissingEndParenthesisInFunctionParameterList 1:14", "UnexpectedToken 1:17"]),
        (
            "function f { begin { 1 } 'loose' end { 2 } }",
            ["MissingNamedBlocks 1:26", "UnexpectedToken 1:34", "UnexpectedToken 1:44"],
        ),
        ("try 'x' catch { }", ["MissingTryStatementBlock 1:4", "UnexpectedToken 1:9"]),
        ("}\n1 +\n", ["UnexpectedToken 1:1", "ExpectedValueExpression 2:4"]),
        ("function f {\n if (1) {\n", ["MissingEndCurlyBrace 2:9", "MissingEndCurlyBrace 1:12"]),
        # Strings and what they hold are read to the end.
        (
            '"bad $( 1 + "',
            [
                "IncompleteDollarSubexpressionReference 1:6",
                "TerminatorExpectedAtEndOfString 1:1",
                "TerminatorExpectedAtEndOfString 1:13",
                "MissingEndParenthesisInSubexpression 1:15",
            ],
        ),
        ("'a`u' \"`u{zz}\"\n)", ["InvalidUnicodeEscapeSequence 1:11", "UnexpectedToken 1:7", "UnexpectedToken 2:1"]),
        # Text that is read twice has its errors once; errors of meaning are for texts without errors of syntax.
        ("[Foo(1 +)] $x = 1; 5 = 6", ["ExpectedValueExpression 1:9"]),
    ],
)
def test_all_errors_of_a_text(text: str, expected: list[str]) -> None:
    with pytest.raises(ParseError) as caught:
        parse(text)
    assert [f"{e.error_id} {e.line}:{e.column}" for e in caught.value.errors] == expected


def test_the_first_errors_are_shown() -> None:
    with pytest.raises(ParseError) as caught:
        parse("'a' 'b'\n" * 13)
    assert len(caught.value.errors) == 13
    assert str(caught.value).count("At line:") == 10
    with pytest.raises(ParseError) as long:
        parse("'a' 'b'\n" * 5000)
    assert len(long.value.errors) == 1000
    assert str(caught.value).endswith("3 more errors are not shown. Mend these first and try again.")
