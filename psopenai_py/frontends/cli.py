"""The `psopenai` command.

`main` is the console script. Click gives ``--help``, ``--version`` and completion; the words of a cmdlet go to the same
binder as everywhere else.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from contextlib import suppress

from .._version import __version__
from ..errors import ExitCode
from .environment import ClosedPipe, Environment, OutputFailed


def main(argv: Sequence[str] | None = None, env: Environment | None = None) -> int:
    """Run the command; returns (and as console script ends with) the exit code."""
    words = list(sys.argv[1:] if argv is None else argv)
    if words in (["--version"], ["-V"]):  # nothing else is loaded for it
        print(f"psopenai {__version__}")
        return ExitCode.OK
    env = env or Environment()
    try:
        return _dispatch(env, words)
    except KeyboardInterrupt:
        with suppress(OSError):
            env.stderr.write("\n")
        return ExitCode.INTERRUPTED
    except ClosedPipe:
        _forget_output()
        return ExitCode.OK
    except OutputFailed as failure:
        from .standard_error import no_space

        _forget_output()
        return no_space(env, failure.error)
    except Exception as error:
        from .standard_error import internal_error

        return internal_error(env, error)


def _dispatch(env: Environment, words: Sequence[str]) -> int:
    """Cmdlets and scripts go straight to their runners. Everything else goes to Click, which takes time to load."""
    if not words and env.stdin_is_terminal:
        from .repl import run_repl

        return run_repl(env)
    from .names import HELP_FLAGS, find_cmdlet, is_script_call

    if is_script_call(words):
        from .scripts import run_script_call

        return run_script_call(env, words)
    cmdlet = find_cmdlet(words[0])
    if cmdlet is not None and HELP_FLAGS.isdisjoint(words):
        from .run_cmdlet import run_command

        return run_command(env, cmdlet, words[1:])
    from .commands import dispatch

    return dispatch(env, words)


def _forget_output() -> None:
    """Drop what is still buffered: standard output is closed, and Python would report an error when it exits."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def run() -> None:
    """The console script."""
    code = main()
    with suppress(OSError, ValueError):
        sys.stdout.flush()
    sys.exit(code)
