"""Programs of the operating system as commands: words in, lines of text through."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Sequence
from typing import Any

from ...declare.sentinel import MISSING
from ...dotnet.model.types import Value
from ...errors import ErrorRecord, NetException, terminating
from ..binding.arguments import Argument, ValueToken
from ..session.session import Session
from ..session.streams import Streams
from ..values.enumeration import as_list
from ..values.text import to_text
from .pipeline import Processor
from .redirection import shown_text


class NativeProcessor(Processor):
    """Runs a program without a shell. Its output arrives line by line; errors pass through unless redirected."""

    def __init__(
        self, session: Session, path: str, tokens: Sequence[Argument], streams: Streams | None, invocation: Any
    ) -> None:
        self.session = session
        self.path = path
        self.tokens = tokens
        self.streams = streams
        self.invocation = invocation
        self.input: list[Value] = []
        self.failed = False

    def process(self, value: Value) -> None:
        self.input.append(value)

    def end(self) -> None:
        feeds = self.expects_input
        redirected = self.streams is not None and self.streams.error is not self.session.streams.error
        try:
            child = subprocess.Popen(
                [self.path, *self._words()],
                stdin=subprocess.PIPE if feeds else None,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE if redirected else _own_stderr(),
                env=dict(self.session.environ),
                encoding="utf-8",
                errors="replace",
            )
        except OSError as error:
            raise terminating(
                "NativeCommandFailed", f"{self.path} cannot be run: {error.strerror}", "ResourceUnavailable",
                self.path, "System.Management.Automation.ApplicationFailedException",
            ) from error  # fmt: skip
        try:
            self._exchange(child, redirected)
        finally:
            if child.poll() is None:
                child.kill()
            child.wait()
            if child.stdout is not None:
                child.stdout.close()
        self.session.globals.set("LASTEXITCODE", child.returncode)
        self.failed = child.returncode != 0

    def _exchange(self, child: subprocess.Popen[str], redirected: bool) -> None:
        threads = []
        errors: list[str] = []
        if child.stdin is not None:
            threads.append(threading.Thread(target=_feed, args=(child.stdin, shown_text(self.session, self.input))))
        if child.stderr is not None:
            threads.append(threading.Thread(target=lambda: errors.extend(child.stderr or ())))
        for thread in threads:
            thread.start()
        assert child.stdout is not None
        for line in child.stdout:
            self.out(line.rstrip("\r\n"))
        child.wait()
        for thread in threads:
            thread.join()
        if child.stderr is not None:
            child.stderr.close()
        if redirected and self.streams is not None:
            for line in errors:
                text = line.rstrip("\r\n")
                net = NetException("System.Management.Automation.RemoteException", text)
                record = ErrorRecord("NativeCommandError", text, "NotSpecified", text, net)
                record.invocation = self.invocation
                self.streams.error(record)

    def _words(self) -> list[str]:
        words: list[str] = []
        for token in self.tokens:
            if isinstance(token, ValueToken):
                words += [token.text] if token.text is not None else [to_text(v) for v in as_list(token.value)]
            elif token.value is MISSING:
                words.append(token.text or f"-{token.name}")
            else:
                words.append(f"{token.text or f'-{token.name}:'}{to_text(token.value)}")
        return words


def _own_stderr() -> Any:
    """The error output of this process, or None if it was replaced by something that is not a file."""
    try:
        return sys.stderr.fileno()
    except (AttributeError, OSError, ValueError):
        return None


def _feed(stdin: Any, text: str) -> None:
    try:
        with stdin:
            stdin.write(text)
    except BrokenPipeError:  # the program has read enough
        pass
