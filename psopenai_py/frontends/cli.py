"""The `psopenai` command.

`main` is the console script. It goes straight to the binder for a cmdlet and to the interpreter for a script, because
Click takes time to load. `cli` is the same command as a Click group, made when it is first asked for: for other Click
applications, ``click-man``, tests, and for everything that is not a call.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from .._version import __version__
from ..errors import ExitCode
from .ending import exit_code_of, take_interrupts
from .environment import Environment

if TYPE_CHECKING:
    from .commands import cli as cli

COMPLETE = "_PSOPENAI_COMPLETE"  # the variable by which a shell asks for completion, as with every Click command
_PROFILE_WORDS = ("--profile", "-profile")  # in lower case
_VERSION_WORDS = ("--version", "-v", "-version")  # in lower case; the last two are pwsh's


def main(argv: Sequence[str] | None = None, env: Environment | None = None, *, owns_process: bool = False) -> int:
    """Run the command; returns (and as console script ends with) the exit code.

    With ``owns_process`` signals end a cmdlet in order: the process is this run's alone.
    """
    env = env or Environment()
    instruction = os.environ.get(COMPLETE)
    if instruction:  # before anything else: a shell waits for it, when it starts or at a Tab
        return exit_code_of(env, lambda: _answer_shell(env, instruction))
    words = list(sys.argv[1:] if argv is None else argv)
    if len(words) == 1 and words[0].lower() in _VERSION_WORDS:  # nothing else is loaded
        return exit_code_of(env, lambda: env.print(f"psopenai {__version__}\n"))
    env.owns_process = owns_process
    if words and words[0].lower().partition("=")[0] in _PROFILE_WORDS:
        rest = _use_profile(env, words)
        if rest is None:
            env.write_error("psopenai: --profile needs the name of a profile, and a command may follow it.")
            return ExitCode.USAGE
        words = rest
    return exit_code_of(env, lambda: _dispatch(env, words))


def _use_profile(env: Environment, words: list[str]) -> list[str] | None:
    """Have the profile count that ``--profile NAME`` or ``--profile=NAME`` names, and return the words after it.

    None: there is no name.
    """
    from ..configuration import PROFILE_VARIABLE

    _, equals, name = words[0].partition("=")
    rest = words[1:]
    if not equals and rest and not rest[0].startswith("-"):
        name, rest = rest[0], rest[1:]
    if not name.strip():
        return None
    env.environ[PROFILE_VARIABLE] = name
    return rest


#: objects that are made before Python looks for garbage: what a start loads stays, and looking through it takes time
GARBAGE_AFTER = 100_000
#: digits of a number as text; more would take longer than a person waits (Python's own limit is 4,300)
LONGEST_NUMBER = 100_000


def _answer_shell(env: Environment, instruction: str) -> int:
    from .shell_tab import answer_tab

    answer = answer_tab(instruction, os.environ)
    if answer is not None:
        return env.print(f"{answer}\n" if answer else "")
    from .commands import answer_shell

    return answer_shell(env, instruction)


def _dispatch(env: Environment, words: Sequence[str]) -> int:
    """Cmdlets and scripts go straight to their runners. Everything else goes to Click, which takes time to load."""
    from .names import asks_for_help, find_cmdlet, is_script_call, repl_options

    options = repl_options(words) if env.stdin_is_terminal else None
    is_script = options is None and is_script_call(words)
    cmdlet = None if is_script or options is not None or asks_for_help(words) else find_cmdlet(words[0])
    if cmdlet is not None:
        from .run_cmdlet import run_command

        return run_command(env, cmdlet, words[1:])
    if env.owns_process:
        take_interrupts()
    if options is not None:
        from .commands import interactive

        return interactive(env, **options)
    if is_script:
        from .scripts import run_script_call

        return run_script_call(env, words)
    from .commands import dispatch

    return dispatch(env, words)


def run() -> None:
    """The console script, in a process of its own."""
    gc.set_threshold(GARBAGE_AFTER, *gc.get_threshold()[1:])
    for framework in ("anyio", "trio"):  # httpcore loads them for asynchronous calls, and there are none here
        sys.modules.setdefault(framework, None)  # type: ignore[arg-type]  # how Python marks what cannot be imported
    if hasattr(sys, "set_int_max_str_digits"):  # Python 3.10 has it from 3.10.7 on; before there is no limit
        sys.set_int_max_str_digits(LONGEST_NUMBER)
    code: int = ExitCode.INTERRUPTED  # by a Ctrl-C before `main` can handle it
    with suppress(KeyboardInterrupt):
        code = main(owns_process=True)
    if sys.stdout is not None:  # None: closed before the start
        with suppress(OSError, ValueError):
            sys.stdout.flush()
    gc.freeze()  # the process ends: looking for what could be freed would take longer than most commands
    sys.exit(code)


def __getattr__(name: str) -> Any:
    """The Click group, which the console script does without."""
    if name == "cli":
        from .commands import cli

        return cli
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted([*globals(), "cli"])  # `click-man` looks for the group here
