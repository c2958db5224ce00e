"""Scripts: ``psopenai script.ps1 -Name value``, ``-File``, ``-Command 'text'``, and a script on standard input.

Output is PowerShell's view, also to a pipe; errors go to standard error. Exit codes are PowerShell's: the one of
``exit``, else 1 when an error ended the script (with -Command also when its last statement failed), else 0.
"""

from __future__ import annotations

import codecs
import os
import re
from binascii import a2b_base64
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from typing import BinaryIO

from ..declare.cmdlet import CmdletSpec, ParamSpec
from ..engine.binding.parameters import parameters_of
from ..engine.session.file_paths import current_folder
from ..errors import ExitCode, TerminatingError
from ..language.runtime.failures import parse_failure
from ..language.syntax.errors import ParseError
from ..shell import Result, Shell
from .environment import Environment
from .host import host_of_scripts
from .names import COMMAND_FLAGS, ENCODED_FLAGS, FILE_FLAGS, HELP_FLAGS, read_flags
from .output import Output, View
from .standard_error import ScriptErrors

#: what runs a script in a session, and shows its output and errors
Start = Callable[[Shell, View, ScriptErrors], Result]


def run_script_call(env: Environment, words: Sequence[str]) -> int:
    flags = read_flags(words)
    if not enter_folder(env, flags.folder):
        return ExitCode.USAGE
    start = script_of(env, flags.rest)
    if start is None:
        return ExitCode.USAGE
    is_text = not flags.rest or flags.rest[0] == "-" or flags.rest[0].lower() in COMMAND_FLAGS | ENCODED_FLAGS
    return _run(env, start, flags.asks, command=is_text)


def enter_folder(env: Environment, folder: str | None) -> bool:
    """Go to the folder of -WorkingDirectory, if one is given; False where there is none of the name."""
    if folder is not None:
        try:
            os.chdir(os.path.expanduser(folder))
        except OSError as error:
            env.write_error(f"psopenai: -WorkingDirectory {folder}: {error.strerror}.")
            return False
    return True


def _where() -> str:
    """What to do about a path that leads nowhere."""
    try:
        return f"Check the path; the current folder is {current_folder()}."
    except FileNotFoundError as error:
        return f"{error.strerror}: {error.filename}."


def script_of(env: Environment, rest: Sequence[str], stays: bool = False) -> Start | None:
    """What runs the script that the words name, or that they are; None if they are wrong, which is then reported.

    With ``stays`` what a file defines is there after it, as with ``pwsh -NoExit -File``.
    """
    first = rest[0].lower() if rest else "-"
    if first in COMMAND_FLAGS or first in ENCODED_FLAGS or first == "-":
        text = " ".join(rest[1:])
        if first != "-" and len(rest) == 1:
            env.write_error(f"psopenai: {rest[0]} needs a text after it, or - for a script on standard input.")
            return None
        if first in ENCODED_FLAGS:
            decoded = _decoded(text)
            if decoded is None:
                env.write_error(f"psopenai: {rest[0]} needs a script as base64 of UTF-16, as pwsh takes it.")
                return None
            text = decoded
        elif text in ("", "-"):
            text = env.stdin.read().decode("utf-8-sig", errors="replace")
        return lambda shell, view, errors: shell.invoke(text, view.write, errors.streams(), lines=_lines(env))
    words = list(rest[1:] if first in FILE_FLAGS else rest)
    if not words:
        env.write_error("psopenai: -File needs the path of a script after it.")
        return None
    path, arguments = os.path.expanduser(words[0]), words[1:]
    if not os.path.isfile(path):
        env.write_error(f"psopenai: there is no script {path}. {_where()}")
        return None

    def start(shell: Shell, view: View, errors: ScriptErrors) -> Result:
        words = arguments
        if any(word in HELP_FLAGS or word.startswith("--") for word in arguments):
            with suppress(TerminatingError):  # the run itself reports what is wrong with the script
                spec, has_help = shell.describe_script(path)
                if has_help and _asks_for_help(spec, arguments):
                    quoted = os.path.abspath(path).replace("'", "''")
                    return shell.invoke(f"Get-Help '{quoted}' -Full", view.write, errors.streams())
                words = [each for word in arguments for each in _as_powershell(spec, word)]
        return shell.invoke_file(path, words, view.write, errors.streams(), lines=_lines(env), dot=stays)

    return start


def _lines(env: Environment) -> Iterator[str] | None:
    """The lines that are piped in, as a script asks for them: `Read-Host` reads the same ones."""
    return _text_lines(env.stdin) if env.is_piped_to else None


def _text_lines(stream: BinaryIO) -> Iterator[str]:
    """The lines of a text in UTF-8, or in UTF-16 with a byte-order mark; what is neither is replaced."""
    raw = stream.readline()
    if raw[:2] not in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        while raw:
            yield raw.decode("utf-8-sig", errors="replace").rstrip("\r\n")
            raw = stream.readline()
        return
    decoder = codecs.getincrementaldecoder("utf-16")(errors="replace")
    held = ""
    while raw:  # such a piece ends in the middle of a character: the byte of a line feed is half of one
        *lines, held = (held + decoder.decode(raw)).split("\n")
        yield from (line.rstrip("\r") for line in lines)
        raw = stream.readline()
    held += decoder.decode(b"", final=True)
    if held:
        yield held


def _decoded(text: str) -> str | None:
    if re.fullmatch(r"[A-Za-z0-9+/\s]+=*\s*", text) is None:
        return None
    try:
        return a2b_base64(text).decode("utf-16-le")
    except ValueError:
        return None


def _asks_for_help(spec: CmdletSpec, words: Sequence[str]) -> bool:
    """``--help`` and its like alone, where the script has no parameter that it means."""
    return len(words) == 1 and words[0] in HELP_FLAGS and _find(spec, words[0].lstrip("-/")) is None


def _as_powershell(spec: CmdletSpec, word: str) -> tuple[str, ...]:
    """``--dry-run`` and ``--name=jo`` as ``-DryRun`` and ``-Name:jo``, where the script has that parameter."""
    name, equals, value = word[2:].partition("=")
    param = _find(spec, name) if word.startswith("--") else None
    if param is None:
        return (word,)
    if equals and not value:
        return f"-{param.name}", ""
    return (f"-{param.name}:{value}" if equals else f"-{param.name}",)


def _find(spec: CmdletSpec, name: str) -> ParamSpec | None:
    try:
        return parameters_of(spec).find(name)
    except TerminatingError:  # several begin so
        return None


def _run(env: Environment, start: Start, asks: bool, command: bool = False) -> int:
    with Shell(width=env.width, environ=env.environ) as shell:
        errors = ScriptErrors(env, shell)
        host = host_of_scripts(env, shell.session, errors.clear, asks)
        view = View(Output(env, errors.before_output), shell.session, of_script=True)
        errors.before, host.view = view.flush, view
        session = shell.session
        session.noted = []
        try:
            result = start(shell, view, errors)
        except ParseError as error:
            errors.error(parse_failure(error).record)
            return ExitCode.INPUT_FAILED
        finally:
            view.close()
            errors.clear()
            host.restore()
            if session.noted:
                from .recent_ids import keep_ids  # noqa: PLC0415 (only where the service has answered)

                keep_ids(session)
        if result.exit_code is not None:
            return result.exit_code
        if result.terminated_by is not None:
            errors.error(result.terminated_by)
            return ExitCode.INPUT_FAILED
        return ExitCode.INPUT_FAILED if command and not session.succeeded else ExitCode.OK
