"""Constant expressions, and literals such as ``@{k='v'; n=1}`` whose value is found without running code."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any, TypeGuard

from ...declare.sentinel import Sentinel
from ...dotnet.collections.dictionaries import Hashtable, NetDictionary, OrderedDictionary
from ...dotnet.model import carriers as net
from ...dotnet.model.types import Value
from ...errors import UsageError
from ..syntax import ast
from ..syntax.errors import ParseError
from ..syntax.parser.parse import parse

_KINDS: dict[str, Callable[[Any], Value]] = {
    "int": int, "long": net.Int64, "double": float, "decimal": Decimal, "byte": net.Byte, "sbyte": net.SByte,
    "short": net.Int16, "ushort": net.UInt16, "uint": net.UInt32, "ulong": net.UInt64, "bigint": net.BigInteger,
}  # fmt: skip

#: for an expression whose value is not known before it runs
NOT_CONSTANT = Sentinel("NOT_CONSTANT", __name__)


def number(node: ast.ConstantExpressionAst) -> Value:
    """A number literal's value."""
    literal = node.value
    return _KINDS[literal.kind](literal.value)


def constant_of(node: ast.Ast) -> Value:
    """The value of a constant expression, else `NOT_CONSTANT`."""
    if isinstance(node, ast.ConstantExpressionAst):
        return number(node)
    if isinstance(node, ast.StringConstantExpressionAst):
        return node.value
    if isinstance(node, ast.VariableExpressionAst) and not node.scope and not node.splatted:
        return {"null": None, "true": True, "false": False}.get(node.name.lower(), NOT_CONSTANT)
    return NOT_CONSTANT


def is_one_argument(text: str) -> bool:
    """Whether a text is one argument of a command and nothing else, so that no other command can hide in it."""
    try:
        block = parse(f"command {text}").end
    except ParseError:
        return False
    statements = block.statements if block is not None else []
    if len(statements) != 1 or not isinstance(statements[0], ast.PipelineAst) or len(statements[0].elements) != 1:
        return False
    command = statements[0].elements[0]
    return isinstance(command, ast.CommandAst) and len(command.elements) == 2 and not command.redirections


def literal_value(text: str) -> Value:
    """The value of a literal. Raises `ParseError` for broken text and `UsageError` for anything that would run code."""
    block = parse(text).end
    statements = block.statements if block is not None else []
    if len(statements) != 1:
        raise UsageError(f"'{text}' is not one value.")
    return _statement(statements[0])


def _statement(node: ast.StatementAst) -> Value:
    if isinstance(node, ast.PipelineAst) and len(node.elements) == 1:
        element = node.elements[0]
        if isinstance(element, ast.CommandExpressionAst):
            return _expression(element.expression)
        if isinstance(element, ast.CommandAst) and len(element.elements) == 1:  # a bare word
            word = element.elements[0]
            if isinstance(word, ast.StringConstantExpressionAst):
                return word.value
    raise UsageError(f"'{node.extent.text}' is not a constant. Only values are allowed here, not code.")


def _expression(node: ast.ExpressionAst) -> Value:
    constant = constant_of(node)
    if constant is not NOT_CONSTANT:
        return constant
    if isinstance(node, ast.ArrayLiteralAst):
        return [_expression(e) for e in node.elements]
    if isinstance(node, ast.ArrayExpressionAst):
        found = [_statement(s) for s in node.block.statements]
        return found[0] if len(found) == 1 and isinstance(found[0], list) else found
    if isinstance(node, ast.ParenExpressionAst):
        return _statement(node.pipeline)
    if isinstance(node, ast.HashtableAst):
        return _filled(Hashtable(), node)
    if _is_ordered(node):
        return _filled(OrderedDictionary(), node.child)
    raise UsageError(f"'{node.extent.text}' is not a constant. Only values are allowed here, not code.")


def _is_ordered(node: ast.ExpressionAst) -> TypeGuard[ast.ConvertExpressionAst]:
    return (
        isinstance(node, ast.ConvertExpressionAst)
        and isinstance(node.child, ast.HashtableAst)
        and node.type_name.name.lower() == "ordered"
    )


def _filled(table: NetDictionary, node: ast.ExpressionAst) -> NetDictionary:
    assert isinstance(node, ast.HashtableAst)
    for key, value in node.pairs:
        table[_expression(key)] = _statement(value)
    return table
