"""The host of scripts, ``-Command``, the interactive shell and of cmdlets on a terminal.

Questions go to standard error and answers come from standard input: typed on a terminal, or read from a pipe or file.
``[Console]``, ``$Host.UI`` and Clear-Host work on the same streams.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext, suppress

from ..dotnet.io.terminal import KeyPress, colour_sequence
from ..dotnet.text.utf16 import utf8
from ..engine.session.host import NOBODY, Host, no_answer
from ..engine.session.session import Session
from ..formatting.text import coloured, plain
from . import keys
from .environment import Environment, masked
from .output import View

CLEAR_SCREEN = "\x1b[H\x1b[2J\x1b[3J"
_ASK_CURSOR = "\x1b[6n"
_CURSOR_DELAY = 2.0  # seconds that a terminal may take to say where its cursor is
HIDDEN = "***"
_ENDED = "There was no answer: the input has ended."


class ConsoleHost(Host):
    """The host of a process with standard streams. ``clear`` removes a progress line."""

    interactive = True

    def __init__(self, env: Environment, width: int, clear: Callable[[], None]) -> None:
        super().__init__(width)
        self._env = env
        self._clear = clear
        self.view: View | None = None  # what shows the output of the script that runs
        self.ran_program = False  # a program has had the terminal
        self._is_unseen = False  # inside `typing_unseen`

    @property
    def colour(self) -> bool:  # type: ignore[override]
        return self.shows_colour(self._env.stdout_is_terminal)

    def shows_colour(self, is_terminal: bool) -> bool:
        """Whether a stream gets colours: as ``$PSStyle.OutputRendering`` says, else where they are shown."""
        if self.rendering == "Host":
            return self._env.use_color(is_terminal)
        return self.rendering == "Ansi"

    # -- questions --------------------------------------------------------------------------------------------------

    def ask(self, prompt: str, secret: bool = False) -> str:
        self._refuse()
        self.settle()
        if secret and self._env.stdin_is_terminal:
            with keys.keys_at_once(self._env.stdin.fileno()):  # before the question: who types at once is not shown
                self._prompt(prompt)
                line = self._read_secret()
        else:
            self._prompt(prompt)
            line = self.read_line()
        if line is None:
            raise no_answer(_ENDED)
        if self._env.stdin_is_terminal:
            self._env.line_is_open = False  # Enter ended it
        if self.transcripts:
            self.record((HIDDEN if secret else line) + "\n")
        return line

    def choose(self, caption: str, message: str, choices: Sequence[tuple[str, str]], default: int) -> int:
        self._refuse()
        self.settle()
        named = [_key_of(label) for label, _ in choices]
        shown = "  ".join(f"[{key}] {text}" if key else text for key, text in named)
        usual = f" (default is {named[default][0] or named[default][1]})" if 0 <= default < len(named) else ""
        for line in (caption, message):
            if line:
                self._prompt(line + "\n")
        while True:
            answer = self.ask(f"{shown}  [?] Help{usual}: ").strip().lower()
            if not answer and usual:
                return default
            for at, (key, text) in enumerate(named):
                if answer and answer in (key.lower(), text.lower()):
                    return at
            if answer == "?":
                for (key, text), (_, help_text) in zip(named, choices, strict=True):
                    self._prompt(f"{key or text} - {help_text}\n")

    def _refuse(self) -> None:
        if not self.interactive:
            raise no_answer("Questions are not asked with -NonInteractive.", NOBODY)

    def _prompt(self, text: str) -> None:
        """Show a question: on standard error, which a script's output does not go to; the terminal, if it is one."""
        self.record(text)
        env = self._env
        if not env.stderr_is_terminal and env.stdin_is_terminal and env.stdout_is_terminal:
            env.write(utf8(coloured(text, self.colour)))
            env.flush()
            return
        env.stderr.write(coloured(text, self.colour) if env.stderr_is_terminal else text)
        env.stderr.flush()

    def _read_secret(self) -> str | None:
        with suppress(EOFError):
            return keys.read_masked(self._env.stdin.fileno(), self._env.stderr)
        return None

    # -- what [Console] does ----------------------------------------------------------------------------------------

    def put(self, text: str, to_errors: bool = False) -> None:
        self.clear()
        if self.transcripts:
            self.record(plain(text))
        env = self._env
        if to_errors:
            if env.stderr_is_terminal and text:
                env.line_is_open = not text.endswith("\n")
            env.stderr.write(_shown(text, self.colour) if env.stderr_is_terminal else text)
            env.stderr.flush()
            return
        if env.stdout_is_terminal:
            text = _shown(text, self.colour)
            if "\x1b" in text:  # it ends with the terminal's own colours
                text += self._colours()
        elif self.plain_text:
            text = plain(text)
        env.write(utf8(text))
        env.flush()

    def command(self, sequence: str) -> None:
        if self.moves_cursor:
            is_open = self._env.line_is_open
            self._env.write(sequence.encode())
            self._env.flush()
            self._env.line_is_open = is_open

    @property
    def moves_cursor(self) -> bool:
        """Whether there is a terminal that obeys control sequences."""
        return self._env.stdout_is_terminal and self._env.environ.get("TERM") != "dumb"

    def read_line(self) -> str | None:
        stdin = self._env.stdin
        with keys.echo(stdin.fileno(), shown=True) if self._is_unseen else nullcontext():
            line = stdin.readline()
        return line.decode(errors="replace").rstrip("\r\n") if line else None

    @contextmanager
    def typing_unseen(self) -> Iterator[None]:
        """While it lasts, the terminal shows what is typed only where it answers a question."""
        self._is_unseen = True
        try:
            with keys.echo(self._env.stdin.fileno(), shown=False):
                yield
        finally:
            self._is_unseen = False

    def read_text(self) -> str:
        return self._env.stdin.read().decode(errors="replace")

    def read_key(self, shown: bool = True) -> KeyPress | None:
        env = self._env
        if not env.stdin_is_terminal:
            return None
        self.settle()
        with keys.keys_at_once(env.stdin.fileno()):
            try:
                key = keys.read_key(env.stdin.fileno())
            except EOFError:
                raise no_answer(_ENDED) from None
        if shown and key.char.isprintable():
            self.put(key.char)
        return key

    def has_key(self) -> bool:
        if not self._env.stdin_is_terminal:
            return False
        descriptor = self._env.stdin.fileno()
        with keys.keys_at_once(descriptor):  # else only whole lines count
            return keys.is_waiting(descriptor)

    def clear_screen(self) -> None:
        self.settle()
        self.command(CLEAR_SCREEN)
        self._env.line_is_open = False

    def cursor(self) -> tuple[int, int]:
        env = self._env
        if not (env.stdin_is_terminal and env.stdout_is_terminal) or env.environ.get("TERM") == "dumb":
            return 0, 0
        descriptor, answer = env.stdin.fileno(), ""
        with keys.keys_at_once(descriptor):
            self.command(_ASK_CURSOR)
            while not answer.endswith("R") and keys.is_waiting(descriptor, _CURSOR_DELAY):
                answer += keys.character(descriptor)
        row, _, column = answer.rpartition("\x1b[")[2].rstrip("R").partition(";")
        return (int(column) - 1, int(row) - 1) if row.isdecimal() and column.isdecimal() else (0, 0)

    def _colours(self) -> str:
        return colour_sequence(self.foreground, self.background)

    def restore(self) -> None:
        """Leave the terminal as it was found: with its own colours, and the cursor shown."""
        if self.foreground or self.background:
            self.set_colours(None, None)
        if not self.cursor_visible:
            self.show_cursor(True)

    # -- others that write to the terminal --------------------------------------------------------------------------

    def clear(self) -> None:
        self._clear()

    def settle(self) -> None:
        self.clear()
        if self.view is not None:
            self.view.settle()
        else:
            self.settling()
            self._env.flush()

    def masked(self, text: str) -> str:
        return masked(text)

    def program_output(self) -> int | None:
        if self.transcripts:  # its output comes through here, to be recorded
            return None
        try:
            descriptor = self._env.stdout.fileno()
        except (OSError, ValueError, AttributeError):  # a buffer, in a test or another program
            return None
        self.ran_program, self._env.line_is_open = True, False
        return descriptor


def _key_of(label: str) -> tuple[str, str]:
    """The key of a choice (the character after ``&``, in upper case) and its text."""
    before, mark, after = label.partition("&")
    return (after[:1].upper(), before + after) if mark else ("", label)


def _shown(text: str, colour: bool) -> str:
    """What a script writes, for a terminal. It may go back to the start of a line: progress is written like that."""
    body = text.strip("\r")
    start, _, end = text.partition(body) if body else (text, "", "")
    return "\r" * bool(start) + coloured(body, colour) + "\r" * (end.endswith("\r"))


def host_of_terminal(env: Environment, session: Session, clear: Callable[[], None]) -> None:
    """Let a cmdlet of the shell ask, where standard input and error are a terminal; a pipe brings objects."""
    if env.stdin_is_terminal and env.stderr_is_terminal:
        session.host = ConsoleHost(env, session.host.width, clear)


def host_of_scripts(env: Environment, session: Session, clear: Callable[[], None], asks: bool = True) -> ConsoleHost:
    """Give a session that runs scripts its host; with ``asks`` False (-NonInteractive) every question is an error."""
    host = ConsoleHost(env, session.host.width, clear)
    host.interactive = asks
    session.host = host
    return host
