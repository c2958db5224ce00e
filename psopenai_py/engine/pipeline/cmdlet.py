"""A cmdlet: the base class of its code (`Cmdlet`), and what runs it in a pipeline (`CmdletProcessor`).

`pipeline.run_pipeline` pushes objects into a processor; `iterate` pulls them out of one, for the Python functions.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from typing import Any, ClassVar

from ...declare.cmdlet import CmdletSpec, ParamSpec
from ...declare.sentinel import MISSING, Sentinel
from ...dotnet.model.types import Value
from ...errors import ErrorRecord, ExitCode, NetException, StopUpstream, TerminatingError, terminating
from ..binding.arguments import Argument, Bound
from ..binding.binder import Binder
from ..session.session import Session
from ..session.streams import InformationRecord, LiveRow, ProgressRecord, Streams
from .pipeline import Processor
from .runtime import CommandRuntime

Output = Iterable[Value] | None  #: what `begin`, `process` and `end` may return
Objects = Iterator[Value]  #: the same, for those that are generators


class Together:
    """Objects between which the cmdlet does nothing: where they are many, handing each on through all that runs the
    cmdlet costs as much as reading it. What runs the cmdlet takes them one by one; nobody else sees this.
    """

    __slots__ = ("objects",)

    def __init__(self, objects: Iterator[Value]) -> None:
        self.objects = objects


class Cmdlet:
    """Derive, declare parameters with ``Param`` and override ``begin``, ``process`` and ``end``.

    Each of the three may be a generator (or return an iterable) of output objects, some of them `Together`, or call
    `write`. Parameters are attributes. `fail` writes a non-terminating error and goes on; `stop_with` (or any raise)
    ends the command.
    """

    spec: ClassVar[CmdletSpec]
    session: Session
    bound: Bound
    runtime: CmdletProcessor
    idle_pace: ClassVar[float | None] = None  # seconds after which `idle` is called again while the input is slow

    def begin(self) -> Output:
        """Once, before any input."""
        return None

    def ask_first(self) -> bool:
        """Make the first request of the first input and keep its answer, for a caller who waits to hear of wrong ids.

        False: there is nothing to ask for by itself, `process` shows it with its first object.
        """
        return False

    def process(self) -> Output:
        """Once for each pipeline object; once in all when nothing is piped."""
        return None

    def unfit(self) -> None:
        """When a pipeline object fits no parameter, or a line of standard input is not one; the error is written."""

    def idle(self) -> Output:
        """When the input is slow and nothing more has come yet; for cmdlets that gather input to work ahead."""
        return None

    def end(self) -> Output:
        """Once, after all input."""
        return None

    def dispose(self) -> None:
        """Always called last, also after an error or a stop."""

    @property
    def write(self) -> Callable[[Value], None]:
        """Hands an object to the next command: ``self.write(value)``."""
        return self.runtime.emit

    # -- what was asked for -----------------------------------------------------------------------------------------

    @classmethod
    def reads_standard_input(cls, bound: Bound) -> bool:
        """Whether a shell command with these words takes what is piped to it, if a parameter is left for it."""
        return True

    def is_bound(self, name: str) -> bool:
        """Whether the parameter (by its PowerShell name) was given, on the command line or by the pipeline."""
        return name in self.bound.values

    @property
    def set_name(self) -> str:
        return self.bound.set_name

    @property
    def expects_input(self) -> bool:
        """Whether the command has one before it in the pipeline."""
        return self.runtime.expects_input

    # -- streams ----------------------------------------------------------------------------------------------------

    def fail(
        self,
        error_id: str,
        message: str,
        category: str = "NotSpecified",
        target: Value = None,
        exception: str = "System.Management.Automation.RuntimeException",
        inner: NetException | None = None,
        exit_code: ExitCode = ExitCode.INPUT_FAILED,
    ) -> None:
        """Write a non-terminating error."""
        net = NetException(exception, message, inner)
        self.write_error(ErrorRecord(error_id, message, category, target, net, exit_code=exit_code))

    def write_error(self, record: ErrorRecord) -> None:
        self.runtime.write_error(record)

    def stop_with(
        self,
        error_id: str,
        message: str,
        category: str = "NotSpecified",
        target: Value = None,
        exception: str = "System.Management.Automation.RuntimeException",
        exit_code: ExitCode = ExitCode.INPUT_FAILED,
    ) -> TerminatingError:
        """The terminating error to raise: ``raise self.stop_with(...)``."""
        return terminating(error_id, message, category, target, exception, exit_code=exit_code)

    def warn(self, text: str) -> None:
        self.runtime.write_warning(text)

    def verbose(self, text: str) -> None:
        self.runtime.write_verbose(text)

    def debug(self, text: str) -> None:
        self.runtime.write_debug(text)

    def inform(self, record: InformationRecord) -> None:
        self.runtime.write_information(record)

    def note(self, text: str) -> None:
        """Say something to the user that is no output, as Write-Host does; a terminal breaks it between words."""
        self.inform(InformationRecord(text, ("PSHOST",), self.spec.name, {"note": True}))

    def progress(
        self,
        activity: str,
        status: str = "",
        percent: float | None = None,
        done: bool = False,
        rows: tuple[LiveRow, ...] = (),
        note: str = "",
    ) -> None:
        self.report_progress(ProgressRecord(activity, status, percent, done, rows=rows, note=note))

    def report_progress(self, record: ProgressRecord) -> None:
        self.runtime.streams.progress(record)

    def should_process(self, target: str | Callable[[], str], action: str | None = None) -> bool:
        """Whether -WhatIf and -Confirm let the change of ``target`` happen."""
        return self.runtime.should_process(target, action or self.spec.name)

    def stop_upstream(self) -> Any:
        """End the commands before this one: what comes after is not wanted."""
        raise StopUpstream(self.runtime)


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
        cmdlet, binder = self.cmdlet, self.binder
        cmdlet.session = self.session
        cmdlet.runtime = self
        cmdlet.bound = binder.bind_command_line(self.expects_input)
        self.take_common(cmdlet.bound.common)
        vars(cmdlet).update(binder.parameters.unset)
        for name in cmdlet.bound.values:
            param = binder.parameters.own.get(name)
            if param is not None:
                setattr(cmdlet, param.attribute, binder.value_of(param))

    def begin(self) -> None:
        self._run(self.cmdlet.begin, needed=True)

    def process(self, value: Value) -> None:
        if not self.begun:  # the command before puts something out in its begin block
            self.begun = True
            self.begin()
        try:
            changed = self.binder.bind_object(value)
        except TerminatingError as error:  # this object does not fit: say so and take the next
            error.record.exit_code = ExitCode.INPUT_FAILED
            self.cmdlet.unfit()
            self.refuse(self._owned(error.record))
            return
        cmdlet = self.cmdlet
        for param in changed:
            setattr(cmdlet, param.attribute, self.binder.value_of(param))
        self.input = value
        self._run(cmdlet.process)

    def given(self) -> Iterator[Value]:
        """What the parameters were given, not yet converted: the pipeline object at hand, and the words' values."""
        if self.input is not None:
            yield self.input
        yield from (argument.value for argument in self.binder.arguments if argument.value is not MISSING)

    def refuse(self, record: ErrorRecord) -> None:
        """Report an object that does not fit."""
        self.write_error(record, collect=False)

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
                            if value.__class__ is Together:
                                for one in value.objects:
                                    emit(one)
                            else:
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
        if isinstance(error, BrokenPipeError):  # the reader of the output has gone: not an error
            return error
        if isinstance(error, OSError):
            return TerminatingError(self._owned(record_of_os_error(error)))
        if isinstance(error, TerminatingError):
            self._owned(error.record)
            if not self.spec.compiled and self.common.get("erroraction") == "Stop":
                error.script = True  # PSOpenAI's cmdlets are functions: there the action reaches terminating errors too
        return error

    def _output_failed(self, error: OSError) -> Exception:
        """Writing the output has failed (a full disk), so more input is of no use."""
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


#: what `iterate` yields first for a cmdlet that has asked for something and not read it yet
ASKED = Sentinel("ASKED", __name__)


def iterate(
    processor: CmdletProcessor, inputs: Iterable[Value] | None = None, announce: bool = False, together: bool = False
) -> Generator[Value, None, None]:
    """Run one cmdlet and hand its output over as it comes: the Python functions' way, in constant memory.

    Unlike `run_pipeline` the consumer pulls, so a cmdlet must yield what is large; what it writes with ``write``
    waits in a list until its method comes back. With ``announce``, `ASKED` comes before the objects of a cmdlet that
    makes its first request by itself. With ``together``, what the cmdlet has `Together` comes so.
    """
    waiting: list[Value] = []
    processor.out = waiting.append
    processor.expects_input = inputs is not None
    processor.prepare()
    cmdlet = processor.cmdlet
    processor.emit = waiting.append
    try:
        yield from _pull(processor, cmdlet.begin, waiting, together)
        if inputs is None:
            if announce and _asked(processor):
                yield ASKED
            yield from _pull(processor, cmdlet.process, waiting, together)
        else:
            for value in inputs:
                for param in processor.binder.bind_object(value):
                    setattr(cmdlet, param.attribute, processor.binder.value_of(param))
                processor.input = value
                yield from _pull(processor, cmdlet.process, waiting, together)
        yield from _pull(processor, cmdlet.end, waiting, together)
    finally:
        processor.dispose()


def _asked(processor: CmdletProcessor) -> bool:
    try:
        return processor.cmdlet.ask_first()
    except (TerminatingError, NetException, OSError) as error:
        ended = processor.terminating(error)
        if ended is error:
            raise
        raise ended from error


def _pull(
    processor: CmdletProcessor, method: Callable[[], Iterable[Value] | None], waiting: list[Any], together: bool
) -> Iterator[Value]:
    try:
        produced = method()
        if produced is not None:
            for value in produced:
                if waiting:
                    yield from waiting
                    waiting.clear()
                if value.__class__ is Together and not together:
                    yield from value.objects
                else:
                    yield value
    except (TerminatingError, NetException, OSError) as error:
        ended = processor.terminating(error)
        if ended is error:
            raise
        raise ended from error
    yield from waiting
    waiting.clear()
