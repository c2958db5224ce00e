"""What nobody foresaw: one masked line instead of a traceback."""

from __future__ import annotations

import traceback

from ..errors import ExitCode
from .environment import Environment

DEBUG = "PSOPENAI_DEBUG"


def internal_error(env: Environment, error: BaseException) -> int:
    """Tell of an exception that is a fault of psopenai itself; the traceback only where it was asked for."""
    if env.environ.get(DEBUG) == "1":
        env.write_error("".join(traceback.format_exception(type(error), error, error.__traceback__)).rstrip())
    told = " ".join(str(error).split())
    env.write_error(
        f"psopenai: internal error: {type(error).__name__}: {told} "
        f"(this is a fault of psopenai; {DEBUG}=1 shows where it happened)"
    )
    return ExitCode.INPUT_FAILED


def no_space(env: Environment, error: OSError) -> int:
    """Standard output takes no more: a full disk, mostly."""
    env.write_error(f"psopenai: standard output cannot be written: {error.strerror or error}")
    return ExitCode.INCOMPLETE
