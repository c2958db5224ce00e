"""Types and attributes in brackets: `[int]`, `[List[string]]`, `[Parameter(Mandatory)]`."""

from __future__ import annotations

from .. import ast
from ..lexer import EXPRESSION, TYPE_NAME
from ..tokens import Token
from .state import Parser

# What can be in brackets before a parameter, a variable or a value.
Bracketed = ast.AttributeAst | ast.TypeConstraintAst


def parse_attributes(p: Parser, *, in_expression: bool) -> list[Bracketed]:
    """`[int][ValidateRange(1, 2)]`: as many types and attributes as follow."""
    found: list[Bracketed] = []
    attribute = parse_attribute(p)
    while attribute is not None:
        found.append(attribute)
        if not in_expression or isinstance(attribute, ast.AttributeAst):
            p.skip_newlines()
        attribute = parse_attribute(p)
    return found


def parse_attribute(p: Parser) -> Bracketed | None:
    """One type or attribute in brackets, if one follows."""
    opening = _left_bracket(p)
    if opening is None:
        return None
    p.skip_newlines()
    name = p.need(parse_type_name(p), "MissingTypename", opening.end)
    token = p.peek()
    if token.kind == "(":
        p.skip()
        return _attribute_with_arguments(p, opening, name, token)
    if token.kind != "]":
        place = max(0, token.start - 1)
        p.report_after("EndSquareBracketExpectedAtEndOfAttribute", place, detected=token.start)
        return ast.TypeConstraintAst(p.extent(opening.start, name.extent.end), name)
    p.skip()
    return ast.TypeConstraintAst(p.extent(opening.start, token.end), name)


def _left_bracket(p: Parser) -> Token | None:
    if p.pending is None:
        return p.lexer.left_bracket()
    if p.pending.kind != "[":
        return None
    return p.next()


def _attribute_with_arguments(p: Parser, opening: Token, name: ast.TypeName, parenthesis: Token) -> ast.AttributeAst:
    p.skip_newlines()
    positional: list[ast.ExpressionAst] = []
    named: list[ast.NamedAttributeArgumentAst] = []
    mode = p.set_mode(EXPRESSION)
    last = _attribute_arguments(p, positional, named, parenthesis.end)
    p.set_mode(mode)
    p.skip_newlines()
    closing = p.close(")", "MissingEndParenthesisInExpression", last)
    p.skip_newlines()
    bracket = p.close("]", "EndSquareBracketExpectedAtEndOfAttribute", closing.end)
    return ast.AttributeAst(p.extent(opening.start, bracket.end), name, positional, named)


def _attribute_arguments(
    p: Parser,
    positional: list[ast.ExpressionAst],
    named: list[ast.NamedAttributeArgumentAst],
    last: int,
) -> int:
    """Read the arguments; returns where the last one ends."""
    no_comma, p.no_comma = p.no_comma, True
    seen: set[str] = set()
    comma: Token | None = None
    while True:
        p.skip_newlines()
        name = p.simple_name()
        if name is not None:
            last = _named_argument(p, name, named, last)
            if name.value.lower() in seen:
                p.report_at("DuplicateNamedArgument", name.extent, name.value)
            seen.add(name.value.lower())
        else:
            value = p.rules.expression(p)
            if value is not None:
                _check_argument(p, value)
                positional.append(value)
                last = value.extent.end
            elif comma is not None:
                p.report_after("MissingExpressionAfterToken", comma.end, ",")
        p.skip_newlines()
        comma = p.accept(",")
        if comma is None:
            break
        last = comma.end
    p.no_comma = no_comma
    return last


def _named_argument(
    p: Parser, name: ast.StringConstantExpressionAst, named: list[ast.NamedAttributeArgumentAst], last: int
) -> int:
    equals = p.accept("=")
    if equals is None:
        named.append(ast.NamedAttributeArgumentAst(name.extent, name.value, None))
        return last
    p.skip_newlines()
    value = p.expression_or_error(p.rules.expression(p), "MissingExpressionInNamedArgument", equals.end)
    _check_argument(p, value)
    named.append(ast.NamedAttributeArgumentAst(name.extent.to(value.extent), name.value, value))
    return value.extent.end


def _check_argument(p: Parser, value: ast.ExpressionAst) -> None:
    if not is_constant(value):
        p.refuse("ParameterAttributeArgumentNeedsToBeConstantOrScriptBlock", value.extent)


# --- names of types


def parse_type_name(p: Parser, *, assembly: bool = True) -> ast.TypeName | None:
    """The name of a type, if one follows."""
    mode = p.set_mode(TYPE_NAME)
    token = p.next()
    if token.kind != "identifier":
        p.unget(token)
        p.set_mode(mode)
        return None
    name = _finish_type_name(p, token, assembly=assembly, in_generic=False)
    p.set_mode(mode)
    return name


def _finish_type_name(p: Parser, token: Token, *, assembly: bool, in_generic: bool) -> ast.TypeName:
    name = ast.TypeName(p.extent(token.start, token.end), token.text)
    following = p.peek()
    if following.kind == "[":
        p.skip()
        p.skip_newlines()
        first = p.next()
        if first.kind in ("]", ","):
            _array_ranks(p, name, first)
        elif first.kind in ("[", "identifier"):
            _generic_type(p, name, first)
        elif first.kind == "eof":
            p.fail_after("MissingTypename", following.end)
        else:
            p.fail_at("UnexpectedToken", first, first.text)
    if assembly and not in_generic:
        _assembly_of(p, name)
    return name


def _assembly_of(p: Parser, name: ast.TypeName) -> None:
    comma = p.accept(",")
    if comma is None:
        return
    name.assembly = p.lexer.assembly_name()
    if not name.assembly:
        p.report_after("MissingAssemblyNameSpecification", comma.end)


def _generic_type(p: Parser, name: ast.TypeName, first: Token) -> None:
    arguments, closing = parse_generic_arguments(p, first)
    if closing.kind != "]":
        place = max(0, closing.start - 1)
        p.fail_after("EndSquareBracketExpectedAtEndOfAttribute", place, detected=closing.start)
    name.generic_args = arguments
    name.extent = p.extent(name.extent.start, closing.end)
    if p.accept("[") is not None:
        _array_ranks(p, name, p.next())


def parse_generic_arguments(p: Parser, first: Token) -> tuple[list[ast.TypeName], Token]:
    """The type arguments of a generic type, and the token after them."""
    p.deeper()
    arguments = [_generic_argument(p, first)]
    while True:
        p.skip_newlines()
        token = p.next()
        if token.kind != ",":
            break
        p.skip_newlines()
        following = p.next()
        if following.kind not in ("identifier", "["):
            p.fail_after("MissingTypename", token.end)
        arguments.append(_generic_argument(p, following))
    p.depth -= 1
    return arguments, token


def _generic_argument(p: Parser, first: Token) -> ast.TypeName:
    if first.kind == "identifier":
        return _finish_type_name(p, first, assembly=False, in_generic=True)
    token = p.next()
    if token.kind != "identifier":
        p.fail_after("MissingTypename", token.end)
    name = _finish_type_name(p, token, assembly=True, in_generic=False)
    closing = p.next()
    if closing.kind != "]":
        place = max(0, closing.start - 1)
        p.fail_after("EndSquareBracketExpectedAtEndOfType", place, detected=closing.start)
    return name


def _array_ranks(p: Parser, name: ast.TypeName, token: Token) -> None:
    """The dimensions after the name of a type; `token` is the first one after the bracket."""
    while True:
        rank = 1
        last = token
        while token.kind == ",":
            rank += 1
            last = token
            token = p.next()
        if rank > 32:
            p.fail_at("ArrayHasTooManyDimensions", last)
        if token.kind != "]":
            if rank > 1 or token.kind == "eof":
                p.fail_after("EndSquareBracketExpectedAtEndOfAttribute", last.end)
            p.fail_at("UnexpectedToken", token, token.text)
        name.array_ranks.append(rank)
        name.extent = p.extent(name.extent.start, token.end)
        if p.accept("[") is None:
            return
        token = p.next()


# --- arguments of attributes


def is_constant(value: ast.ExpressionAst) -> bool:
    """Whether a value can be the argument of an attribute: a constant, a type, a script block, or a list of these."""
    if isinstance(value, ast.VariableExpressionAst):
        return not value.scope and value.name.lower() in ("true", "false", "null")
    if isinstance(value, (ast.ArrayLiteralAst, ast.ArrayExpressionAst)):
        if isinstance(value, ast.ArrayLiteralAst):
            return all(is_constant(element) for element in value.elements)
        return all(_is_constant_statement(statement) for statement in value.block.statements)
    if isinstance(value, ast.ParenExpressionAst):
        return _is_constant_statement(value.pipeline)
    if isinstance(value, ast.BinaryExpressionAst):
        return is_constant(value.left) and is_constant(value.right)
    if isinstance(value, (ast.UnaryExpressionAst, ast.ConvertExpressionAst)):
        return is_constant(value.child)
    if isinstance(value, ast.TernaryExpressionAst):
        return all(is_constant(part) for part in (value.condition, value.if_true, value.if_false))
    if isinstance(value, ast.HashtableAst):
        return all(is_constant(key) and _is_constant_statement(item) for key, item in value.pairs)
    if isinstance(value, ast.InvokeMemberExpressionAst):
        return False
    if isinstance(value, ast.MemberExpressionAst):
        return value.static and isinstance(value.target, ast.TypeExpressionAst)
    return isinstance(
        value,
        (
            ast.ConstantExpressionAst,
            ast.StringConstantExpressionAst,
            ast.TypeExpressionAst,
            ast.ScriptBlockExpressionAst,
        ),
    )


def _is_constant_statement(statement: ast.StatementAst) -> bool:
    expression = statement.pure_expression if isinstance(statement, ast.PipelineAst) else None
    return expression is not None and is_constant(expression)
