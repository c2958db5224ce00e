"""Lists of statements: blocks with their traps, type definitions first, ``data`` sections."""

from __future__ import annotations

from collections.abc import Sequence

from ..runtime.failures import Handler, ThrowError, find_handler, settle, statement_failed, with_error
from ..runtime.frame import RETURN, Frame, LoopControl, Run, Signal
from ..runtime.output import collect, collected
from ..syntax import ast
from .compiler import TypeDefinitions, compile_statement, statement
from .type_names import resolver


def hoisted(statements: Sequence[ast.StatementAst]) -> Sequence[ast.StatementAst]:
    """The statements with all type definitions first."""
    definitions = [node for node in statements if isinstance(node, ast.TypeDefinitionAst)]
    if not definitions:
        return statements
    rest = [node for node in statements if not isinstance(node, ast.TypeDefinitionAst)]
    return [TypeDefinitions(definitions), *rest]


@statement(ast.StatementBlockAst)
@statement(ast.NamedBlockAst)
def compile_block(block: ast.StatementBlockAst | ast.NamedBlockAst) -> Run:
    """The closure that runs the statements of a block under its traps."""
    if block.traps:
        return compile_trapped(block)
    return compile_list(block.statements)


def compile_list(statements: Sequence[ast.StatementAst]) -> Run:
    """The closure that runs statements one after the other, and reports the error that ends one of them."""
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

    pairs = list(zip(runs, statements, strict=True))

    def run(frame: Frame) -> Signal | None:
        for one, node in pairs:
            try:
                signal = one(frame)
            except Exception as error:
                statement_failed(frame, error, node)
                continue
            if signal is not None:
                return signal
        return None

    return run


@statement(ast.TrapStatementAst)
def compile_trap(node: ast.TrapStatementAst) -> Run:
    return lambda frame: None  # a trap covers its whole block, see compile_trapped


def compile_trapped(block: ast.StatementBlockAst | ast.NamedBlockAst) -> Run:
    """A block's statements under its traps."""
    traps: list[Handler] = []
    for trap in block.traps:
        constraint = trap.type_constraint
        traps.append(([resolver(constraint.type_name)] if constraint else [], compile_block(trap.body)))
    pairs = [(compile_statement(node), node) for node in block.statements]

    def run(frame: Frame) -> Signal | None:
        for one, node in pairs:
            frame.session.trying += 1
            try:
                signal = one(frame)
            except Exception as error:
                frame.session.trying -= 1
                try:
                    signal = trapped(frame, error, node)
                finally:
                    frame.session.trying += 1
            finally:
                frame.session.trying -= 1
            if signal is not None:
                return signal
        return None

    def trapped(frame: Frame, error: Exception, node: ast.StatementAst) -> Signal | None:
        found = settle(frame, error, node)
        handler = find_handler(frame, traps, found.record)
        if handler is None:
            statement_failed(frame, found, node)
            return None
        try:
            signal = with_error(frame, handler, found.record)
        except LoopControl as control:
            signal = control.signal
        if signal is not None and signal.kind == "continue":
            return None
        if signal is not None and signal.kind == "break":
            found.script = True
            raise found
        if signal is RETURN:
            return signal
        if found.script and isinstance(found, ThrowError):
            frame.session.streams.error(found.record)
            return None
        statement_failed(frame, found, node)
        return None

    return run


@statement(ast.BlockStatementAst)
def compile_workflow_block(node: ast.BlockStatementAst) -> Run:
    return compile_block(node.body)


@statement(ast.DataStatementAst)
def compile_data(node: ast.DataStatementAst) -> Run:
    body = compile_block(node.body)
    name = node.variable
    if name is None:
        return body

    def run(frame: Frame) -> None:
        frame.scope.set(name, collected(collect(frame, body)))

    return run
