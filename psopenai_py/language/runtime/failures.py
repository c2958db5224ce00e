"""What happens to an error that ends a statement: it is caught further out, ends the script, or is reported.

PowerShell's rule: an error inside ``try`` (also in the functions called there) goes to it. Outside, ``throw`` and
``Stop`` end the script, any other error is written to the error stream and the next statement runs.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from copy import copy

from ...dotnet.model.exceptions import exception_type
from ...dotnet.model.registry import get_type, type_of
from ...dotnet.model.types import DotNetType
from ...engine.conversion.failures import text_error
from ...engine.pipeline.cmdlet import record_of_os_error
from ...engine.session.invocation_info import InvocationInfo
from ...engine.session.scope import Variable
from ...errors import ErrorRecord, NetException, PSOpenAIError, TerminatingError, terminating
from ..syntax import ast
from ..syntax.errors import ParseError
from .calls import CallContext
from .frame import Frame, Run, Signal

_RUNTIME = "System.Management.Automation.RuntimeException"

#: a ``catch`` or ``trap``: the types that it names (none: any error), and what it runs
Handler = tuple[list[Callable[[Frame], DotNetType]], Run]


class ThrowError(TerminatingError):
    """The error of a ``throw`` statement. Unlike other errors that end the script, SilentlyContinue suppresses it."""

    def __init__(self, record: ErrorRecord) -> None:
        super().__init__(record, script=True)


class FunctionFailure(TerminatingError):
    """``ThrowTerminatingError``: ends the function ``leaving``; only its caller reports it."""

    def __init__(self, record: ErrorRecord, leaving: CallContext | None) -> None:
        super().__init__(record)
        self.leaving = leaving


def as_terminating(error: Exception) -> TerminatingError:
    """A Python exception as an error that scripts can catch; InternalError is a fault of our own code."""
    if isinstance(error, TerminatingError):
        return error
    if isinstance(error, NetException):
        kept = error.error_record
        return TerminatingError(kept or ErrorRecord(error.type_name, error.message, "NotSpecified", None, error))
    if isinstance(error, RecursionError):
        return call_depth_overflow()
    if isinstance(error, OSError):
        return TerminatingError(record_of_os_error(error))
    if isinstance(error, PSOpenAIError):
        return terminating("RuntimeException", str(error), "NotSpecified")
    if isinstance(error, MemoryError):
        why = "There is not enough memory for this."
        return terminating("OutOfMemoryException", why, "ResourceUnavailable", None, "System.OutOfMemoryException")
    if (of_text := text_error(error)) is not None:
        return TerminatingError(ErrorRecord(of_text.type_name, of_text.message, "InvalidArgument", None, of_text))
    if isinstance(error, ValueError) and "set_int_max_str_digits" in str(error):
        # Python's guard against texts of digits that take minutes to convert; .NET has none
        why = f"A number with more than {sys.get_int_max_str_digits():,} digits cannot be read or written as text."
        return terminating("OverflowException", why, "InvalidOperation", None, "System.OverflowException")
    made = terminating(
        "InternalError", f"An internal error of psopenai: {type(error).__name__}: {error}", "NotSpecified"
    )
    made.__cause__ = error
    return made


def call_depth_overflow() -> TerminatingError:
    return terminating(
        "CallDepthOverflow",
        "The script calls itself too deeply.",
        "InvalidOperation",
        "CallDepthOverflow",
        "System.Management.Automation.ScriptCallDepthException",
    )


def settle(frame: Frame, error: Exception, node: ast.Ast) -> TerminatingError:
    """Add the position to an error and put it into ``$Error``."""
    found = as_terminating(error)
    record = found.record
    if record.invocation is None:
        record.invocation = InvocationInfo.at(node.extent, frame.call.trace(node.extent) if frame.call else "")
    elif not record.invocation.trace:
        record.invocation.place(node.extent, frame.call.trace(node.extent) if frame.call else "")
    if record.command is None:
        record.command = ""  # script code failed, not a cmdlet around it
    if not found.reported:
        found.reported = True
        frame.session.remember(record)
    frame.session.succeeded = False
    return found


def statement_failed(frame: Frame, error: Exception, node: ast.Ast) -> None:
    """Report the error of a statement, or raise it again."""
    found = settle(frame, error, node)
    if frame.session.trying or (isinstance(found, FunctionFailure) and found.leaving is not None):
        raise found if found is not error else error
    action = frame.session.preference("ErrorActionPreference")
    if found.script:
        if isinstance(found, ThrowError) and action in ("SilentlyContinue", "Ignore"):
            return
        raise found
    if action in ("Stop", "Break"):
        found.script = True
        raise found
    if action not in ("SilentlyContinue", "Ignore"):
        frame.session.streams.error(found.record)


def with_error(frame: Frame, handler: tuple[Run, ErrorRecord], record: ErrorRecord) -> Signal | None:
    """Run what `find_handler` found, with the record as it sees it in ``$_``. A bare ``throw`` in it raises ``record``
    again."""
    run, shown = handler
    variables = frame.variables
    saved = variables.get("_")
    around = frame.session.handling
    variables["_"] = Variable("_", shown)
    frame.session.handling = record
    try:
        return run(frame)
    finally:
        frame.session.handling = around
        if saved is None:
            variables.pop("_", None)
        else:
            variables["_"] = saved


def find_handler(frame: Frame, handlers: list[Handler], record: ErrorRecord) -> tuple[Run, ErrorRecord] | None:
    """The clause that fits best, and the record as that clause sees it.

    What PowerShell wrapped into an exception of its own, such as the failure of a .NET method, is found before the
    wrapper, and ``$_.Exception`` is then the inner exception; a clause of a type that another clause refines gives way
    to a more special one for the wrapper. Any other exception is wrapped by a RuntimeException where a script catches
    it; its cause is not looked at.
    """
    typed = [(resolve(frame), run) for types, run in handlers for resolve in types]
    outer = record.exception
    found: tuple[int, Run, NetException] | None = None
    for exception in _layers(outer) if typed else ():
        nearest = _nearest(typed, exception)
        if nearest is None:
            continue
        caught, run = nearest
        refined = sum(other is not caught and other.is_subtype_of(caught) for other, _ in typed)
        if found is None or refined < found[0]:
            found = (refined, run, exception)
    if found is not None:
        _, run, exception = found
        return run, record if exception is outer else _with_exception(record, exception)
    return next(((run, record) for types, run in handlers if not types), None)


def _layers(outer: NetException) -> Iterator[NetException]:
    """The exceptions that the clauses are compared with, the innermost first."""
    wraps = type_of(outer).is_subtype_of(exception_type(_RUNTIME))
    if wraps and outer.inner is not None:
        yield outer.inner
    yield outer
    if not wraps:
        yield NetException(_RUNTIME, outer.message, outer)


def _nearest(typed: list[tuple[DotNetType, Run]], exception: NetException) -> tuple[DotNetType, Run] | None:
    """The clause whose type is the exception's own or its nearest base."""
    for at in type_of(exception).lineage():
        for caught, run in typed:
            if at is caught:
                return caught, run
    return None


def _with_exception(record: ErrorRecord, exception: NetException) -> ErrorRecord:
    """The same record of another exception."""
    made = copy(record)
    made.exception = exception
    return made


def parse_exception(error: ParseError) -> NetException:
    """A `ParseError` as the exception that scripts catch, with its ``Errors``."""
    get_type("System.Management.Automation.Language.ParseError")  # has the members of the errors
    net = NetException("System.Management.Automation.ParseException", str(error))
    net.properties["Errors"] = list(error.errors)
    first = error.errors[0]
    record = ErrorRecord(first.error_id, str(error), "ParserError", None, net)
    record.invocation = InvocationInfo.at(first.extent)
    net.properties["ErrorRecord"] = record
    net.error_record = None  # a method that fails with it wraps it, as it does a .NET exception
    return net


def parse_failure(error: ParseError, script: bool = False) -> TerminatingError:
    """A `ParseError` as an error record, for text that is parsed while a script runs."""
    return TerminatingError(parse_exception(error).properties["ErrorRecord"], script)
