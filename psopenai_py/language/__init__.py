"""The language: text -> tokens -> syntax tree -> evaluation."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .errors import ParseError, ParseErrorItem
    from .parser import parse, tokenize

__all__ = ["ParseError", "ParseErrorItem", "parse", "tokenize"]

# A cmdlet that is called from another shell needs none of it.
_HOMES = {"ParseError": ".errors", "ParseErrorItem": ".errors", "parse": ".parser", "tokenize": ".parser"}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name], __name__), name)
