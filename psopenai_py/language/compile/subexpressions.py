"""``( )``, ``$( )`` and ``@( )``: statements as values, and their output."""

from __future__ import annotations

from ..runtime.frame import Eval, Frame, Run
from ..runtime.output import collect
from ..syntax import ast
from .compiler import (
    collecting,
    compile_output,
    compile_raw,
    compile_statement,
    compile_value,
    emitting,
    expression,
    output,
    raw,
)


@expression(ast.ParenExpressionAst)
def compile_paren(node: ast.ParenExpressionAst) -> Eval:
    return compile_value(node.pipeline)


@output(ast.ParenExpressionAst)
def compile_paren_output(node: ast.ParenExpressionAst) -> Run:
    inner = node.pipeline
    if isinstance(inner, ast.AssignmentStatementAst) or _counts(inner):
        return emitting(compile_raw(inner))
    if isinstance(inner, ast.PipelineAst) and inner.pure_expression is not None:
        return compile_output(inner.pure_expression)
    run_inner = compile_statement(inner)

    def run_statement(frame: Frame) -> None:  # all output is collected before any of it is passed on
        out = frame.out
        for item in collect(frame, run_inner, keep_on_error=True):
            out(item)

    return run_statement


def _counts(node: ast.StatementAst) -> bool:
    """``($i++)`` has an output, where ``$i++`` has none."""
    pure = node.pure_expression if isinstance(node, ast.PipelineAst) else None
    return isinstance(pure, ast.UnaryExpressionAst) and pure.op[:2] in ("++", "--", "po")


@expression(ast.ArrayExpressionAst)
def compile_array_expression(node: ast.ArrayExpressionAst) -> Eval:
    statements = node.block.statements
    if not statements:
        return lambda frame: []
    if len(statements) == 1 and isinstance(statements[0], ast.PipelineAst):
        pure = statements[0].pure_expression
        if isinstance(pure, ast.ArrayLiteralAst):  # `@(1, 2)` is the array itself
            return compile_value(pure)
    run = compile_statement(node.block)
    return lambda frame: collect(frame, run)


@output(ast.SubExpressionAst)
@output(ast.ArrayExpressionAst)
def compile_block_expression_output(node: ast.SubExpressionAst | ast.ArrayExpressionAst) -> Run:
    run = compile_statement(node.block)

    def emit_all(frame: Frame) -> None:
        out = frame.out
        for item in collect(frame, run, keep_on_error=True):
            out(item)

    return emit_all


@raw(ast.ParenExpressionAst)
def compile_raw_paren(node: ast.ParenExpressionAst) -> Eval:
    return compile_raw(node.pipeline)


@raw(ast.SubExpressionAst)
def compile_subexpression(node: ast.SubExpressionAst) -> Eval:
    return collecting(compile_statement(node.block))
