"""httpx without its command-line client.

Importing httpx looks for what that client needs (click, rich, pygments) and loads it where it is installed: a third of
the start of a command that makes one call. httpx itself does without.
"""

from __future__ import annotations

import sys

_CLIENT = "httpx._main"

_absent = _CLIENT not in sys.modules
if _absent:
    sys.modules[_CLIENT] = None  # type: ignore[assignment]  # "not to be had", as the import system writes it

import httpx  # noqa: E402

if _absent:
    del sys.modules[_CLIENT]

__all__ = ["httpx"]
