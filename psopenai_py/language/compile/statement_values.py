"""A statement's output as a value: ``$x = if (...) {...}``, ``(command)``, ``@{ k = command }``.

No output at all is `NOTHING`, PowerShell's AutomationNull: it counts as null, but puts no object into a pipeline.
"""

from __future__ import annotations

from collections.abc import Callable

from ...declare.sentinel import Sentinel
from ...dotnet.model.types import Value
from ...errors import ControlFlow
from ..runtime.frame import Eval, Frame, LoopControl, Run
from ..syntax import ast
from .compiler import compile_statement, compile_value

#: no output at all
NOTHING = Sentinel("NOTHING", __name__)


def collect(frame: Frame, run: Run, keep_on_error: bool = False) -> list[Value]:
    """All that a statement puts out. ``break`` and the like inside leave as an exception.

    What was put out before control left, as in ``$x = foreach (...) { $_; return }``, goes to the output of the
    enclosing statement; with `keep_on_error` also what was put out before an error.
    """
    saved = frame.out
    items: list[Value] = []
    frame.out = items.append
    try:
        signal = run(frame)
    except ControlFlow:
        frame.out = saved
        _flush(items, saved)
        raise
    except Exception:
        frame.out = saved
        if keep_on_error:
            _flush(items, saved)
        raise
    frame.out = saved
    if signal is not None:
        _flush(items, saved)
        raise LoopControl(signal)
    return items


def _flush(items: list[Value], out: Callable[[Value], object]) -> None:
    for item in items:
        out(item)


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


def raw_statement_value(node: ast.StatementAst) -> Eval:
    """The closure that gives a statement's value, `NOTHING` where it puts nothing out."""
    if isinstance(node, ast.PipelineAst):
        pure = node.pure_expression
        if pure is not None:
            if isinstance(pure, ast.ParenExpressionAst):
                return raw_statement_value(pure.pipeline)
            if isinstance(pure, (ast.InvokeMemberExpressionAst, ast.SubExpressionAst, ast.VariableExpressionAst)):
                from .subexpressions import raw_value

                return raw_value(pure)
            return compile_value(pure)
    if isinstance(node, ast.AssignmentStatementAst):
        from .assignment import compile_assignment_value

        return compile_assignment_value(node)
    run = compile_statement(node)

    def value(frame: Frame) -> Value:
        items = collect(frame, run)
        if len(items) == 1:
            return items[0]
        return items or NOTHING

    return value


def statement_value(node: ast.StatementAst) -> Eval:
    """Like `raw_statement_value` with None for no output."""
    if isinstance(node, ast.PipelineAst) and node.pure_expression is not None:
        return compile_value(node.pure_expression)
    raw = raw_statement_value(node)

    def value(frame: Frame) -> Value:
        found = raw(frame)
        return None if found is NOTHING else found

    return value
