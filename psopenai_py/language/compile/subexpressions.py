"""``( )``, ``$( )`` and ``@( )``: statements as values, and what is put out by them."""

from __future__ import annotations

from ...dotnet.model.types import Value
from ..runtime.frame import Eval, Frame, Run
from ..syntax import ast
from .compiler import compile_output, compile_statement, compile_value, expression, output
from .control import compile_block
from .statement_values import NOTHING, collect, raw_statement_value, statement_value


@expression(ast.ParenExpressionAst)
def compile_paren(node: ast.ParenExpressionAst) -> Eval:
    return statement_value(node.pipeline)


@output(ast.ParenExpressionAst)
def compile_paren_output(node: ast.ParenExpressionAst) -> Run:
    inner = node.pipeline
    if isinstance(inner, ast.AssignmentStatementAst) or _counts(inner):
        from .compiler import emit

        value = raw_statement_value(inner)

        def run(frame: Frame) -> None:
            found = value(frame)
            if found is not NOTHING:
                emit(found, frame.out)

        return run
    if isinstance(inner, ast.PipelineAst) and inner.pure_expression is not None:
        return compile_output(inner.pure_expression)
    statement = compile_statement(inner)

    def run_statement(frame: Frame) -> None:  # all is collected before any of it goes on
        out = frame.out
        for item in collect(frame, statement, keep_on_error=True):
            out(item)

    return run_statement


def _counts(node: ast.StatementAst) -> bool:
    """``($i++)`` has an output, where ``$i++`` has none."""
    pure = node.pure_expression if isinstance(node, ast.PipelineAst) else None
    return isinstance(pure, ast.UnaryExpressionAst) and pure.op[:2] in ("++", "--", "po")


@expression(ast.SubExpressionAst)
def compile_subexpression(node: ast.SubExpressionAst) -> Eval:
    raw = raw_value(node)

    def value(frame: Frame) -> Value:
        found = raw(frame)
        return None if found is NOTHING else found

    return value


@expression(ast.ArrayExpressionAst)
def compile_array_expression(node: ast.ArrayExpressionAst) -> Eval:
    statements = node.block.statements
    if not statements:
        return lambda frame: []
    if len(statements) == 1 and isinstance(statements[0], ast.PipelineAst):
        pure = statements[0].pure_expression
        if isinstance(pure, ast.ArrayLiteralAst):  # `@(1, 2)` is the array itself
            return compile_value(pure)
    run = compile_block(node.block)
    return lambda frame: collect(frame, run)


@output(ast.SubExpressionAst)
@output(ast.ArrayExpressionAst)
def compile_block_expression_output(node: ast.SubExpressionAst | ast.ArrayExpressionAst) -> Run:
    run = compile_block(node.block)

    def emit_all(frame: Frame) -> None:
        out = frame.out
        for item in collect(frame, run, keep_on_error=True):
            out(item)

    return emit_all


def raw_value(node: ast.ExpressionAst) -> Eval:
    """An expression's value that is `NOTHING` where it puts nothing out."""
    if isinstance(node, ast.SubExpressionAst):
        run = compile_block(node.block)

        def value(frame: Frame) -> Value:
            items = collect(frame, run)
            if len(items) == 1:
                return items[0]
            return items or NOTHING

        return value
    if isinstance(node, ast.VariableExpressionAst):
        from .variables import compile_raw_variable

        return compile_raw_variable(node)
    if isinstance(node, ast.ParenExpressionAst):
        return raw_statement_value(node.pipeline)
    if isinstance(node, ast.InvokeMemberExpressionAst):
        from .member_access import compile_invoke_raw

        return compile_invoke_raw(node)
    return compile_value(node)
