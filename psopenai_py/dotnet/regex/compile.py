"""Compile .NET's regular expressions, with the standard module `re` if it can, else with `regex`.

`compile_net` returns a `NetRegex`. Its groups have .NET's numbers: the unnamed groups first, then the named ones.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from importlib import import_module
from typing import Any

from ...errors import NetException
from .translate import Translation, translate

IGNORE_CASE, MULTILINE, EXPLICIT_CAPTURE, SINGLELINE, IGNORE_WHITESPACE, RIGHT_TO_LEFT = 1, 2, 4, 16, 32, 64
_FLAGS = ((IGNORE_CASE, re.IGNORECASE), (MULTILINE, re.MULTILINE), (SINGLELINE, re.DOTALL))

Match = Any  # a match of the standard module or of `regex`; both have the same methods


class NetRegex:
    """A compiled expression. ``groups`` maps .NET's group numbers to Python's, ``names`` does it for names as text."""

    __slots__ = ("compiled", "group_names", "groups", "names", "options", "pattern")

    def __init__(self, pattern: str, options: int, compiled: Any, translation: Translation) -> None:
        self.pattern = pattern
        self.options = options
        self.compiled = compiled
        self.groups = translation.numbering()
        self.group_names = translation.net_names()  # per .NET number: its name, or the number as text
        self.names = {str(number): group for number, group in enumerate(self.groups)}
        self.names.update(zip(self.group_names, self.groups, strict=True))

    def search(self, text: str, start: int = 0) -> Match | None:
        return self.compiled.search(text, start)

    def finditer(self, text: str, start: int = 0) -> Iterator[Match]:
        """All matches from a position on; from right to left if the options say so."""
        found: Iterator[Match] = self.compiled.finditer(text, start)
        return iter(list(found)[::-1]) if self.options & RIGHT_TO_LEFT else found

    def replace(self, text: str, replacement: str | Callable[[Match], str], count: int = 0) -> str:
        """Replace all matches (or the first ``count``); a string may refer to groups: ``$1 ${name} $& $$``."""
        make = replacement if callable(replacement) else replacement_of(self, replacement)
        if isinstance(make, str):
            return self.compiled.sub(lambda match: make, text, count)  # type: ignore[no-any-return]
        return self.compiled.sub(make, text, count)  # type: ignore[no-any-return]

    def split(self, text: str, count: int = 0, start: int = 0) -> list[str]:
        """The text between the matches, and the text of the groups; ``count`` limits the number of pieces."""
        if count == 1:
            return [text]
        pieces: list[str] = []
        at = 0
        for splits, match in enumerate(self.compiled.finditer(text, start), 1):
            pieces.append(text[at : match.start()])
            for number in self.groups[1:]:
                taken = match.group(number)
                if taken is not None:
                    pieces.append(taken)
            at = match.end()
            if count and splits == count - 1:
                break
        pieces.append(text[at:])
        return pieces


def compile_net(pattern: str, ignore_case: bool = False, options: int = 0) -> NetRegex:
    """Compile an expression; RegexParseException if it is not valid. ``options`` is .NET's RegexOptions."""
    return _compile(pattern, options | (IGNORE_CASE if ignore_case else 0))


@lru_cache(maxsize=512)
def _compile(pattern: str, options: int) -> NetRegex:
    flags = 0
    for bit, flag in _FLAGS:
        if options & bit:
            flags |= flag
    translation = translate(pattern, bool(options & EXPLICIT_CAPTURE), bool(options & IGNORE_WHITESPACE))
    module: Any = re
    if translation.needs_regex:
        module = import_module("regex")  # slow to load
        flags |= module.VERSION0
    try:
        compiled = module.compile(translation.text, flags)
    except (module.error, OverflowError) as error:
        raise parse_error(pattern, str(error)) from error
    return NetRegex(pattern, options, compiled, translation)


def parse_error(pattern: str, why: str) -> NetException:
    text = f"Invalid pattern '{pattern}': {why}."
    return NetException("System.Text.RegularExpressions.RegexParseException", text)


_REFERENCE = re.compile(r"\$(?:(\d+)|\{(\w+)\}|([$&`'+_]))")


@lru_cache(maxsize=256)
def _parts(replacement: str) -> tuple[str | tuple[str, str], ...]:
    """Split a replacement into plain text and references: ``("group", "$1")``, ``("sign", "&")``."""
    parts: list[str | tuple[str, str]] = []
    at = 0
    for found in _REFERENCE.finditer(replacement):
        parts.append(replacement[at : found.start()])
        sign = found.group(3)
        parts.append(("sign", sign) if sign else ("group", found.group()))
        at = found.end()
    parts.append(replacement[at:])
    return tuple(part for part in parts if part != "")


def replacement_of(regex: NetRegex, replacement: str) -> str | Callable[[Match], str]:
    """The function that expands a replacement for a match; a plain text if it has no references."""
    if "$" not in replacement:
        return replacement
    makers: list[str | Callable[[Match], str]] = []
    for part in _parts(replacement):
        makers.append(part if isinstance(part, str) else _reference(regex, *part))
    return lambda match: "".join([each if isinstance(each, str) else each(match) for each in makers])


def _reference(regex: NetRegex, kind: str, what: str) -> str | Callable[[Match], str]:
    if kind == "group":
        name = what.strip("${}")
        number = regex.names.get(str(int(name)) if name.isdecimal() else name)
        if number is None:
            return what  # no such group: it is literal text
        return lambda match: match.group(number) or ""
    last = regex.groups[-1]
    signs: dict[str, str | Callable[[Match], str]] = {
        "$": "$",
        "&": lambda match: match.group(),
        "`": lambda match: match.string[: match.start()],
        "'": lambda match: match.string[match.end() :],
        "+": lambda match: match.group(last) or "",
        "_": lambda match: match.string,
    }
    return signs[what]
