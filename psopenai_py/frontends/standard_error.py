"""Standard error: what commands write to the streams besides success, and faults of psopenai itself.

`StandardError` is the shell command's, one line per error. `ScriptErrors` shows errors as PowerShell does, for scripts
and the interactive shell.
"""

from __future__ import annotations

import os
import re
import time
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from ..dotnet.io.terminal import RESET, colour_sequence
from ..engine.session.streams import InformationRecord, ProgressRecord, Streams
from ..errors import ErrorRecord, ExitCode
from ..formatting.text import harmless, wrap
from .environment import Environment, masked

if TYPE_CHECKING:
    from ..shell import Shell

DEBUG = "PSOPENAI_DEBUG"  # 1: an internal error is shown with its traceback

SHOW_EVERY = 0.1  # seconds between two drawings of the progress line
SAY_EVERY = 60.0  # seconds between two lines of progress where there is no terminal
CLEAR_LINE = "\r\x1b[K"
COLOURS = {"error": "\x1b[31;1m", "warning": "\x1b[33;1m", "verbose": "\x1b[33;1m", "debug": "\x1b[33;1m"}


class StandardError:
    """Errors, warnings, verbose and debug texts on standard error, with a progress line on a terminal.

    ``worst`` is the exit code that the errors written so far ask for.
    """

    def __init__(self, env: Environment, width: int | None = None, command: str = "") -> None:
        self.env = env
        self.command = command  # the one that the shell ran; errors are reported under its name
        self.width = width or env.error_width
        self.worst = ExitCode.OK
        self._drawn = 0  # lines of progress that are on the terminal
        self._may_draw = self.env.stderr_is_terminal
        self._last_drawn = 0.0
        self._last_said: float | None = None  # off a terminal: when the activity began, or a line was written
        self._said: dict[str, tuple[str, float]] = {}  # off a terminal: the state of each row, and when it was written

    @property
    def color(self) -> bool:
        """Whether the streams have their colours."""
        return self.env.use_color(self.env.stderr_is_terminal)

    def streams(self) -> Streams:
        return Streams(
            error=self.error,
            warning=lambda text: self.line("warning", f"WARNING: {text}"),
            verbose=lambda text: self.line("verbose", f"VERBOSE: {text}"),
            debug=lambda text: self.line("debug", f"DEBUG: {text}"),
            information=self.information,
            progress=self.progress,
        )

    def error(self, record: ErrorRecord) -> None:
        self.note(record)
        self.line("error", self.text_of(record))

    def note(self, record: ErrorRecord) -> None:
        """Remember the exit code of an error: a specific one replaces the general failure."""
        if self.worst in (ExitCode.OK, ExitCode.INPUT_FAILED):
            self.worst = record.exit_code

    def text_of(self, record: ErrorRecord) -> str:
        """One line per error, as usual for shell commands; the interactive shell shows PowerShell's view instead."""
        message = record.message or record.fully_qualified_error_id
        command = self.command or (record.command or "").rpartition(".")[2]
        named = message.startswith(f"{command}:") or not command
        return f"psopenai: {message}" if named else f"psopenai: {command}: {message}"

    def information(self, record: InformationRecord) -> None:
        """Write-Host and Write-Information: to standard error too, standard output is for data."""
        if record.shown:
            self.line("", str(record), "" if record.host.get("no_newline") else "\n")

    def line(self, stream: str, text: str, end: str = "\n") -> None:
        self.clear()
        shown = masked(text)
        if self.env.stderr_is_terminal:
            shown = _at_words(harmless(shown), self.width)
        if self.color and stream in COLOURS:
            shown = f"{COLOURS[stream]}{shown}{RESET}"
        self.env.stderr.write(shown + end)
        self.env.stderr.flush()

    # -- progress ---------------------------------------------------------------------------------------------------

    def progress(self, record: ProgressRecord) -> None:
        """Draw the progress line over the last one. Off a terminal a line a minute says that the work goes on."""
        now = time.monotonic()
        percent = "" if record.percent is None else f" {min(record.percent, 100):3.0f} %"
        text = f"{record.activity}{percent} {record.status}".rstrip()
        if not self.env.stderr_is_terminal:
            if record.done:
                self._last_said = None
                self._said.clear()
            elif record.rows:
                self._say_rows(record, now)
            elif self._last_said is None:
                self._last_said = now
            elif now - self._last_said >= SAY_EVERY:
                self._last_said = now
                self.line("progress", f"psopenai: {self.command}: {text}" if self.command else f"psopenai: {text}")
            return
        if record.done:
            self.clear()
            return
        if not self._may_draw or now - self._last_drawn < SHOW_EVERY:
            return
        self._last_drawn = now
        lines = self._table(record) if record.rows else [text]
        shown = "\n".join(line[: max(self.width - 1, 10)] for line in lines)
        self.env.stderr.write(self._to_start() + shown)
        self.env.stderr.flush()
        self._drawn = len(lines)

    def clear(self) -> None:
        """Remove the progress lines before anything else is written."""
        if self._drawn:
            self.env.stderr.write(self._to_start())
            self.env.stderr.flush()
            self._drawn = 0

    def _to_start(self) -> str:
        """What goes back to the first line of the progress and clears all of it."""
        return CLEAR_LINE if self._drawn < 2 else f"\r\x1b[{self._drawn - 1}A\x1b[J"

    def _table(self, record: ProgressRecord) -> list[str]:
        """A table as lines of the terminal, as many as it has place for."""
        try:
            height = os.get_terminal_size(self.env.stderr.fileno()).lines
        except (OSError, ValueError):
            height = 0
        lines = [harmless(line) for line in aligned([row.cells for row in record.rows])]
        most = max((height or 24) - 3, 2)
        if len(lines) > most:
            lines[most:] = [f"... and {len(lines) - most} more"]
        return lines + ([record.note] if record.note else [])

    def _say_rows(self, record: ProgressRecord, now: float) -> None:
        """Write a line for each row whose state is new, and once a minute for the others."""
        for row in record.rows[1:]:
            state, when = self._said.get(row.cells[0], ("", 0.0))
            if state != row.state or now - when >= SAY_EVERY:
                self._said[row.cells[0]] = row.state, now
                text = "  ".join(cell for cell in row.cells if cell)
                self.line("progress", f"psopenai: {self.command}: {text}" if self.command else f"psopenai: {text}")

    def before_output(self) -> None:
        """Remove the progress line before standard output is written.

        In a pipe no more of it is drawn from then on: the next program may write to the same terminal at any moment.
        """
        self.clear()
        if self.env.stdout_is_pipe:
            self._may_draw = False


class ScriptErrors(StandardError):
    """Errors in PowerShell's concise view; Write-Host on standard output, in its place among the objects.

    ``before`` is called before anything is written, so that what the view has buffered comes first.
    """

    def __init__(self, env: Environment, shell: Shell) -> None:
        super().__init__(env)
        self.shell = shell
        self.before: Callable[[], None] = lambda: None

    @property
    def color(self) -> bool:
        rendering = self.shell.session.host.rendering
        return super().color if rendering == "Host" else rendering == "Ansi"

    def streams(self) -> Streams:
        made = super().streams()
        made.error = self.error
        return made

    def text_of(self, record: ErrorRecord) -> str:
        from ..formatting.views.errors import error_text  # noqa: PLC0415 (most runs have no error)

        return error_text(record, self.width).strip("\n")

    def information(self, record: InformationRecord) -> None:
        if not record.shown:
            return
        self.before()
        host = self.shell.session.host
        text = host_text(record, host.colour)
        if record.host.get("note") and self.env.stdout_is_terminal:
            text = "\n".join([*wrap(text.rstrip("\n"), self.width), ""])
        if record.host.get("of_model") and self.env.stdout_is_terminal:  # not even its colours are obeyed
            text = harmless(text)
        host.put(text)

    def line(self, stream: str, text: str, end: str = "\n") -> None:
        self.before()
        super().line(stream, text, end)
        self.shell.session.host.record(text + end)


_MARGIN = r" +\| "  # before a message under a line of the script
_SOURCE = r" *\d+ \| |\+ | *\|? *~+$|  \S"  # a line of the script or the command, and the marks under it


def _at_words(text: str, width: int) -> str:
    """The text with lines that are too long for the terminal broken between words."""
    lines: list[str] = []
    for line in text.split("\n"):
        if len(line) <= width or re.match(_SOURCE, line):
            lines.append(line)
            continue
        margin = found[0] if (found := re.match(_MARGIN, line)) else ""
        pieces = wrap(line[len(margin) :], max(width - len(margin), 20))
        lines += [margin + piece.rstrip() for piece in pieces]
    return "\n".join(lines)


def host_text(record: InformationRecord, colour: bool) -> str:
    """What Write-Host shows, with its colours if they are wanted."""
    colours = colour_sequence(record.host.get("foreground"), record.host.get("background"))
    text = str(record)
    if colours and colour:
        text = colours + text.replace(RESET, RESET + colours) + RESET
    return text if record.host.get("no_newline") else text + "\n"


def aligned(rows: Sequence[tuple[str, ...]]) -> list[str]:
    """Rows of cells as lines; a column without any content is left out, and numbers end at the same place."""
    columns = [column for column in zip(*rows, strict=True) if any(column[1:])]
    widths = [max(map(len, column)) for column in columns]
    numeric = [all(not cell or cell[0].isdigit() for cell in column[1:]) for column in columns]
    lines = zip(*columns, strict=True)
    return [
        "  ".join(
            cell.rjust(width) if right else cell.ljust(width)
            for cell, width, right in zip(line, widths, numeric, strict=True)
        ).rstrip()
        for line in lines
    ]


def internal_error(env: Environment, error: BaseException) -> int:
    """Report an exception that is a bug of psopenai; with its traceback only when asked for. Returns the exit code."""
    if env.environ.get(DEBUG) == "1":
        import traceback

        env.write_error("".join(traceback.format_exception(type(error), error, error.__traceback__)).rstrip())
    message = " ".join(str(error).split())
    env.write_error(
        f"psopenai: internal error: {type(error).__name__}: {message} "
        f"(this is a bug of psopenai; {DEBUG}=1 shows where it happened)"
    )
    return ExitCode.INPUT_FAILED


def no_space(env: Environment, error: OSError) -> int:
    """Report that standard output cannot be written, mostly because a disk is full. Returns the exit code."""
    env.write_error(f"psopenai: standard output cannot be written: {error.strerror or error}")
    return ExitCode.INCOMPLETE
