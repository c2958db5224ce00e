"""Text that is a value and nothing more: ``@{k='v'; n=1}``. It runs no code, whatever it holds."""

from __future__ import annotations

from ...dotnet.collections.dictionaries import Hashtable
from ...dotnet.model.types import Value
from ...errors import UsageError
from ..syntax import ast
from ..syntax.parser.parse import parse
from .literals import NOT_CONSTANT, constant_of


def literal_value(text: str) -> Value:
    """The value of a literal. Raises `ParseError` for broken text and `UsageError` for anything that would run."""
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
    raise UsageError(f"'{node.extent.text}' is no constant; only values can stand here, no code.")


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
        table = Hashtable()
        for key, value in node.pairs:
            table[_expression(key)] = _statement(value)
        return table
    raise UsageError(f"'{node.extent.text}' is no constant; only values can stand here, no code.")
