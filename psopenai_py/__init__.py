"""PSOpenAI's cmdlets for any POSIX shell, an interactive shell, scripts and Python."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ._version import __version__

if TYPE_CHECKING:
    from .language.errors import ParseError
    from .shell import Result, Shell

__all__ = ["ParseError", "Result", "Shell", "__version__"]

_HOMES = {"ParseError": "language.errors", "Shell": "shell", "Result": "shell"}


def __getattr__(name: str) -> Any:
    """Load what is asked for only then: ``import psopenai_py`` alone is cheap."""
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module("." + home, __name__), name)
