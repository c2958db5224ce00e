"""Commands in a row: objects are pushed from one to the next as they come.

PowerShell's order: bind the command lines of all, begin all, then for each object of the first command re-bind and
process down the row, then end each in turn. `Select-Object -First` ends what is before it with `StopUpstream`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from ..dotnet.types import Value
from ..errors import ControlFlow, ErrorRecord, ExitCode, NetException, StopUpstream, TerminatingError
from ..spec.cmdlet import CmdletSpec
from .binder import Argument, Binder
from .runtime import CommandRuntime

if TYPE_CHECKING:
    from .cmdlet import Cmdlet
    from .session import Session
    from .streams import Streams

IDLE: Any = type("Idle", (), {"__repr__": lambda self: "IDLE"})()  #: among ``inputs``: nothing more has come yet


class Processor:
    """One command of a running pipeline. ``out`` is set by the pipeline before `begin`."""

    out: Callable[[Value], None]
    expects_input = False  # another command comes before it
    begun = False
    failed = False  # it wrote an error: `$?` is false after its pipeline

    def prepare(self) -> None:
        """Bind the command line."""

    def begin(self) -> None: ...

    def process(self, value: Value) -> None:
        """Take one object of the pipeline."""

    def run_without_input(self) -> None:
        """Take the place of `process` for the first command of a pipeline."""

    def idle(self) -> None:
        """The input is slow: hand on what can be."""

    def end(self) -> None: ...

    def dispose(self) -> None: ...


class CmdletProcessor(CommandRuntime, Processor):
    """Runs a `Cmdlet` class: binds, calls its three methods, passes on what they yield."""

    def __init__(
        self, session: Session, spec: CmdletSpec, arguments: Sequence[Argument], streams: Streams | None = None
    ) -> None:
        super().__init__(session, spec, streams or session.streams)
        self.binder = Binder(session, spec, arguments)
        assert spec.factory is not None
        self.cmdlet: Cmdlet = spec.factory()
        self.input: Value = None  # the pipeline object at hand

    def prepare(self) -> None:
        cmdlet = self.cmdlet
        cmdlet.session = self.session
        cmdlet.runtime = self
        cmdlet.bound = self.binder.bind_command_line(self.expects_input)
        self.take_common(cmdlet.bound.common)
        for param in self.spec.params.values():
            setattr(cmdlet, param.attribute, self.binder.value_of(param))

    def begin(self) -> None:
        self.cmdlet.write = self.emit
        self._run(self.cmdlet.begin, needed=True)

    def process(self, value: Value) -> None:
        if not self.begun:  # the command before puts something out in its begin block
            self.begun = True
            self.begin()
        try:
            changed = self.binder.bind_object(value)
        except TerminatingError as error:  # this object does not fit: say so and take the next
            error.record.exit_code = ExitCode.INPUT_FAILED
            self.write_error(self._owned(error.record), collect=False)
            return
        cmdlet = self.cmdlet
        for param in changed:
            setattr(cmdlet, param.attribute, self.binder.value_of(param))
        self.input = value
        self._run(cmdlet.process)

    def run_without_input(self) -> None:
        self._run(self.cmdlet.process)

    def idle(self) -> None:
        self._run(self.cmdlet.idle)

    def end(self) -> None:
        self._run(self.cmdlet.end)

    def dispose(self) -> None:
        self.cmdlet.dispose()

    def _run(self, method: Callable[[], Iterable[Value] | None], needed: bool = False) -> None:
        """Call one of the cmdlet's methods and pass on what it yields; nothing runs after a ``needed`` one that fails."""
        try:
            produced = method()
            if produced is not None:
                emit = self.emit
                try:
                    for value in produced:
                        try:
                            emit(value)
                        except OSError as error:
                            raise self._output_failed(error) from error
                finally:
                    close = getattr(produced, "close", None)
                    if close is not None:
                        close()
        except (TerminatingError, NetException, OSError) as error:
            ended = self.terminating(error)
            if not needed and isinstance(ended, TerminatingError) and self._goes_on(ended):
                if ended.record.target is None:
                    ended.record.target = self.input
                self.write_error(ended.record)
                return
            if ended is error:
                raise
            raise ended from error

    def _goes_on(self, error: TerminatingError) -> bool:
        """Whether only this input has failed, and the others may do better.

        PSOpenAI's cmdlets are functions: outside of ``try`` a failing statement of theirs is reported and the function
        goes on. The shell command goes on with any cmdlet, unless nothing can help.
        """
        if error.script or self.session.trying:
            return False
        if self.session.keep_going:
            return not error.record.ends_all
        return not self.spec.compiled

    def terminating(self, error: Exception) -> Exception:
        """What an exception of the cmdlet's code means: a terminating error that names the cmdlet."""
        if isinstance(error, NetException):  # of the .NET world, and the cmdlet did not handle it
            record = ErrorRecord(error.type_name, error.message, "NotSpecified", None, error)
            return TerminatingError(self._owned(record))
        if isinstance(error, BrokenPipeError):  # the reader of the output has gone: no error of anyone
            return error
        if isinstance(error, OSError):
            return TerminatingError(self._owned(record_of_os_error(error)))
        if isinstance(error, TerminatingError):
            self._owned(error.record)
            if not self.spec.compiled and self.common.get("erroraction") == "Stop":
                error.script = True  # PSOpenAI's cmdlets are functions: there the action reaches terminating errors too
        return error

    def _output_failed(self, error: OSError) -> Exception:
        """What takes the output has failed (a full disk): no further input can help."""
        ended = self.terminating(error)
        if isinstance(ended, TerminatingError):
            ended.script = True
        return ended

    def _owned(self, record: ErrorRecord) -> ErrorRecord:
        if record.command is None:
            record.command = self.spec.error_name
        if record.invocation is None:
            record.invocation = self.invocation
        return record


def record_of_os_error(error: OSError) -> ErrorRecord:
    """An error record for a failure of the operating system."""
    kinds: dict[type[OSError], tuple[str, str]] = {
        FileNotFoundError: ("System.IO.FileNotFoundException", "ObjectNotFound"),
        PermissionError: ("System.UnauthorizedAccessException", "PermissionDenied"),
        IsADirectoryError: ("System.UnauthorizedAccessException", "PermissionDenied"),
        NotADirectoryError: ("System.IO.DirectoryNotFoundException", "ObjectNotFound"),
        FileExistsError: ("System.IO.IOException", "ResourceExists"),
    }
    type_name, category = kinds.get(type(error), ("System.IO.IOException", "WriteError"))
    reason = error.strerror or str(error)
    message = f"{reason}: {error.filename}" if error.filename else reason
    return ErrorRecord(type_name, message, category, error.filename, NetException(type_name, message))


def run_pipeline(
    processors: Sequence[Processor],
    out: Callable[[Value], None],
    inputs: Iterable[Value] | None = None,
) -> None:
    """Run the commands; ``inputs`` feed the first (None: nothing is piped in), ``out`` takes what the last puts out."""
    last = len(processors) - 1
    for i, processor in enumerate(processors):
        processor.expects_input = i > 0 or inputs is not None
        processor.out = out if i == last else _onward(processors[i + 1].process, processors)
    begun = prepared = 0
    try:
        for processor in processors:
            processor.prepare()
            prepared += 1
        started = 0  # the first command that is still to be ended
        try:
            for processor in processors:
                begun += 1
                if not processor.begun:
                    processor.begun = True
                    processor.begin()
            first = processors[0]
            if inputs is None:
                first.run_without_input()
            else:
                for value in inputs:
                    if value is IDLE:
                        first.idle()
                    else:
                        first.process(value)
        except StopUpstream as stop:
            started = _place(processors, stop)
            while begun <= last:  # stopped in a begin block: the others have not begun
                if not processors[begun].begun:
                    processors[begun].begun = True
                    processors[begun].begin()
                begun += 1
        at = started
        while at <= last:
            try:
                processors[at].end()
            except StopUpstream as stop:
                at = _place(processors, stop)
                continue
            at += 1
    except _Broken as broken:
        if broken.pipeline is not processors:
            raise
        raise broken.error from broken.error.__cause__
    finally:
        for processor in processors[:prepared]:
            processor.dispose()


class _Broken(ControlFlow):
    """A command has ended its pipeline with an error. Those before it only see that it stops: no ``try`` of theirs
    catches what went wrong behind them, and none of their statements goes on."""

    def __init__(self, error: TerminatingError, pipeline: Sequence[Processor]) -> None:
        super().__init__()
        self.error = error
        self.pipeline = pipeline


def _onward(process: Callable[[Value], None], pipeline: Sequence[Processor]) -> Callable[[Value], None]:
    """``process`` of the next command, as the command before it calls it."""
    broken: _Broken | None = None

    def onward(value: Value) -> None:
        nonlocal broken
        if broken is not None:  # output of a ``finally`` on the way out
            raise broken
        try:
            process(value)
        except TerminatingError as error:
            broken = _Broken(error, pipeline)
            raise broken from error

    return onward


def _place(processors: Sequence[Processor], stop: StopUpstream) -> int:
    """Where in this pipeline the command that asked to stop stands; a stop of an outer pipeline passes on."""
    for i, processor in enumerate(processors):
        if processor is stop.by:
            return i
    raise stop


def iterate(processor: CmdletProcessor, inputs: Iterable[Value] | None = None) -> Iterator[Value]:
    """Run one cmdlet and hand its output over as it comes: the Python functions' way, in constant memory.

    Unlike `run_pipeline` the consumer pulls, so a cmdlet must yield what is large; what it writes with ``write``
    waits in a list until its method comes back.
    """
    waiting: list[Value] = []
    processor.out = waiting.append
    processor.expects_input = inputs is not None
    processor.prepare()
    cmdlet = processor.cmdlet
    cmdlet.write = waiting.append
    try:
        yield from _pull(processor, cmdlet.begin, waiting)
        if inputs is None:
            yield from _pull(processor, cmdlet.process, waiting)
        else:
            for value in inputs:
                for param in processor.binder.bind_object(value):
                    setattr(cmdlet, param.attribute, processor.binder.value_of(param))
                yield from _pull(processor, cmdlet.process, waiting)
        yield from _pull(processor, cmdlet.end, waiting)
    finally:
        processor.dispose()


def _pull(
    processor: CmdletProcessor, method: Callable[[], Iterable[Value] | None], waiting: list[Any]
) -> Iterator[Value]:
    try:
        produced = method()
        if produced is not None:
            for value in produced:
                yield from waiting
                waiting.clear()
                yield value
    except (TerminatingError, NetException, OSError) as error:
        ended = processor.terminating(error)
        if ended is error:
            raise
        raise ended from error
    yield from waiting
    waiting.clear()


__all__ = ["IDLE", "CmdletProcessor", "ControlFlow", "Processor", "iterate", "record_of_os_error", "run_pipeline"]
