"""PSOpenAI's cmdlets for any POSIX shell, an interactive shell, scripts and Python.

Every cmdlet of the service is a function here, in snake_case, that acts when it is called::

    from psopenai_py import get_batch_output, start_batch
    batch = start_batch("file-abc123", endpoint="/v1/chat/completions")
    for item in get_batch_output(batch, wait=True):
        print(item.custom_id, item.response.status_code)

The modules behind it: `functions` (how a function works), `results` (`Results`, `Stream`), `exceptions` (the errors, as
a tree), `objects` (the types of what comes back), `frames` (tables), `testing` (the emulator for your own tests).
"""

from __future__ import annotations

import sys

_program = sys.argv[0] if sys.argv[:1] else ""
if _program.endswith(("/psopenai", "\\psopenai")) or (
    _program == "-m" and not {"psopenai_py", "-mpsopenai_py"}.isdisjoint(sys.orig_argv)
):
    # The command's own process: until it can handle Ctrl-C it ends as any program does, without Python's text. A
    # program that imports the package keeps its handlers.
    import _signal  # type: ignore[import-not-found]  # the part of `signal` that costs nothing

    if _signal.getsignal(_signal.SIGINT) is _signal.default_int_handler:  # not ignored, as background jobs have it
        _signal.signal(_signal.SIGINT, _signal.SIG_DFL)

from typing import Any  # noqa: E402 (after what must come first)

from ._version import __version__ as __version__  # noqa: E402

#: where each name lives, loaded when it is first used
_HOMES = {
    "ParseError": "language.syntax.errors",
    "Shell": "shell",
    "Result": "shell",
    "PSOpenAIError": "errors",
    "ErrorRecord": "errors",
    "SecureString": "credentials",
    "Results": "results",
    "Stream": "results",
    "to_json": "results",
    **dict.fromkeys(
        (
            "ApiConnectionError", "ApiError", "ApiTimeoutError", "ArgumentError", "AuthenticationError",
            "BadRequestError", "BatchError", "CmdletError", "ConflictError", "IncompleteResult", "MissingKeyError",
            "NotFoundError", "PermissionDeniedError", "QuotaExceededError", "RateLimitError", "ServerError",
            "UnprocessableEntityError",
        ),
        "exceptions",
    ),
}  # fmt: skip


def __getattr__(name: str) -> Any:
    """Load what is asked for only then: ``import psopenai_py`` alone is cheap."""
    from importlib import import_module

    home = _HOMES.get(name)
    if home is not None:
        return getattr(import_module("." + home, __name__), name)
    if name == "__all__":
        return __dir__()
    if name[:1].isupper():  # the type of an object
        from . import objects

        if name in objects.TYPES:
            return objects.TYPES[name]
    elif "_" in name.lstrip("_"):  # a verb and a noun; a submodule that is imported from here is asked for first, too
        from .functions import cmdlet_names, function

        if name in cmdlet_names():
            return function(name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    from .functions import cmdlet_names
    from .objects import TYPES

    return sorted(["__version__", *_HOMES, *TYPES, *cmdlet_names()])
