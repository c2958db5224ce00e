"""The exception tree, error records and exit codes.

::

    Exception
    ├── NetException                 an exception of the .NET world that a script can catch by its type
    └── PSOpenAIError
        ├── TerminatingError         carries an ErrorRecord; ends a statement or (``script=True``) the script
        ├── UsageError               the command line is wrong (exit code 2)
        └── language.ParseError      the text is not PowerShell
    BaseException
    └── ControlFlow                  break, continue, return, exit, stop upstream: never an error
"""

from __future__ import annotations

import enum
from typing import Any


class ExitCode(enum.IntEnum):
    """The exit codes of the shell command."""

    OK = 0
    INPUT_FAILED = 1
    USAGE = 2
    NO_KEY = 3
    NETWORK = 4
    INCOMPLETE = 5
    INTERRUPTED = 130


class NetException(Exception):
    """A .NET exception: ``type_name`` is its full .NET name, ``message`` its text, ``inner`` the cause."""

    def __init__(self, type_name: str, message: str = "", inner: NetException | None = None) -> None:
        super().__init__(message)
        self.type_name = type_name
        self.message = message
        self.inner = inner
        self.error_record: ErrorRecord | None = None
        self.properties: dict[str, Any] = {}  # members that only this exception type has (StatusCode, ParamName...)

    def __repr__(self) -> str:
        return f"<{self.type_name}: {self.message}>"


SYNTAX_ERRORS_SHOWN = 10  # as many as PowerShell shows; most of the others follow from these


def more_syntax_errors(count: int) -> str:
    """What stands in the place of the errors of a text that are not shown."""
    return f"{count} more errors are not shown. Mend these first and try again."


class PSOpenAIError(Exception):
    """Base of the errors that this package raises on purpose."""


class UsageError(PSOpenAIError):
    """The command line is wrong: a value cannot be read."""


class ErrorRecord:
    """What went wrong, as PowerShell reports it: ``$_`` in a catch block, an item of ``$Error``.

    ``error_id`` is the part before the comma; ``command`` (the class or function that wrote it) is the part after it.
    """

    __slots__ = ("action", "category", "circumstances", "command", "details", "ends_all", "error_id", "exception",
                 "exit_code", "invocation", "target", "who")  # fmt: skip

    def __init__(
        self,
        error_id: str,
        message: str = "",
        category: str = "NotSpecified",
        target: Any = None,
        exception: NetException | None = None,
        command: str | None = None,
        exit_code: ExitCode = ExitCode.INPUT_FAILED,
    ) -> None:
        self.error_id = error_id
        self.command = command  # None: not known yet; empty: no command wrote it
        self.category = category
        self.target = target
        self.exception = exception or NetException("System.Management.Automation.RuntimeException", message)
        if self.exception.error_record is None:
            self.exception.error_record = self
        self.action = ""  # what the user can do about it (ErrorDetails.RecommendedAction)
        self.details: str | None = None  # replaces the message where set (ErrorDetails.Message)
        self.circumstances: dict[str, str] = {}  # replaces parts of CategoryInfo: Activity, Reason, TargetName ...
        self.invocation: Any = None  # engine.invocation.InvocationInfo: where it happened
        self.exit_code = exit_code  # of the shell command, where this ends it
        self.who: str | None = None  # the name to show where no invocation says whose error it is
        self.ends_all = False  # no other input can succeed: there is no key, or it was refused

    @property
    def fully_qualified_error_id(self) -> str:
        return f"{self.error_id},{self.command}" if self.command else self.error_id

    @property
    def message(self) -> str:
        return self.details if self.details is not None else self.exception.message

    def __str__(self) -> str:
        return self.message

    def __repr__(self) -> str:
        return f"<ErrorRecord {self.fully_qualified_error_id}: {self.message}>"


class TerminatingError(PSOpenAIError):
    """Ends the running statement; with ``script`` (``throw``, ``-ErrorAction Stop``) the whole script, unless caught.

    ``reported`` is set once the record has been put into ``$Error``, so that passing outer frames does not repeat it.
    """

    def __init__(self, record: ErrorRecord, script: bool = False) -> None:
        super().__init__(record.message)
        self.record = record
        self.script = script
        self.reported = False


def terminating(
    error_id: str,
    message: str,
    category: str = "InvalidOperation",
    target: Any = None,
    exception: str = "System.Management.Automation.RuntimeException",
    inner: NetException | None = None,
    exit_code: ExitCode = ExitCode.INPUT_FAILED,
) -> TerminatingError:
    """A `TerminatingError` to raise, from its parts; ``exception`` is the full .NET name of the exception type."""
    net = NetException(exception, message, inner)
    return TerminatingError(ErrorRecord(error_id, message, category, target, net, exit_code=exit_code))


class ControlFlow(BaseException):
    """Base of what moves control and is not an error; ``except Exception`` does not catch it."""


class StopUpstream(ControlFlow):
    """A command downstream needs no more (``Select-Object -First``). ``by`` is the command that asked."""

    def __init__(self, by: object) -> None:
        super().__init__()
        self.by = by
