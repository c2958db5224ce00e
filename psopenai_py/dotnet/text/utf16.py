"""Texts counted as .NET counts them: in UTF-16 units, two for a character beyond the first 65536.

Python's texts hold whole characters. Nearly all texts have none of the wide ones, so that both counts are the same;
the functions here find that out first.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

F = TypeVar("F", bound=Callable[..., Any])


def has_wide(text: str) -> bool:
    """Whether some characters take two units."""
    return not text.isascii() and max(text) > "\uffff"


def length(text: str) -> int:
    """``.Length``."""
    return len(text) if text.isascii() else len(text) + sum(char > "\uffff" for char in text)


def units(text: str) -> str:
    """The text with its wide characters as two halves each, so that positions are .NET's."""
    if not has_wide(text):
        return text
    raw = text.encode("utf-16-le", "surrogatepass")
    return "".join([chr(raw[at] | raw[at + 1] << 8) for at in range(0, len(raw), 2)])


def writable(text: str) -> str:
    """The text as .NET writes it: halves put together, one that stands alone as the replacement character."""
    if text.isascii():
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def whole(text: str) -> str:
    """The text with halves that stand together put together again."""
    if text.isascii():
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")


def in_units(method: F) -> F:
    """A function of a text (its first argument) whose places are units, from one that counts characters."""

    @wraps(method)
    def call(text: str, *arguments: Any) -> Any:
        if text.isascii() or not has_wide(text):
            return method(text, *arguments)
        found = method(units(text), *[units(each) if isinstance(each, str) else each for each in arguments])
        return whole(found) if type(found) is str else found

    return call  # type: ignore[return-value]
