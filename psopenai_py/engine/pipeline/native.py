"""Programs of the operating system as commands: words in, lines of text or bytes through, or the whole terminal.

What a program writes is text for the next command, line by line. Nothing is turned into text where nobody reads it as
such: between programs, into a file, and to where psopenai itself writes, the bytes pass as they are.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext, suppress
from decimal import Decimal
from queue import Empty, SimpleQueue
from typing import IO, Any

from ...dotnet.model.carriers import Byte
from ...dotnet.model.enumerables import ByteArray
from ...dotnet.model.types import Value
from ...dotnet.text.utf16 import utf8
from ...errors import ErrorRecord, NetException, StopUpstream, TerminatingError, terminating
from ..binding.arguments import Argument
from ..session.session import Session
from ..session.streams import Streams
from ..values.text import to_text
from .pipeline import Processor
from .program_words import program_words
from .redirection import FileSink, Program, shown_text

_INTERRUPTED = (-signal.SIGINT, 128 + signal.SIGINT)


class NativeProcessor(Program):
    """Runs a program without a shell, or several in a row (`take_next`): the bytes of one flow into the next."""

    def __init__(
        self, session: Session, path: str, tokens: Sequence[Argument], streams: Streams | None, invocation: Any
    ) -> None:
        self.session = session
        self.path = path
        self.words = [path, *program_words(session, tokens)]
        self.streams = streams or session.streams
        self.invocation = invocation
        self.failed = False
        self.file: FileSink | None = None  # takes the output: ``> file``
        self.is_dropped = False  # ``> $null``
        self.merged = False  # ``2>&1``
        self._files: Sequence[FileSink] = ()
        self._row: list[NativeProcessor] = [self]
        self._children: list[subprocess.Popen[bytes]] = []
        self._lines: SimpleQueue[tuple[NativeProcessor, bytes | None, bool]] = SimpleQueue()
        self._reading = 0  # threads that still put lines into the queue
        self._waiting: list[Value] = []  # input that must be formatted, and what came after it
        self._opened: list[IO[bytes]] = []
        self._has_terminal = False

    def redirect(
        self, output: Callable[[Value], None] | None, merged: bool, files: Sequence[FileSink]
    ) -> NativeProcessor:
        sink = getattr(output, "__self__", None)
        self.file = sink if isinstance(sink, FileSink) else None
        self.is_dropped = output is not None and self.file is None
        self.merged, self._files = merged, files
        return self

    def take_next(self, following: Processor) -> bool:
        last = self._row[-1]
        if not isinstance(following, NativeProcessor) or last.file is not None or last.is_dropped:
            return False
        self._row += following._row
        return True

    # -- the three blocks -------------------------------------------------------------------------------------------

    def process(self, value: Value) -> None:
        if not self._children:
            self._start()
        self._feed(value)
        while True:  # what has come meanwhile
            try:
                self._pass_on(*self._lines.get_nowait())
            except Empty:
                return

    def end(self) -> None:
        if not self._children:
            self._start()
        cancel = self.session.cancel
        stopping = nullcontext() if cancel is None else cancel.calling(self._kill)
        with self._terminal_to_program(), stopping:
            self._finish_input()
            stdout = self._children[-1].stdout
            if stdout is not None and not self._reading:
                for line in stdout:
                    self._pass_on(self._row[-1], line, False)
            while self._reading:
                self._pass_on(*self._lines.get())
            for child in self._children:
                child.wait()
        self._ended(self._children[-1].returncode)

    def _kill(self) -> None:
        for child in self._children:
            if child.poll() is None:
                child.kill()

    def dispose(self) -> None:
        self._kill()
        for child in self._children:
            for pipe in (child.stdin, child.stdout, child.stderr):
                if pipe is not None:
                    with suppress(OSError):
                        pipe.close()
            child.wait()
        for program in self._row:
            for file in program._opened:
                file.close()
            for sink in program._files:
                sink.close()

    # -- starting ---------------------------------------------------------------------------------------------------

    def _start(self) -> None:
        host = self.session.host
        host.clear()
        before: IO[bytes] | None = None
        try:
            for at, program in enumerate(self._row):
                is_last = at == len(self._row) - 1
                stdin: Any = before if at else subprocess.PIPE if self.expects_input else None
                stdout: Any = subprocess.PIPE
                if is_last:
                    stdout = self._output(program)
                child = program._open(stdin, stdout, into_next=not is_last)
                self._children.append(child)
                if before is not None:
                    before.close()  # the child has it
                before = child.stdout
                if child.stderr is not None:
                    self._read(program, child.stderr, to_errors=True)
        except BaseException:
            if before is not None:
                before.close()
            raise
        last = self._children[-1]
        if last.stdout is not None and (self._reading or self.expects_input):
            self._read(self._row[-1], last.stdout, to_errors=False)

    def _output(self, last: NativeProcessor) -> Any:
        if last.file is not None:
            return last._keep_open(last.file)
        if last.is_dropped:
            return subprocess.DEVNULL
        descriptor = self.session.host.program_output() if self._is_shown() else None
        if descriptor is None:
            return subprocess.PIPE
        self.session.host.settle()
        self._has_terminal = True
        return descriptor

    def _is_shown(self) -> bool:
        """Whether what comes out goes straight to the front end, through functions that only pass it on."""
        out: Callable[[Value], None] | None = self.out
        while out is not None and out != self.session.out:
            owner = getattr(out, "__self__", None)
            out = owner.passes_on_to() if isinstance(owner, Processor) else None
        return out is not None

    def _open(self, stdin: Any, stdout: Any, into_next: bool) -> subprocess.Popen[bytes]:
        stderr = self._errors(into_next)
        try:
            return subprocess.Popen(
                self.words,
                stdin=stdin,
                stdout=stdout,
                stderr=stderr,
                env=dict(self.session.environ),
                cwd=self.session.folder,
            )
        except OSError as error:
            raise terminating(
                "NativeCommandFailed", f"{self.path} cannot be run: {error.strerror}", "ResourceUnavailable",
                self.path, "System.Management.Automation.ApplicationFailedException",
            ) from error  # fmt: skip

    def _errors(self, into_next: bool) -> Any:
        sink = self.streams.error
        if sink == self.session.outermost.error:
            return _own_stderr()
        if self.merged and (into_next or self.file is not None or self.is_dropped):
            return subprocess.STDOUT
        file = getattr(sink, "__self__", None)
        if isinstance(file, FileSink):
            return subprocess.STDOUT if file is self.file else self._keep_open(file)
        return subprocess.PIPE

    def _keep_open(self, sink: FileSink) -> IO[bytes]:
        self._opened.append(sink.open())
        return self._opened[-1]

    # -- input ------------------------------------------------------------------------------------------------------

    def _feed(self, value: Value) -> None:
        """Write an object to the program: text, numbers and bytes as they come; others are formatted together at the
        end."""
        if self._waiting or not isinstance(value, (str, ByteArray, int, float, Decimal)):
            self._waiting.append(value)
        elif isinstance(value, (ByteArray, Byte)):
            self._write(bytes(value) if isinstance(value, ByteArray) else bytes((value,)))
        else:
            self._write(utf8(to_text(value)) + b"\n")

    def _write(self, data: bytes) -> None:
        stdin = self._children[0].stdin
        assert stdin is not None
        try:
            stdin.write(data)
            stdin.flush()
        except (BrokenPipeError, ValueError):  # the program has read enough
            raise StopUpstream(self) from None

    def _finish_input(self) -> None:
        stdin = self._children[0].stdin
        if stdin is None:
            return
        with suppress(StopUpstream, BrokenPipeError):
            if self._waiting:
                self._write(utf8(shown_text(self.session, self._waiting)))
            stdin.close()

    # -- output -----------------------------------------------------------------------------------------------------

    def _read(self, program: NativeProcessor, pipe: IO[bytes], to_errors: bool) -> None:
        """Read lines into the queue, in a thread of their own: the pipe must not fill up while this one is busy."""

        def read() -> None:
            with suppress(OSError, ValueError):  # closed, because the command was stopped
                for line in pipe:
                    self._lines.put((program, line, to_errors))
            self._lines.put((program, None, to_errors))

        self._reading += 1
        threading.Thread(target=read, daemon=True).start()

    def _pass_on(self, program: NativeProcessor, line: bytes | None, to_errors: bool) -> None:
        if line is None:
            self._reading -= 1
            return
        text = line.decode(errors="replace").rstrip("\r\n")
        if not to_errors:
            self.out(text)
            return
        net = NetException("System.Management.Automation.RemoteException", text)
        record = ErrorRecord("NativeCommandError", text, "NotSpecified", text, net)
        record.invocation = program.invocation
        program.streams.error(record)

    # -- the end ----------------------------------------------------------------------------------------------------

    @contextmanager
    def _terminal_to_program(self) -> Iterator[None]:
        """While a program has the terminal, Ctrl-C is the program's; where it ends the program, it ends the script."""
        if not self._has_terminal or threading.current_thread() is not threading.main_thread():
            yield
            return
        before = signal.signal(signal.SIGINT, lambda *_: None)
        try:
            yield
        finally:
            signal.signal(signal.SIGINT, before)
        if self._children[-1].returncode in _INTERRUPTED:
            raise KeyboardInterrupt

    def _ended(self, code: int) -> None:
        session, code = self.session, code if code >= 0 else 128 - code
        session.globals.set("LASTEXITCODE", code)
        self.failed = code != 0
        if not code or not session.get_variable("PSNativeCommandUseErrorActionPreference"):
            return
        name = os.path.basename(self._row[-1].path)
        record = ErrorRecord(
            "ProgramExitedWithNonZeroCode", f"The program {name} ended with the exit code {code}.", "NotSpecified",
            name, NetException("System.Management.Automation.NativeCommandExitException", f"{name}: {code}"),
        )  # fmt: skip
        record.exception.properties.update(ExitCode=code, ProcessId=self._children[-1].pid, Path=self._row[-1].path)
        record.invocation = self.invocation
        action = session.preference("ErrorActionPreference")
        if action != "Ignore":
            session.remember(record)
        if action in ("Stop", "Break"):
            error = TerminatingError(record, script=True)
            error.reported = True
            raise error
        if action not in ("Ignore", "SilentlyContinue"):
            self.streams.error(record)


def _own_stderr() -> Any:
    """The error output of this process, or None if it was replaced by something that is not a file."""
    try:
        return sys.stderr.fileno()
    except (AttributeError, OSError, ValueError):
        return None
