"""Finding text in text, with .NET's StringComparison."""

from __future__ import annotations

from ..model.exceptions import null_argument, range_error
from ..model.types import Value
from .utf16 import in_units


def folds(comparison: Value) -> bool:
    """Whether a StringComparison (or a plain bool) ignores case: its odd numbers do."""
    return bool(comparison is not None and int(comparison) % 2)


def same(text: str, other: str | None, comparison: Value = None) -> bool:
    """Whether two strings are equal under a comparison."""
    if other is None:
        return False
    return text == other or (folds(comparison) and fold(text) == fold(other))


def fold(text: str) -> str:
    """The form in which case does not count; it is as long as the text."""
    lower = text.lower()
    return lower if len(lower) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def _checked(text: str, part: str | None, comparison: Value) -> tuple[str, str]:
    if part is None:
        raise null_argument("value")
    return (fold(text), fold(part)) if folds(comparison) else (text, part)


def starts_with(text: str, part: str | None, comparison: Value = None) -> bool:
    text, part = _checked(text, part, comparison)
    return text.startswith(part)


def ends_with(text: str, part: str | None, comparison: Value = None) -> bool:
    text, part = _checked(text, part, comparison)
    return text.endswith(part)


@in_units
def find_first(text: str, part: str | None, start: int = 0, count: int | None = None, comparison: Value = None) -> int:
    """``IndexOf``: the first place of ``part`` within ``count`` characters from ``start`` on."""
    text, part = _checked(text, part, comparison)
    if not 0 <= start <= len(text):
        raise range_error("startIndex", "The start lies outside the string.")
    if count is not None and not 0 <= count <= len(text) - start:
        raise range_error("count", "Count must refer to a location within the string.")
    return text.find(part, start, len(text) if count is None else start + count)


@in_units
def find_last(
    text: str, part: str | None, start: int | None = None, count: int | None = None, comparison: Value = None
) -> int:
    """``LastIndexOf``: searched backwards from ``start``, ``count`` characters far."""
    text, part = _checked(text, part, comparison)
    if start is None:
        return text.rfind(part)
    if not text:
        return -1 if part else 0
    if not -1 <= start <= len(text):
        raise range_error("startIndex", "The start lies outside the string.")
    first = 0 if count is None else start - count + 1
    if count is not None and (count < 0 or first < 0):
        raise range_error("count", "Count must refer to a location within the string.")
    return text.rfind(part, first, start + 1)


@in_units
def find_any(text: str, chars: list[str], start: int = 0) -> int:
    """``IndexOfAny``."""
    found = [at for char in chars if (at := text.find(char, start)) >= 0]
    return min(found, default=-1)


@in_units
def find_last_any(text: str, chars: list[str]) -> int:
    """``LastIndexOfAny``."""
    return max(map(text.rfind, chars), default=-1)
