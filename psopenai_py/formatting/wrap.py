"""Breaking text into lines of limited width, at words where possible."""

from __future__ import annotations

from collections.abc import Iterator

from .cells import cells

ELLIPSIS = "…"
_SOFT_HYPHEN, _HARD_HYPHEN, _NO_BREAK_SPACE = "\u00ad", "\u2011", "\u00a0"


def split_lines(text: str) -> list[str]:
    """The text's own lines; carriage returns go."""
    return text.replace("\r", "").split("\n")


def first_line(text: str) -> str:
    """The text up to its first line break; an ellipsis tells that there was more."""
    for at, char in enumerate(text):
        if char in "\r\n":
            return text[:at] + ELLIPSIS
    return text


def wrap(text: str, width: int, following: int | None = None) -> list[str]:
    """The lines of a text; a long one is broken at words to ``width``, its rest to ``following`` (as ``width``)."""
    lines: list[str] = []
    for line in split_lines(text):
        if cells(line) <= width:
            lines.append(line)
        else:
            lines.extend(_wrap_line(line, width, width if following is None else following))
    return lines


def _wrap_line(line: str, width: int, following: int) -> Iterator[str]:
    left = width
    current: list[str] = []
    for word, delimiter in _words(line):
        if delimiter == _SOFT_HYPHEN:
            if cells(word) + 1 == left:
                word += "-"
        else:
            word += delimiter
        size = cells(word)
        if width == 0:
            width = left = following
            if width == 0:
                break
        if size <= width:
            if size > left:
                yield "".join(current)
                current = []
                width = left = following
            current.append(word)
            left -= size
            continue
        for char in word:  # wider than any line: it breaks wherever the line ends
            size = cells(char)
            if size > width:
                char, size = "?", 1
            if size > left:
                yield "".join(current)
                current = []
                width = left = following
            current.append(char)
            left -= size
    yield "".join(current)


def _words(line: str) -> Iterator[tuple[str, str]]:
    """The words, each with the character that ended it; a hard hyphen and a no-break space end one unseen."""
    start = 0
    for at, char in enumerate(line):
        if char in (" ", "\t", _SOFT_HYPHEN):
            yield line[start:at], char
            start = at + 1
        elif char in (_HARD_HYPHEN, _NO_BREAK_SPACE):
            yield line[start:at], ""
            start = at + 1
    yield line[start:], ""
