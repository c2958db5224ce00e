"""The interactive shell: ``psopenai`` alone on a terminal.

The session is click-repl's. The lines are PowerShell and go to the parser as they were typed.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path

import click
from click_repl.core import ReplContext
from prompt_toolkit.completion import CompleteEvent, Completer, Completion
from prompt_toolkit.document import Document
from prompt_toolkit.filters import completion_is_selected, has_completions
from prompt_toolkit.history import FileHistory, History, InMemoryHistory
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent

from .._version import __version__
from ..builtin.commands.get_history import remember_line
from ..credentials import CredentialError, Lookup, is_key_like
from ..dotnet.time.datetime import now
from ..engine.session.session import Session
from ..errors import ControlFlow, ExitCode
from ..language.syntax.errors import ParseError
from ..language.syntax.parser.parse import parse
from ..shell import Shell
from .completion import complete
from .environment import Environment
from .host import host_of_scripts
from .output import View
from .standard_error import ScriptErrors, internal_error


def run_repl(env: Environment) -> int:
    """Read, run and show lines until ``exit`` or Ctrl-D. Returns the exit code."""
    with Shell(width=env.width, environ=env.environ) as shell:
        return Repl(env, shell).run()


class Repl:
    """One interactive session."""

    def __init__(self, env: Environment, shell: Shell) -> None:
        self.env = env
        self.shell = shell
        self.errors = ScriptErrors(env, shell)
        self.host = host_of_scripts(env, shell.session, self.errors.clear)
        self.context = ReplContext(
            click.Context(click.Command("psopenai")),
            {
                "history": open_history(env.environ),
                "completer": ShellCompleter(shell.session),
                "complete_while_typing": False,
                "multiline": True,
                "prompt_continuation": lambda width, line, wrapped: ">> ",
                "key_bindings": _bindings(),
                "enable_open_in_editor": False,
            },
        )

    def run(self) -> int:
        self._say(greeting(self.env))
        with self.context:
            while True:
                try:
                    text = self._read()
                except KeyboardInterrupt:  # Ctrl-C discards the line
                    continue
                except EOFError:
                    return ExitCode.OK
                if not text.strip():
                    continue
                code = self.execute(text)
                if code is not None:
                    return code

    def _read(self) -> str:
        session = self.context.session
        assert session is not None, "the interactive shell needs a terminal"
        return str(session.prompt(self._prompt()))

    def _prompt(self) -> str:
        """``PS /folder> ``, or what a function named ``prompt`` returns."""
        session = self.shell.session
        if session.globals.functions and "prompt" in session.globals.functions:
            succeeded, errors = session.succeeded, list(session.errors)
            try:
                output = self.shell.run("prompt").output
            except Exception:  # a prompt that fails is not shown
                output = []
            session.succeeded, session.errors[:] = succeeded, errors
            if output:
                return "".join(map(str, output))
        return f"PS {self.shell.get('PWD')}> "

    # -- one command ------------------------------------------------------------------------------------------------

    def execute(self, text: str) -> int | None:
        """Run what was typed. Returns the exit code after ``exit``. No error ends the shell."""
        try:
            return self._run(text)
        except KeyboardInterrupt:
            self.errors.clear()
            self._say("")
        except (Exception, ControlFlow) as error:
            self.errors.clear()
            internal_error(self.env, error)
            self.shell.session.succeeded = False
        return None

    def _run(self, text: str) -> int | None:
        session = self.shell.session
        session.host.width = self.errors.width = self.env.width  # the window may have changed
        view = View(self.env, session, of_script=True)
        self.errors.before, self.host.view = view.flush, view
        started = now()
        try:
            result = self.shell.invoke(text, view.write, self.errors.streams())
        except ParseError as error:
            self.errors.line("error", str(error))
            session.succeeded = False
            return None
        finally:
            view.close()
            self.errors.clear()
            self.host.restore()
            remember_line(session, text, started, now(), session.succeeded)
        if result.terminated_by is not None:
            self.errors.error(result.terminated_by)
        return result.exit_code

    def _say(self, text: str) -> None:
        self.env.write((text + "\n").encode(errors="replace"))
        self.env.flush()


def greeting(env: Environment) -> str:
    """The version, where help is, and whether the environment has a key (the vault is not asked: it may prompt)."""
    try:
        found = Lookup(environment=env.environ, spelling="$env:{}".format).key()
    except CredentialError as error:
        key = str(error)
    else:
        if found is not None:
            key = f"The key in {found.source} is used."
        else:
            key = "No key in $env:OPENAI_API_KEY; if the vault has none either: Set-Secret OPENAI_API_KEY."
    return f"psopenai {__version__}. Get-Help shows help, exit or Ctrl-D leaves. {key}"


def is_complete(text: str) -> bool:
    """Whether Enter runs the text; otherwise it begins another line."""
    try:
        parse(text)
    except ParseError as error:
        return not error.incomplete
    return True


def _bindings() -> KeyBindings:
    bindings = KeyBindings()

    @bindings.add("enter", filter=~(has_completions & completion_is_selected))
    def _enter(event: KeyPressEvent) -> None:
        buffer = event.current_buffer
        if is_complete(buffer.text):
            buffer.validate_and_handle()
        else:
            buffer.insert_text("\n")

    @bindings.add("enter", filter=has_completions & completion_is_selected)
    def _take(event: KeyPressEvent) -> None:
        event.current_buffer.complete_state = None

    @bindings.add("escape", "enter")
    def _newline(event: KeyPressEvent) -> None:
        event.current_buffer.insert_text("\n")

    return bindings


class ShellCompleter(Completer):
    """PowerShell's completion for prompt_toolkit."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def get_completions(self, document: Document, event: CompleteEvent) -> Iterable[Completion]:
        try:
            found = complete(self.session, document.text, document.cursor_position)
        except Exception:  # the line is incomplete; Tab must not end the shell
            return
        for text, kind in found.matches:
            family = self.session.commands.title(text) if kind == "Command" else ""
            yield Completion(text, found.start - document.cursor_position, display_meta=family)


# -- the history ------------------------------------------------------------------------------------------------------


def history_path(environ: Mapping[str, str]) -> Path:
    """The history file, in the state folder of the XDG base directories."""
    base = environ.get("XDG_STATE_HOME") or os.path.join(environ.get("HOME") or os.path.expanduser("~"), ".local/state")
    return Path(base, "psopenai", "history")


def open_history(environ: Mapping[str, str]) -> History:
    """The history in a file that only its owner can read; in memory where the file cannot be written."""
    path = history_path(environ)
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        os.close(os.open(path, os.O_CREAT | os.O_APPEND | os.O_WRONLY, 0o600))
        os.chmod(path, 0o600)
    except OSError:
        return InMemoryHistory()
    return KeylessHistory(path)


class KeylessHistory(FileHistory):
    """A history that does not write lines with a key to its file. They can be recalled while the session lasts."""

    def __init__(self, path: Path) -> None:
        super().__init__(str(path))

    def load_history_strings(self) -> Iterable[str]:
        try:
            return list(super().load_history_strings())
        except OSError:
            return []

    def store_string(self, string: str) -> None:
        if is_key_like(string):
            return
        try:
            super().store_string(string)
        except OSError:  # a full disk must not end the shell
            return
