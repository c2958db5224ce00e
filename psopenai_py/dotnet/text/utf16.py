"""UTF-16 code units, in which .NET counts strings: two for a character beyond the first 65536.

Python's strings hold whole characters. Most strings have no such wide characters, so that both counts are the same;
the functions here check that first.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import wraps
from typing import Any, TypeVar

F = TypeVar("F", bound=Callable[..., Any])


def has_wide(text: str) -> bool:
    """Whether some characters need two units."""
    return not text.isascii() and length(text) > len(text)


def length(text: str) -> int:
    """``.Length``."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def units(text: str) -> str:
    """The string with each wide character as a surrogate pair, so that indexes are those of .NET."""
    if not has_wide(text):
        return text
    raw = text.encode("utf-16-le", "surrogatepass")
    return "".join([chr(raw[at] | raw[at + 1] << 8) for at in range(0, len(raw), 2)])


def writable(text: str) -> str:
    """The string as .NET writes it: surrogate pairs joined, single surrogates as the replacement character."""
    if text.isascii():
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def utf8(text: str) -> bytes:
    """The string as UTF-8: surrogate pairs joined, single surrogates as question marks."""
    try:
        return text.encode()
    except UnicodeEncodeError:
        return whole(text).encode(errors="replace")


def whole(text: str) -> str:
    """The string with its surrogate pairs joined to one character each."""
    if text.isascii():
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")


def joined(parts: Sequence[str]) -> str:
    """The parts as one string. Halves of a character that meet become that character."""
    text = "".join(parts)
    try:
        text.encode()  # the fastest way to learn that there are no halves
    except UnicodeEncodeError:
        return whole(text)
    return text


def begins_with_half(text: str) -> bool:
    """Whether the first unit is the second half of a character, which a string before it may have begun."""
    return "\udc00" <= text[:1] <= "\udfff"


def in_units(method: F) -> F:
    """Make a function of a string, its first argument, count UTF-16 units instead of characters."""

    @wraps(method)
    def call(text: str, *arguments: Any) -> Any:
        if text.isascii() or not has_wide(text):
            return method(text, *arguments)
        found = method(units(text), *[units(each) if isinstance(each, str) else each for each in arguments])
        return whole(found) if type(found) is str else found

    return call  # type: ignore[return-value]
