"""PSOpenAI's cmdlets for any POSIX shell, an interactive shell, scripts and Python.

Every cmdlet of the service is a function here, in snake_case: ``get_batch_output("batch_abc123", wait=True)``.
"""

from __future__ import annotations

from typing import Any

from ._version import __version__

_HOMES = {
    "ParseError": "language.syntax.errors",
    "Shell": "shell",
    "Result": "shell",
    "CmdletError": "functions",
    "PSOpenAIError": "errors",
    "ErrorRecord": "errors",
}

__all__ = ["CmdletError", "ErrorRecord", "PSOpenAIError", "ParseError", "Result", "Shell", "__version__"]


def __getattr__(name: str) -> Any:
    """Load what is asked for only then: ``import psopenai_py`` alone is cheap."""
    from importlib import import_module

    home = _HOMES.get(name)
    if home is not None:
        return getattr(import_module("." + home, __name__), name)
    if "_" in name.lstrip("_"):  # a verb and a noun; a submodule that is imported from here is asked for first, too
        from .functions import cmdlet_names, function

        if name in cmdlet_names():
            return function(name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    from .functions import cmdlet_names

    return sorted([*__all__, *cmdlet_names()])
