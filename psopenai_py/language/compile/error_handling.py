"""``try``, ``catch``, ``finally`` and ``throw``."""

from __future__ import annotations

from ...dotnet.model.types import Value
from ...engine.values.objects import unwrap
from ...engine.values.text import to_text
from ...errors import ErrorRecord, NetException, TerminatingError
from ..runtime.failures import Handler, ThrowError, find_handler, settle, with_error
from ..runtime.frame import Frame, LoopControl, Run, Signal
from ..syntax import ast
from .compiler import compile_statement, compile_value, statement
from .type_names import resolver


@statement(ast.TryStatementAst)
def compile_try(node: ast.TryStatementAst) -> Run:
    body = compile_statement(node.body)
    catches: list[Handler] = [
        ([resolver(constraint.type_name) for constraint in clause.types], compile_statement(clause.body))
        for clause in node.catches
    ]
    cleanup = compile_statement(node.finally_block) if node.finally_block is not None else None

    def attempt(frame: Frame) -> Signal | None:
        session = frame.session
        session.trying += 1
        depth = session.trying
        try:
            return body(frame)
        except Exception as error:
            session.trying = depth - 1
            found = settle(frame, error, node)
            handler = find_handler(frame, catches, found.record)
            if handler is None:
                raise found from None
            return with_error(frame, handler, found.record)
        finally:
            session.trying = depth - 1

    if cleanup is None:
        return attempt

    def run(frame: Frame) -> Signal | None:
        signal = None
        try:
            signal = attempt(frame)
        finally:
            left = cleanup(frame)
            if left is not None:
                raise LoopControl(left)
        return signal

    return run


@statement(ast.ThrowStatementAst)
def compile_throw(node: ast.ThrowStatementAst) -> Run:
    value = compile_value(node.pipeline) if node.pipeline is not None else None

    def run(frame: Frame) -> Signal | None:
        if value is None:
            raise _rethrown(frame)
        raise thrown(value(frame))

    return run


def _rethrown(frame: Frame) -> TerminatingError:
    """A bare ``throw``: the error being handled once more, or ScriptHalted."""
    record = frame.session.handling
    if record is not None:
        return ThrowError(record)
    return ThrowError(ErrorRecord("ScriptHalted", "ScriptHalted", "OperationStopped"))


def thrown(value: Value) -> TerminatingError:
    """The error that ``throw value`` raises."""
    plain = unwrap(value)
    if isinstance(plain, ErrorRecord):
        return ThrowError(plain)
    if isinstance(plain, NetException):
        kept = plain.error_record
        if kept is not None:
            return ThrowError(kept)
        return ThrowError(ErrorRecord(plain.message, plain.message, "OperationStopped", None, plain))
    if value is None:
        return ThrowError(ErrorRecord("ScriptHalted", "ScriptHalted", "OperationStopped"))
    text = to_text(value)
    return ThrowError(ErrorRecord(text, text, "OperationStopped", value))
