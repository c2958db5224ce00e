"""The interactive shell: ``psopenai`` alone on a terminal.

The lines are PowerShell and go to the parser as they were typed; `editor` reads them.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Sequence
from typing import Any, BinaryIO, cast

import click

from .._version import __version__
from ..builtin.commands.get_history import remember_line
from ..builtin.console.line_options import LineOptions
from ..configuration import ConfigurationError, read
from ..credentials import CredentialError, Lookup
from ..dotnet.model.types import Value
from ..dotnet.text.utf16 import utf8
from ..dotnet.time.datetime import now
from ..engine.session.lookup import find_alias
from ..engine.session.scriptblock import ScriptBlock
from ..engine.session.session import Session
from ..engine.session.streams import InformationRecord, discard
from ..engine.values.text import to_text
from ..errors import ControlFlow, ExitCode
from ..formatting.text import cells, coloured, plain, wrap
from ..language.runtime.failures import parse_failure
from ..language.session.typed_secrets import remembered
from ..language.syntax.errors import ParseError
from ..language.syntax.parser.parse import tokenize
from ..shell import Result, Shell
from .editor import LineEditor, PlainReader
from .environment import Environment
from .host import host_of_scripts
from .output import Output, View
from .recent_ids import keep_ids
from .scripts import Start, enter_folder, script_of
from .standard_error import ScriptErrors, host_text, internal_error

_NEXT_LINE = "\r\x1b[K"  # after as many blanks as the window has columns: the start of a line that nothing is on


def run_repl(
    env: Environment,
    context: click.Context,
    profile: bool = True,
    greet: bool = True,
    folder: str | None = None,
    first: Sequence[str] = (),
) -> int:
    """Read, run and show lines until ``exit`` or Ctrl-D; ``context`` is the Click group's. Returns the exit code.

    ``first`` are the words of a script that runs before the first prompt, in the same session (``-NoExit``).
    """
    start = script_of(env, first, stays=True) if first else None
    if not enter_folder(env, folder) or (first and start is None):
        return ExitCode.USAGE
    with Shell(width=env.width, environ=env.environ) as shell:
        return Repl(env, shell, context).run(profile, greet, start)


class Repl:
    """One interactive session."""

    def __init__(self, env: Environment, shell: Shell, context: click.Context) -> None:
        self.env = env
        self.shell = shell
        self.errors = ScriptErrors(env, shell)
        self.host = host_of_scripts(env, shell.session, self.errors.clear)
        self.host.prompts_for_parameters = True
        dumb = env.environ.get("TERM", "dumb") in ("dumb", "unknown", "") or not env.stdout_is_terminal
        self.editor = (
            PlainReader(shell.session, self.host)
            if dumb
            else LineEditor(shell.session, self.host.colour, context, self._run_block)
        )
        if isinstance(self.editor, LineEditor):
            self.editor.attend = self._attend
        self._open_line = b""  # what an event's action has written to the prompt without an end of line
        self._failed_prompt = ""  # the last error of the function `prompt`
        shell.session.noted = []

    def run(self, profile: bool = True, greet: bool = True, first: Start | None = None) -> int:
        with self.editor:
            if greet:
                self._interruptible(lambda: self._say("\n".join(wrap(greeting(self.env), self._columns()))))
            self._take_settings()
            if profile:
                code = self._interruptible(self._run_profile)
                if code is not None:
                    return code
            if first is not None:
                code = self._interruptible(lambda: self._guarded("", lambda view: first(self.shell, view, self.errors)))
                if code is not None:
                    return code
            while True:
                try:
                    text = self._read()
                    code = self.execute(text) if text.strip() else None
                except KeyboardInterrupt:  # Ctrl-C discards the line
                    self.errors.clear()
                    continue
                except EOFError:
                    return ExitCode.OK
                if code is not None:
                    return code

    def _interruptible(self, step: Callable[[], int | None]) -> int | None:
        try:
            return step()
        except KeyboardInterrupt:
            self._say("")
            return None

    def _take_settings(self) -> None:
        """Give the line editor what the configuration file says."""
        try:
            found = read(self.env.environ)
            self.shell.session.part(LineOptions).take(found.editor)
        except ConfigurationError as error:
            self.errors.line("error", str(error))
        except ValueError as error:
            self.errors.line("error", f"{found.path}, editor: {error}")

    def _run_block(self, block: ScriptBlock, arguments: Sequence[Value]) -> None:
        """Run the script block of a key. What it puts out is for nobody; what it writes to the host is shown."""
        try:
            result = self.shell.invoke_block(block, arguments, discard, self.errors.streams())
        except (KeyboardInterrupt, ControlFlow):
            return
        finally:
            self.errors.clear()
        if result.terminated_by is not None:
            self.errors.error(result.terminated_by)
        self._to_fresh_line()

    # -- the prompt -------------------------------------------------------------------------------------------------

    def _read(self) -> str:
        if isinstance(self.editor, PlainReader) and self.shell.session.arrivals.due:  # it cannot while it reads
            self._guarded("", lambda view: self.shell.attend(view.write, self.errors.streams()))
        self._to_fresh_line()
        prompt = self._prompt()
        self._open_line = b""
        text = self.editor.read(prompt)
        self.env.line_is_open = self.host.ran_program = False
        self.host.record(f"{prompt}{remembered(text)}\n")
        return text

    def _to_fresh_line(self) -> None:
        """Begin the prompt on a line of its own, without losing output that has not ended its line."""
        if self.env.line_is_open:
            self._say("")
        elif self.host.ran_program and self.host.moves_cursor:  # where the cursor is, only the terminal knows
            self.env.write((" " * self._columns() + _NEXT_LINE).encode())
            self.env.flush()
        self.env.line_is_open = self.host.ran_program = False

    def _prompt(self) -> str:
        """``PS /folder> ``, or what a function named ``prompt`` writes to the host and returns, with its colours."""
        session = self.shell.session
        usual = f"PS {self.shell.get('PWD')}> "
        functions = session.globals.functions
        if not functions or "prompt" not in functions:
            return usual
        succeeded, errors = session.succeeded, list(session.errors)
        shown: list[str] = []
        output: list[Value] = []
        streams = self.errors.streams()
        streams.information = lambda record: shown.append(_text_of(record, self.host.colour))
        try:
            result = self.shell.invoke("prompt", output.append, streams)
        except KeyboardInterrupt:
            return usual
        finally:
            session.succeeded, session.errors[:] = succeeded, errors
        failed = result.terminated_by
        if failed is not None:
            if failed.message != self._failed_prompt:
                self._failed_prompt = failed.message
                self.errors.line(
                    "error", f"The function prompt failed, and the usual prompt is shown: {failed.message}"
                )
            return usual
        text = "".join(shown) + "".join(map(to_text, output))
        return coloured(text, self.host.colour) or "PS> "

    def _attend(self) -> str:
        """Run what other threads have posted while the prompt waits.

        Returns the line that its output has left open: the editor shows it above the prompt, so it is taken back here.
        """
        tail = _Tail(self.env.stdout)
        self.env.stdout = cast("BinaryIO", tail)
        try:
            self.env.write(self._open_line)  # the editor has erased it
            with self.host.typing_unseen():  # a key typed now shows in the prompt's line, not among what is written
                self._guarded("", lambda view: self.shell.attend(view.write, self.errors.streams()))
        finally:
            self.env.stdout = tail.inner
        self._open_line = bytes(tail.line)
        text = self._open_line.decode(errors="replace")
        rows = max(0, cells(plain(text)) - 1) // self._columns()
        if text:
            self.env.write(("\r" + (f"\x1b[{rows}A" if rows else "") + "\x1b[J").encode())
        self.env.flush()
        return text

    # -- one command ------------------------------------------------------------------------------------------------

    def execute(self, text: str) -> int | None:
        """Run what was typed. Returns the exit code after ``exit``. No error ends the shell."""
        return self._guarded(text, lambda view: self.shell.invoke(text, view.write, self.errors.streams()))

    def _run_profile(self) -> int | None:
        """Run the user's profile, where there is one."""
        path = to_text(self.shell.get("PROFILE"))
        if not os.path.isfile(path):
            return None
        text = f". '{path.replace(chr(39), chr(39) * 2)}'"
        return self._guarded("", lambda view: self.shell.invoke(text, view.write, self.errors.streams()))

    def _guarded(self, text: str, start: Callable[[View], Result]) -> int | None:
        """Run something, show its output, and remember the typed ``text``."""
        try:
            return self._run(text, start)
        except KeyboardInterrupt:
            self.errors.clear()
            self._say("")
        except (Exception, ControlFlow) as error:
            self.errors.clear()
            internal_error(self.env, error)
            self.shell.session.succeeded = False
        return None

    def _run(self, text: str, start: Callable[[View], Result]) -> int | None:
        session = self.shell.session
        session.host.width = self.errors.width = self._columns()  # the window may have changed
        show = HelpView if _asks_for_help(session, text) else View
        view = show(Output(self.env, self.errors.clear), session, of_script=True)
        self.errors.before, self.host.view = view.flush, view
        started = now()
        try:
            result = start(view)
        except ParseError as error:
            record = parse_failure(error).record
            session.remember(record)
            session.succeeded = False
            self.errors.error(record)
            return None
        finally:
            view.close()
            self.errors.clear()
            self.host.restore()
            if text:
                remember_line(session, text, started, now(), session.succeeded)
            keep_ids(session)
        if result.terminated_by is not None:
            self.errors.error(result.terminated_by)
        return result.exit_code

    def _columns(self) -> int:
        """The columns of the window as it is now: ``COLUMNS`` was true when the shell started."""
        try:
            return os.get_terminal_size(self.env.stdout.fileno()).columns or self.env.width
        except (OSError, ValueError):
            return self.env.width

    def _say(self, text: str) -> None:
        self.env.write(utf8(text + "\n"))
        self.env.flush()


class _Tail:
    """Standard output, with a copy of the line that is not ended yet."""

    def __init__(self, inner: BinaryIO) -> None:
        self.inner = inner
        self.line = bytearray()

    def write(self, data: bytes) -> int:
        self.line += data
        del self.line[: self.line.rfind(b"\n") + 1]
        return self.inner.write(data)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.inner, name)


_WORD_KINDS = frozenset(("identifier", "generic", "string", "parameter", "number", "eof"))


def _asks_for_help(session: Session, text: str) -> bool:
    """Whether a line is ``help`` alone, with its words: nothing captures what it shows."""
    if text.lstrip()[:4].lower() != "help" or find_alias(session, "help") != "Get-Help":
        return False
    first, *others = tokenize(text.strip())
    return first.text.lower() == "help" and all(token.kind in _WORD_KINDS for token in others)


class HelpView(View):
    """The view of ``help``: a text that the screen has no room for goes to the pager, as PowerShell's does."""

    def __init__(self, out: Output, session: Session, of_script: bool = False) -> None:
        super().__init__(out, session, of_script)
        self._lines: list[str] = []

    def _line(self, text: str) -> None:
        self._lines.append(text)

    def close(self) -> None:
        if self._formatter is not None:
            self._formatter.close()
        lines, self._lines = self._lines, []
        size = shutil.get_terminal_size()
        rows = sum(max(1, -(-cells(line) // size.columns)) for text in lines for line in text.split("\n"))
        if self._out.is_terminal and rows >= size.lines:  # one line is the prompt's
            text = "\n".join([*lines, ""])
            self._session.host.record(text)
            click.echo_via_pager(text)
        else:
            for line in lines:
                super()._line(line)
        self._formatter = None
        super().close()


def _text_of(record: InformationRecord, colour: bool) -> str:
    return host_text(record, colour) if record.shown else ""


def greeting(env: Environment) -> str:
    """The version, where help is, and where the settings come from (the vault is not asked: it may prompt)."""
    try:
        profile = read(env.environ).select(env.environ)
        found = Lookup(environment=env.environ, spelling="$env:{}".format).key() if profile is None else None
    except (ConfigurationError, CredentialError) as error:
        key = str(error)
    else:
        if profile is not None:
            key = f"The settings of {profile.source} count."
        elif found is not None:
            key = f"The key in {found.source} is used."
        else:
            key = "No key in $env:OPENAI_API_KEY; if the keyring has none either: Set-Secret OPENAI_API_KEY."
    return f"psopenai {__version__}. Get-Help shows help, exit or Ctrl-D leaves. {key}"
