"""The process around the front ends: standard streams, terminal, environment variables. Tests replace it."""

from __future__ import annotations

import errno
import io
import os
import stat
import sys
from collections.abc import MutableMapping
from typing import Any, BinaryIO, TextIO

from ..errors import ControlFlow, ExitCode


class ClosedPipe(ControlFlow):
    """The reader of standard output has closed it (``| head``). This ends the command and is not an error."""


class OutputFailed(ControlFlow):
    """Standard output cannot be written, mostly because a disk is full. ``error`` is the reason."""

    def __init__(self, error: OSError) -> None:
        super().__init__()
        self.error = error


class Signalled(ControlFlow):
    """A signal other than Ctrl-C's ends the run."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.number = number


def signalled(number: int) -> BaseException:
    """What a signal raises; Ctrl-C's raises what Python makes of it."""
    return KeyboardInterrupt() if number == _SIGINT else Signalled(number)


class _failing_apart:
    """Keeps failures of standard output apart from those of the files and connections that commands use."""

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: object) -> None:
        if isinstance(error, BrokenPipeError):
            raise ClosedPipe from error
        if isinstance(error, OSError):
            raise OutputFailed(error) from error


class _Closed(io.BytesIO):
    """Stands for a standard output that was closed before the start (``>&-``): it can be written nothing."""

    def write(self, data: Any) -> int:
        if data:
            raise OSError(errno.EBADF, "it is closed")
        return 0


class _OfText(io.BytesIO):
    """Stands for a standard output that takes text alone, such as an `io.StringIO` in its place."""

    def write(self, data: Any) -> int:
        sys.stdout.write(bytes(data).decode("utf-8", "replace"))
        return len(data)


def _standard_output() -> BinaryIO:
    if sys.stdout is None:
        return _Closed()
    return getattr(sys.stdout, "buffer", None) or _OfText()


NO_TERMINAL = 120  # columns
LARGE = 1 << 13  # bytes of a write that goes past the buffer
_LINE_END = 10
_SIGINT = 2


class Environment:
    """The standard streams and the environment variables. ``stdin`` and ``stdout`` are binary: pipes carry bytes."""

    def __init__(
        self,
        stdin: BinaryIO | None = None,
        stdout: BinaryIO | None = None,
        stderr: TextIO | None = None,
        environ: MutableMapping[str, str] | None = None,
    ) -> None:  # not a dataclass, whose import takes a third of the time of --version
        self.stdin = stdin or (io.BytesIO() if sys.stdin is None else sys.stdin.buffer)
        self.stdout = stdout or _standard_output()
        self.stderr = stderr or (io.StringIO() if sys.stderr is None else sys.stderr)
        self.environ = os.environ if environ is None else environ
        self.owns_process = False  # nobody else has a say in how the process ends
        self.signal: int | None = None  # the signal that ends this run
        self.writes = False  # in the middle of a write: the signal waits until the line has ended
        self.line_is_open = False  # what has been written to standard output so far does not end with a line feed

    @property
    def stdin_is_terminal(self) -> bool:
        return self.stdin.isatty()

    @property
    def is_piped_to(self) -> bool:
        """Whether standard input brings objects: it is a pipe, a file or a socket, not a terminal or ``/dev/null``."""
        try:
            return not stat.S_ISCHR(os.fstat(self.stdin.fileno()).st_mode)
        except (OSError, ValueError):  # closed, or a buffer in a test
            return bool(self.stdin.readable()) and sys.stdin is not None

    @property
    def stdout_is_terminal(self) -> bool:
        return self.stdout.isatty()

    @property
    def stdout_is_pipe(self) -> bool:
        """Whether another program reads standard output."""
        try:
            return stat.S_ISFIFO(os.fstat(self.stdout.fileno()).st_mode)
        except (OSError, ValueError):  # closed, or a buffer in a test
            return False

    @property
    def stderr_is_terminal(self) -> bool:
        return self.stderr.isatty()

    @property
    def width(self) -> int:
        """The terminal's columns, from ``COLUMNS`` or the terminal itself; 120 without a terminal.

        A pipe mostly ends at the terminal that standard error is on: ``... --help | less``.
        """
        return self._columns(self.stdout) or (self.stdout_is_pipe and self._columns(self.stderr)) or NO_TERMINAL

    @property
    def error_width(self) -> int:
        """The columns of standard error's terminal, likewise."""
        return self._columns(self.stderr) or NO_TERMINAL

    def _columns(self, stream: BinaryIO | TextIO) -> int:
        """The columns of the terminal that a stream is on; 0: it is on none."""
        columns = self.environ.get("COLUMNS", "")
        if columns.isdecimal() and int(columns):
            return int(columns)
        try:  # not `shutil`, whose import costs every start 3 ms
            return os.get_terminal_size(stream.fileno()).columns
        except (OSError, ValueError):
            return 0

    def use_color(self, stream_is_terminal: bool) -> bool:
        """Colour only on a terminal, and not where NO_COLOR (https://no-color.org) is set."""
        return stream_is_terminal and not self.environ.get("NO_COLOR") and self.environ.get("TERM") != "dumb"

    def write(self, data: bytes | bytearray | memoryview) -> None:
        """Write bytes to standard output. Raises `ClosedPipe` or `OutputFailed` when it takes no more.

        If a signal comes meanwhile, the line that has begun is written to its end.
        """
        if data:
            self.line_is_open = data[-1] != _LINE_END
        with _failing_apart():
            self.writes = True
            try:
                if self.owns_process and len(data) >= LARGE:
                    self.stdout.flush()
                    self._write_lines(memoryview(data))
                else:
                    self.stdout.write(data)
            finally:
                self.writes = False
        if self.signal is not None:
            raise signalled(self.signal)

    def _write_lines(self, data: memoryview) -> None:
        """Write a block past the buffer, which would not say how much has left when a signal comes."""
        descriptor, done, end = self.stdout.fileno(), 0, len(data)
        while done < end:
            done += os.write(descriptor, data[done:end])
            if self.signal is not None and end == len(data):
                is_whole = done == 0 or data[done - 1] == _LINE_END
                end = done if is_whole else done + bytes(data[done:]).find(b"\n") + 1

    def flush(self) -> None:
        """Write what is still buffered."""
        with _failing_apart():
            self.stdout.flush()

    def print(self, text: str) -> int:
        """Write a whole text to standard output and return exit code 0. Raises as `write` does."""
        self.write(text.encode("utf-8", "surrogateescape"))
        self.flush()
        return ExitCode.OK

    def write_error(self, text: str) -> None:
        """Write a line to standard error, with keys masked."""
        self.stderr.write(masked(text) + "\n")
        self.stderr.flush()


def masked(text: str) -> str:
    """The text with all keys hidden."""
    from ..credentials import mask  # noqa: PLC0415 (most runs write nothing here)

    return mask(text)
