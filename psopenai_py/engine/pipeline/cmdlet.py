"""The base class of every cmdlet: what its code may call while it runs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any, ClassVar

from ...declare.cmdlet import CmdletSpec
from ...dotnet.model.types import Value
from ...errors import ErrorRecord, ExitCode, NetException, StopUpstream, TerminatingError, terminating
from ..session.streams import InformationRecord, ProgressRecord

if TYPE_CHECKING:
    from ..binding.arguments import Bound
    from ..session.session import Session
    from .cmdlet_processor import CmdletProcessor

Output = Iterable[Value] | None  #: what `begin`, `process` and `end` may return
Objects = Iterator[Value]  #: the same, for those that are generators


class Cmdlet:
    """Derive, declare parameters with ``Param`` and override ``begin``, ``process`` and ``end``.

    Each of the three may be a generator (or return an iterable) of output objects, or call `write`. Parameters are
    attributes. `fail` writes a non-terminating error and goes on; `stop_with` (or any raise) ends the command.
    """

    spec: ClassVar[CmdletSpec]
    session: Session
    bound: Bound
    runtime: CmdletProcessor
    write: Callable[[Value], None]  # hands an object to the next command

    def begin(self) -> Output:
        """Once, before any input."""
        return None

    def process(self) -> Output:
        """Once for each pipeline object; once in all when nothing is piped."""
        return None

    def idle(self) -> Output:
        """When the input is slow and nothing more has come yet; for cmdlets that gather input to work ahead."""
        return None

    def end(self) -> Output:
        """Once, after all input."""
        return None

    def dispose(self) -> None:
        """Always called last, also after an error or a stop."""

    # -- what was asked for -----------------------------------------------------------------------------------------

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

    def progress(self, activity: str, status: str = "", percent: float | None = None, done: bool = False) -> None:
        self.runtime.streams.progress(ProgressRecord(activity, status, percent, done))

    def should_process(self, target: str | Callable[[], str], action: str | None = None) -> bool:
        """Whether -WhatIf and -Confirm let the change of ``target`` happen."""
        return self.runtime.should_process(target, action or self.spec.name)

    def stop_upstream(self) -> Any:
        """End the commands before this one: what comes after is not wanted."""
        raise StopUpstream(self.runtime)
