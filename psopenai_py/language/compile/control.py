"""Lists of statements, ``if``, ``return``, ``exit``, ``break`` and ``continue``."""

from __future__ import annotations

from collections.abc import Sequence

from ...dotnet.model.types import Value
from ...engine.values.text import to_text
from ...engine.values.truth import to_bool
from ...errors import TerminatingError
from ..runtime.frame import BREAK, CONTINUE, RETURN, Eval, Exit, Frame, Run, Signal
from ..syntax import ast
from ..syntax.nodes import field_names
from .compiler import compile_statement, compile_value, statement
from .statement_values import statement_value


def compile_block(block: ast.StatementBlockAst | ast.NamedBlockAst) -> Run:
    """The closure that runs a block's statements, its traps in force."""
    if block.traps:
        from .error_handling import compile_trapped

        return compile_trapped(block)
    return compile_list(block.statements)


def compile_list(statements: Sequence[ast.StatementAst]) -> Run:
    """The closure that runs statements one after the other; errors that end one are reported here."""
    from ..runtime.failures import statement_failed
    from .type_definitions import hoisted

    statements = hoisted(statements)
    runs = [compile_statement(node) for node in statements]
    if not runs:
        return lambda frame: None
    if len(runs) == 1:
        only, node = runs[0], statements[0]

        def run_one(frame: Frame) -> Signal | None:
            try:
                return only(frame)
            except Exception as error:
                statement_failed(frame, error, node)
                return None

        return run_one

    def run(frame: Frame) -> Signal | None:
        for one in runs:
            try:
                signal = one(frame)
            except Exception as error:
                statement_failed(frame, error, statements[runs.index(one)])
                continue
            if signal is not None:
                return signal
        return None

    return run


def compile_test(node: ast.StatementAst) -> Eval:
    """A condition as Python's true or false."""
    value = statement_value(node)

    def test(frame: Frame) -> bool:
        found = value(frame)
        return found if found.__class__ is bool else to_bool(found)

    if not _runs_command(node):
        return test

    def test_command(frame: Frame) -> bool:
        found = test(frame)
        frame.session.succeeded = True  # a command that finds nothing has answered the question all the same
        return found

    return test_command


def _runs_command(node: object) -> bool:
    """Whether there is a command anywhere in a part of the tree, script blocks aside."""
    if isinstance(node, (list, tuple)):
        return any(map(_runs_command, node))
    if not isinstance(node, ast.Ast) or isinstance(node, ast.ScriptBlockExpressionAst):
        return False
    return isinstance(node, ast.CommandAst) or any(_runs_command(getattr(node, name)) for name in field_names(node))


@statement(ast.IfStatementAst)
def compile_if(node: ast.IfStatementAst) -> Run:
    clauses = [(compile_test(condition), compile_block(body)) for condition, body in node.clauses]
    otherwise = compile_block(node.else_block) if node.else_block is not None else None
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
    value = statement_value(node.pipeline)

    def run(frame: Frame) -> Signal:
        if frame.returns is not None:
            frame.returns.append(value(frame))
            return RETURN
        return body(frame) or RETURN

    return run


@statement(ast.ExitStatementAst)
def compile_exit(node: ast.ExitStatementAst) -> Run:
    code = statement_value(node.pipeline) if node.pipeline is not None else None

    def run(frame: Frame) -> Signal | None:
        raise Exit(_exit_code(None if code is None else code(frame)))

    return run


def _exit_code(value: Value) -> int:
    from ...engine.conversion.conversion import convert_to_int

    if value is None:
        return 0
    try:
        return int(convert_to_int(value))
    except TerminatingError:  # as PowerShell: what is no number counts as zero
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


@statement(ast.BlockStatementAst)
def compile_workflow_block(node: ast.BlockStatementAst) -> Run:
    return compile_block(node.body)


@statement(ast.DataStatementAst)
def compile_data(node: ast.DataStatementAst) -> Run:
    from .compiler import collected
    from .statement_values import collect

    body = compile_block(node.body)
    name = node.variable
    if name is None:
        return body

    def run(frame: Frame) -> None:
        frame.scope.set(name, collected(collect(frame, body)))

    return run
