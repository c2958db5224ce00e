"""A real terminal with a screen that can be read: a pty, and pyte as the terminal's emulator."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Sequence

import pexpect
import pyte

PATIENCE = 60  # seconds; only a command that hangs meets it


class _Answering(pyte.Screen):
    """A screen that answers what programs ask the terminal (where is the cursor?), and passes over what it does not
    know."""

    answer: Callable[[str], object]

    def select_graphic_rendition(self, *attrs: int, private: bool = False) -> None:
        if not private:  # vim sets the form of keys by such a sequence
            super().select_graphic_rendition(*attrs)

    def write_process_input(self, data: str) -> None:
        self.answer(data)


class Terminal:
    """A person at a terminal in which a command runs: types, and reads the screen."""

    def __init__(
        self,
        words: Sequence[str] = (),
        env: dict[str, str] | None = None,
        cwd: str | os.PathLike[str] | None = None,
        columns: int = 100,
        lines: int = 30,
        command: Sequence[str] = (sys.executable, "-m", "psopenai_py"),
    ) -> None:
        self.screen = _Answering(columns, lines)
        self._stream = pyte.ByteStream(self.screen)
        program, *rest = [*command, *words]
        self.child = pexpect.spawn(
            program,
            rest,
            env={"TERM": "xterm-256color", **(env or {})},
            cwd=None if cwd is None else os.fspath(cwd),
            dimensions=(lines, columns),
        )
        self.child.delaybeforesend = None
        self.screen.answer = self.child.send
        self.sent = b""  # all that the command has written

    # -- typing -----------------------------------------------------------------------------------------------------

    def type(self, text: str) -> None:
        self.child.send(text)

    def enter(self, line: str) -> None:
        self.child.send(line + "\r")

    # -- reading ----------------------------------------------------------------------------------------------------

    def look(self, seconds: float = 0.05) -> str:
        """The text on the screen, after what comes within the time."""
        until = time.monotonic() + seconds
        while True:
            try:
                data = self.child.read_nonblocking(65536, timeout=max(until - time.monotonic(), 0.01))
            except pexpect.TIMEOUT:
                break
            except pexpect.EOF:
                break
            self.sent += data
            self._stream.feed(data)
            if time.monotonic() > until:
                break
        return "\n".join(line.rstrip() for line in self.screen.display).rstrip()

    def wait_for(self, text: str | Callable[[str], bool], patience: float = PATIENCE) -> str:
        """Wait until the screen has the text (or what the function looks for); the screen's text.

        White space at the end of a line is not seen.
        """
        text = text.rstrip() if isinstance(text, str) else text
        until = time.monotonic() + patience
        while True:
            shown = self.look()
            if text in shown if isinstance(text, str) else text(shown):
                return shown
            assert time.monotonic() < until, f"{text!r} did not come. The screen:\n{shown}"

    def wait_for_end(self) -> int:
        """Wait until the command ends; its exit code."""
        until = time.monotonic() + PATIENCE
        while self.child.isalive():
            shown = self.look()
            assert time.monotonic() < until, f"The command did not end. The screen:\n{shown}"
        self.look()
        self.child.close()
        return int(self.child.exitstatus if self.child.exitstatus is not None else 128 + self.child.signalstatus)

    def style_at(self, text: str) -> pyte.screens.Char:
        """How the first character of a text on the screen is shown: ``.fg``, ``.bold``, ``.underscore`` ..."""
        for row, line in enumerate(self.screen.display):
            column = line.find(text)
            if column >= 0:
                found: pyte.screens.Char = self.screen.buffer[row][column]
                return found
        raise AssertionError(f"{text!r} is not on the screen:\n" + "\n".join(self.screen.display))

    def close(self) -> None:
        self.child.close(force=True)
