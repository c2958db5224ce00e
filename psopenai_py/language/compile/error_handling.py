"""``try``, ``catch``, ``finally``, ``trap`` and ``throw``."""

from __future__ import annotations

from collections.abc import Callable

from ...dotnet.model.registry import type_of
from ...dotnet.model.types import DotNetType, Value
from ...engine.session.scope import Variable
from ...engine.values.objects import unwrap
from ...engine.values.text import to_text
from ...errors import ErrorRecord, NetException, TerminatingError
from ..runtime.failures import ThrowError, settle, statement_failed
from ..runtime.frame import RETURN, Frame, LoopControl, Run, Signal
from ..syntax import ast
from .compiler import compile_statement, statement
from .control import compile_block
from .statement_values import statement_value
from .type_names import resolver

Handler = tuple[list[Callable[[Frame], DotNetType]], Run]


@statement(ast.TryStatementAst)
def compile_try(node: ast.TryStatementAst) -> Run:
    body = compile_block(node.body)
    catches: list[Handler] = [
        ([resolver(constraint.type_name) for constraint in clause.types], compile_block(clause.body))
        for clause in node.catches
    ]
    cleanup = compile_block(node.finally_block) if node.finally_block is not None else None

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


def with_error(frame: Frame, handler: Run, record: ErrorRecord) -> Signal | None:
    """Run a handler with the record as ``$_``."""
    variables = frame.variables
    saved = variables.get("_")
    variables["_"] = Variable("_", record)
    try:
        return handler(frame)
    finally:
        if saved is None:
            variables.pop("_", None)
        else:
            variables["_"] = saved


def find_handler(frame: Frame, handlers: list[Handler], record: ErrorRecord) -> Run | None:
    """The clause that fits best: the exception itself before its causes, a nearer type before a farther one."""
    general: Run | None = None
    exception: NetException | None = record.exception
    while exception is not None:
        best: tuple[int, Run] | None = None
        lineage = list(type_of(exception).lineage())
        for types, handler in handlers:
            if not types:
                general = general or handler
                continue
            for resolve in types:
                wanted = resolve(frame)
                for distance, at in enumerate(lineage):
                    if at is wanted and (best is None or distance < best[0]):
                        best = (distance, handler)
        if best is not None:
            return best[1]
        exception = exception.inner
    return general


@statement(ast.TrapStatementAst)
def compile_trap(node: ast.TrapStatementAst) -> Run:
    return lambda frame: None  # in force for its whole block, see compile_trapped


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


@statement(ast.ThrowStatementAst)
def compile_throw(node: ast.ThrowStatementAst) -> Run:
    value = statement_value(node.pipeline) if node.pipeline is not None else None

    def run(frame: Frame) -> Signal | None:
        if value is None:
            raise _rethrown(frame)
        raise thrown(value(frame))

    return run


def _rethrown(frame: Frame) -> TerminatingError:
    """A bare ``throw``: the error being handled once more, or ScriptHalted."""
    current = frame.scope.find("_")
    record = current.value if current is not None else None
    if isinstance(record, ErrorRecord):
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
