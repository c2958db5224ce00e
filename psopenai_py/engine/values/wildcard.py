"""PowerShell's wildcards (``* ? [a-z]``; a backtick escapes the next character) as regular expressions."""

from __future__ import annotations

import re
import sys
from functools import lru_cache

from ...errors import TerminatingError, terminating

_SPECIAL = "*?[]"


@lru_cache(maxsize=1024)
def wildcard_to_regex(pattern: str, ignore_case: bool = True) -> re.Pattern[str]:
    """The compiled expression of a wildcard pattern; it matches the whole text (use ``match``)."""
    parts: list[str] = []  # of the segment after the last star
    segments = [parts]
    at, end = 0, len(pattern)
    while at < end:
        char = pattern[at]
        at += 1
        if char == "`":
            if at < end:
                parts.append(re.escape(pattern[at]))
                at += 1
        elif char == "*":
            if parts or len(segments) == 1:
                parts = []
                segments.append(parts)
        elif char == "?":
            parts.append(".")
        elif char == "[":
            at = _set(pattern, at, parts)
        else:
            parts.append(re.escape(char))
    first, *others = map("".join, segments)
    if others:
        first += "".join([_first_match(number, each) for number, each in enumerate(others[:-1])]) + ".*" + others[-1]
    return re.compile(first + r"\Z", (re.IGNORECASE if ignore_case else 0) | re.DOTALL)


def _first_match(number: int, segment: str) -> str:
    """What matches up to the first place where a segment between two stars fits.

    No later place can do better, as a segment has a fixed length. So the expression does not try them, which would take
    time without end for a pattern with many stars.
    """
    if sys.version_info >= (3, 11):
        return f"(?>.*?{segment})"
    return f"(?=(?P<s{number}>.*?{segment}))(?P=s{number})"


def _set(pattern: str, at: int, parts: list[str]) -> int:
    """Translate the set whose bracket is before ``at``; returns the index after the closing bracket."""
    chars: list[str] = []  # alone in the set
    ranges: list[str] = []
    start = at
    while True:
        if at >= len(pattern):
            raise _invalid(pattern, f"the set that opens at {start} never closes")
        char = pattern[at]
        at += 1
        if char == "]" and at - 1 > start:
            break
        if char == "`" and at < len(pattern):
            char = pattern[at]
            at += 1
        elif char == "-" and chars and at < len(pattern) and pattern[at] != "]":
            last = pattern[at]
            at += 1
            if last == "`" and at < len(pattern):
                last = pattern[at]
                at += 1
            first = chars.pop()
            if first > last:
                raise _invalid(pattern, f"the range {first}-{last} is in reverse order")
            ranges.append(f"{re.escape(first)}-{re.escape(last)}")
            continue
        chars.append(char)
    parts.append(f"[{''.join([*map(re.escape, chars), *ranges])}]")
    return at


def _invalid(pattern: str, why: str) -> TerminatingError:
    return terminating(
        "RuntimeException", f"The wildcard pattern {pattern} is not valid: {why}.", "InvalidArgument", pattern,
        "System.Management.Automation.WildcardPatternException",
    )  # fmt: skip


def has_wildcards(text: str) -> bool:
    """Whether the text contains a wildcard that is not escaped."""
    escaped = False
    for char in text:
        if escaped:
            escaped = False
        elif char == "`":
            escaped = True
        elif char in "*?[":
            return True
    return False


def escape_wildcards(text: str) -> str:
    """The text as a pattern that matches only that text."""
    return "".join(["`" + char if char in _SPECIAL or char == "`" else char for char in text])


def unescape_wildcards(text: str) -> str:
    """The text without the backticks that escape wildcards."""
    return re.sub(r"`([*?\[\]`])", r"\1", text)
