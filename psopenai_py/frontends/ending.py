"""How a run of `psopenai` ends: whatever stopped it becomes an exit code.

`SIGTERM` and `SIGHUP` end a cmdlet as Ctrl-C does: the line that is being written comes to its end, and files that are
being fetched stay for the next run.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from contextlib import suppress

from ..errors import ExitCode
from .environment import ClosedPipe, Environment, OutputFailed, Signalled, signalled

PATIENCE = 1.0  # seconds for the end of a run after a signal; then it ends at once, the reader may have stopped


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
        _end_output(env)
        return ExitCode.INTERRUPTED
    except Signalled as end:
        _end_output(env)
        return 128 + end.number
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


def take_interrupts() -> None:
    """Have Ctrl-C raise KeyboardInterrupt, in the process of a console script: it ended the process until now."""
    import signal  # noqa: PLC0415 (calls of a cmdlet do it later)

    if signal.getsignal(signal.SIGINT) is signal.SIG_DFL:
        signal.signal(signal.SIGINT, signal.default_int_handler)


def take_signals(env: Environment) -> None:
    """Have signals end this run in order. It changes the handlers of the process, which must be the run's own."""
    import signal  # noqa: PLC0415 (only cmdlets of the console script need it)

    def end(number: int, frame: object) -> None:
        if env.signal is None:
            env.signal = number
            if hasattr(signal, "setitimer"):
                signal.setitimer(signal.ITIMER_REAL, PATIENCE)
            if env.writes:
                return  # `Environment.write` ends the line, then the run
        raise signalled(env.signal)

    for number in signal.Signals:
        ends = number.name in ("SIGINT", "SIGTERM", "SIGHUP", "SIGALRM")  # Windows has two of them
        if ends and signal.getsignal(number) is not signal.SIG_IGN:  # as `nohup` and background jobs have it
            signal.signal(number, end)


def _end_output(env: Environment) -> None:
    """Write the rest of a line that has begun, and nothing after that."""
    if env.signal is not None:
        with suppress(KeyboardInterrupt, Signalled, OSError, ValueError):
            env.stdout.flush()
        _forget_output()


def _forget_output() -> None:
    """Drop what is still buffered: standard output is closed, and Python would report an error when it exits."""
    if sys.stdout is None:  # closed before the start
        return
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
