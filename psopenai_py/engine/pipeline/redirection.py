"""``> file`` and ``2> file``: a command whose output goes into files instead of to the next command."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import IO

from ...dotnet.model.types import Value
from ...dotnet.text.encoding import UTF8_NO_BOM, Encoding
from ...errors import TerminatingError, terminating
from ..session.session import Session
from .pipeline import Processor


def shown_text(session: Session, values: Sequence[Value]) -> str:
    """The text of objects as Out-String shows them; lines of text stay as they are."""
    if all(isinstance(value, str) for value in values):
        return "".join(f"{value}\n" for value in values)
    text = session.formatting.text(values, session.host.width)
    return text if text.endswith("\n") or not text else text + "\n"


def write_objects(
    session: Session, path: str, values: Sequence[Value], append: bool, encoding: Encoding = UTF8_NO_BOM
) -> None:
    """Write objects into a file as ``>`` does, or append them; the folder must be there."""
    try:
        file = open(session.path(path), "ab" if append else "wb")  # noqa: SIM115 (closed below)
    except OSError as error:
        raise _not_opened(path, error) from error
    with file:
        mark = b"" if append and file.tell() else encoding.preamble
        file.write(mark + encoding.encode(shown_text(session, values)))


def _not_opened(path: str, error: OSError) -> TerminatingError:
    """The error of Out-File, which PowerShell's redirection uses."""
    exception = "DirectoryNotFoundException" if isinstance(error, FileNotFoundError) else "IOException"
    text = f"The file {path} cannot be written: {error.strerror or error}."
    failure = terminating("FileOpenFailure", text, "OpenError", None, f"System.IO.{exception}")
    failure.record.command = "Microsoft.PowerShell.Commands.OutFileCommand"
    return failure


class FileSink:
    """A file that takes the objects of a stream. They are written together when it is closed."""

    def __init__(self, session: Session, path: str, append: bool) -> None:
        self.session, self.path, self.append = session, path, append
        self.values: list[Value] = []
        self._is_written = False

    def put(self, value: Value) -> None:
        self.values.append(value)

    def open(self) -> IO[bytes]:
        """The file, for a program that writes to it by itself."""
        self._is_written = True
        try:
            return open(self.session.path(self.path), "ab" if self.append else "wb")
        except OSError as error:
            raise _not_opened(self.path, error) from error

    def close(self) -> None:
        if not self._is_written or self.values:
            write_objects(self.session, self.path, self.values, self.append or self._is_written)


class Program(Processor):
    """A program of the operating system (`native`). It writes to files by itself."""

    def redirect(self, output: Callable[[Value], None] | None, merged: bool, files: Sequence[FileSink]) -> Processor:
        """The program with redirections: ``output`` takes what it writes (a file's, or one that drops it), ``merged``:
        its errors too; ``files`` are closed at the end."""
        raise NotImplementedError


class RedirectedProcessor(Processor):
    """A command in a pipeline that does not see where its output goes.

    ``output`` takes the command's output instead of the next command (None: that gets it), ``files`` are closed when
    the command is done.
    """

    def __init__(
        self, command: Processor, output: Callable[[Value], None] | None, files: Sequence[FileSink] = ()
    ) -> None:
        self.command = command
        self.output = output
        self.files = files

    def prepare(self) -> None:
        self.command.expects_input = self.expects_input
        self.command.out = self.output or self.out
        self.command.prepare()

    def begin(self) -> None:
        if not self.command.begun:
            self.command.begun = True
            self.command.begin()

    def process(self, value: Value) -> None:
        self.command.process(value)

    def run_without_input(self) -> None:
        self.command.run_without_input()

    def idle(self) -> None:
        self.command.idle()

    def end(self) -> None:
        self.command.end()

    def dispose(self) -> None:
        self.command.dispose()
        self.failed = self.command.failed
        for sink in self.files:
            sink.close()

    def stands_for(self, command: object) -> bool:
        return command is self or command is self.command
