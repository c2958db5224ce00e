"""How a run of `psopenai` ends: whatever stopped it becomes an exit code."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from contextlib import suppress

from ..errors import ExitCode
from .environment import ClosedPipe, Environment, OutputFailed


def exit_code_of(env: Environment, run: Callable[[], int]) -> int:
    """Run something and return its exit code.

    Ctrl-C, a closed or full standard output and bugs of psopenai give exit codes too, with a message where one helps.
    ``SystemExit`` passes.
    """
    try:
        return run()
    except KeyboardInterrupt:
        with suppress(OSError):
            env.stderr.write("\n")
        return ExitCode.INTERRUPTED
    except ClosedPipe:
        _forget_output()
        return ExitCode.OK
    except OutputFailed as failure:
        from .standard_error import no_space  # noqa: PLC0415 (only failures need it)

        _forget_output()
        return no_space(env, failure.error)
    except Exception as error:
        from .standard_error import internal_error  # noqa: PLC0415 (likewise)

        return internal_error(env, error)


def _forget_output() -> None:
    """Drop what is still buffered: standard output is closed, and Python would report an error when it exits."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
