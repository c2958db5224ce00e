"""``if``, ``return``, ``exit``, ``break`` and ``continue``."""

from __future__ import annotations

from ...dotnet.model.types import Value
from ...engine.conversion.conversion import convert_to_int
from ...engine.values.text import to_text
from ...errors import TerminatingError
from ..runtime.frame import BREAK, CONTINUE, RETURN, Exit, Frame, Run, Signal
from ..syntax import ast
from .compiler import compile_statement, compile_value, statement
from .conditions import compile_test


@statement(ast.IfStatementAst)
def compile_if(node: ast.IfStatementAst) -> Run:
    clauses = [(compile_test(condition), compile_statement(body)) for condition, body in node.clauses]
    otherwise = compile_statement(node.else_block) if node.else_block is not None else None
    if len(clauses) == 1:
        test, body = clauses[0]

        def run_one(frame: Frame) -> Signal | None:
            if test(frame):
                return body(frame)
            if otherwise is not None:
                return otherwise(frame)
            return None

        return run_one

    def run(frame: Frame) -> Signal | None:
        for test, body in clauses:
            if test(frame):
                return body(frame)
        return otherwise(frame) if otherwise is not None else None

    return run


@statement(ast.ReturnStatementAst)
def compile_return(node: ast.ReturnStatementAst) -> Run:
    if node.pipeline is None:
        return lambda frame: RETURN
    body = compile_statement(node.pipeline)
    value = compile_value(node.pipeline)

    def run(frame: Frame) -> Signal:
        if frame.returns is not None:
            frame.returns.append(value(frame))
            return RETURN
        return body(frame) or RETURN

    return run


@statement(ast.ExitStatementAst)
def compile_exit(node: ast.ExitStatementAst) -> Run:
    code = compile_value(node.pipeline) if node.pipeline is not None else None

    def run(frame: Frame) -> Signal | None:
        raise Exit(_exit_code(None if code is None else code(frame)))

    return run


def _exit_code(value: Value) -> int:
    if value is None:
        return 0
    try:
        return int(convert_to_int(value))
    except TerminatingError:  # as in PowerShell, anything but a number counts as zero
        return 0


@statement(ast.BreakStatementAst)
def compile_break(node: ast.BreakStatementAst) -> Run:
    return _compile_jump(BREAK, node.label)


@statement(ast.ContinueStatementAst)
def compile_continue(node: ast.ContinueStatementAst) -> Run:
    return _compile_jump(CONTINUE, node.label)


def _compile_jump(plain: Signal, label: ast.ExpressionAst | None) -> Run:
    if label is None:
        return lambda frame: plain
    if isinstance(label, ast.StringConstantExpressionAst):
        fixed = Signal(plain.kind, label.value.lower())
        return lambda frame: fixed
    name = compile_value(label)
    return lambda frame: Signal(plain.kind, to_text(name(frame)).lower())
