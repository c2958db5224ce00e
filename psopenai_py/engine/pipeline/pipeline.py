"""Commands in a row: objects are pushed from one to the next as they come.

PowerShell's order: bind the command lines of all, begin all, then for each object of the first command re-bind and
process down the row, then end each in turn. `Select-Object -First` ends what is before it with `StopUpstream`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from ...declare.sentinel import Sentinel
from ...dotnet.model.types import Value
from ...errors import ControlFlow, StopUpstream, TerminatingError

#: among ``inputs``: nothing more has come yet
IDLE = Sentinel("IDLE", __name__)


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

    def run_alone(self, out: Callable[[Value], None]) -> bool:
        """Do what `run_pipeline` does with a command that stands alone, but quicker; False where that is not possible,
        and then nothing is done."""
        return False

    def take_next(self, following: Processor) -> bool:
        """Become one with the next command, which then has no place of its own; False where that is not possible."""
        return False

    def passes_on_to(self) -> Callable[[Value], None] | None:
        """Where the output of the commands inside goes on to, if this one hands it on as it is."""
        return None

    def stands_for(self, command: object) -> bool:
        """Whether this is the place of ``command`` in the pipeline."""
        return command is self


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
    """A command has ended its pipeline with an error. The commands before it only see that it
    stops: their ``try`` blocks do not catch the error of a later command, and none of their statements continues."""

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
        if processor.stands_for(stop.by):
            return i
    raise stop
