"""Conditions as Python's True and False, and when a statement counts as a success (``$?``)."""

from __future__ import annotations

from collections.abc import Callable

from ...engine.values.truth import to_bool
from ..runtime.frame import Eval, Frame
from ..syntax import ast
from .compiler import compile_value


def compile_truth(node: ast.ExpressionAst) -> Callable[[Frame], bool]:
    """An operand of a logical operator as Python's True or False."""
    value = compile_value(node)

    def test(frame: Frame) -> bool:
        found = value(frame)
        return found if found.__class__ is bool else to_bool(found)

    return test


def compile_test(node: ast.StatementAst) -> Eval:
    """A condition as Python's True or False."""
    value = compile_value(node)

    def test(frame: Frame) -> bool:
        found = value(frame)
        return found if found.__class__ is bool else to_bool(found)

    if not _runs_command(node):
        return test

    def test_command(frame: Frame) -> bool:
        found = test(frame)
        frame.session.succeeded = True  # a command without output is a success too
        return found

    return test_command


def _runs_command(node: object) -> bool:
    """Whether a part of the tree contains a command, script blocks not counted."""
    if isinstance(node, (list, tuple)):
        return any(map(_runs_command, node))
    if not isinstance(node, ast.Ast) or isinstance(node, ast.ScriptBlockExpressionAst):
        return False
    return isinstance(node, ast.CommandAst) or any(
        _runs_command(getattr(node, name)) for name in ast.child_fields(node)
    )


def counts_as_success(node: ast.StatementAst | ast.ExpressionAst) -> bool:
    """Whether ``$?`` is true once the statement has run; else it is what the commands inside have left."""
    if isinstance(node, ast.AssignmentStatementAst):
        return counts_as_success(node.right)
    if isinstance(node, ast.PipelineAst):
        return node.pure_expression is not None and counts_as_success(node.pure_expression)
    if isinstance(node, ast.ParenExpressionAst):
        return counts_as_success(node.pipeline)
    if isinstance(node, (ast.SubExpressionAst, ast.ArrayExpressionAst)):
        return all(isinstance(each, ast.PipelineAst) and counts_as_success(each) for each in node.block.statements)
    return isinstance(node, ast.ExpressionAst)
