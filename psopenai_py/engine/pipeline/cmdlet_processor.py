"""`CmdletProcessor`: a cmdlet as a command of a pipeline, pushed by `run_pipeline` or pulled by `iterate`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from ...declare.cmdlet import CmdletSpec, ParamSpec
from ...dotnet.model.types import Value
from ...errors import ErrorRecord, ExitCode, NetException, TerminatingError
from ..binding.arguments import Argument
from ..binding.binder import Binder
from .pipeline import Processor
from .runtime import CommandRuntime

if TYPE_CHECKING:
    from ..session.session import Session
    from ..session.streams import Streams
    from .cmdlet import Cmdlet


class CmdletProcessor(CommandRuntime, Processor):
    """Runs a `Cmdlet` class: binds, calls its three methods, passes on what they yield."""

    def __init__(
        self,
        session: Session,
        spec: CmdletSpec,
        arguments: Sequence[Argument],
        streams: Streams | None = None,
        of_door: tuple[ParamSpec, ...] = (),
    ) -> None:
        super().__init__(session, spec, streams or session.streams)
        self.binder = Binder(session, spec, arguments, of_door)
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
        """Call one of the cmdlet's methods, pass on what it yields; nothing runs after a ``needed`` one that fails."""
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
        if self.session.mode.keep_going:
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
