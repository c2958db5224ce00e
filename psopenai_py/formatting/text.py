"""Text on lines: how much room it takes, breaking it, indented frames, and text that is safe for a terminal."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache

ELLIPSIS = "…"
_SOFT_HYPHEN, _HARD_HYPHEN, _NO_BREAK_SPACE = "\u00ad", "\u2011", "\u00a0"

# patterns as text: `re` compiles them when they are first needed, which for plain ASCII they are not
_VT_SEQUENCE = r"\x1b\[[0-9;]*m|\x1b\]8;;[^\x1b\x07]*(?:\x1b\\|\x07)"
_WIDE = (
    "[\u1100-\u115f\u2329\u232a\u2e80-\u303e\u3040-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe10-\ufe19"
    "\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\U00010000-\U0010ffff]"
)  # a character beyond the BMP is a surrogate pair there, and each half counts


# -- how many cells text takes, by PowerShell's count: East Asian wide characters take two, all others one ------------


def plain(text: str) -> str:
    """The text without colour sequences and links, which take no cells."""
    return re.sub(_VT_SEQUENCE, "", text) if "\x1b" in text else text


@cache
def _wide() -> re.Pattern[str]:
    return re.compile(_WIDE)


def cells(text: str) -> int:
    """The cells that a text takes on one line."""
    if text.isascii():
        return len(text)
    return len(text) + len(_wide().findall(text))


def fits(text: str, room: int) -> bool:
    """Whether a text takes at most ``room`` cells; of a long one only the length is looked at."""
    return len(text) <= room and cells(text) <= room


def head_count(text: str, room: int) -> int:
    """How many characters from the start fit into ``room`` cells."""
    if text.isascii():
        return min(len(text), room)
    wide = 0  # characters that take two cells, so far
    for found in _wide().finditer(text[:room]):
        at = found.start()
        if at + wide + 2 > room:
            return min(at, room - wide)
        wide += 1
    return min(len(text), room - wide)


def tail_start(text: str, room: int) -> int:
    """Where the longest end of the text that fits into ``room`` cells begins."""
    if text.isascii():
        return max(len(text) - room, 0)
    used = 0
    for at in range(len(text) - 1, -1, -1):
        used += cells(text[at])
        if used > room:
            return at + 1
    return 0


# -- breaking text into lines, at words where possible ----------------------------------------------------------------


def split_lines(text: str) -> list[str]:
    """The text's own lines, without carriage returns."""
    return text.replace("\r", "").split("\n")


def first_line(text: str) -> str:
    """The text up to its first line break; an ellipsis stands for the rest."""
    end, other = text.find("\n"), text.find("\r")
    if end < 0 and other < 0:
        return text
    return text[: max(end, other) if end < 0 or other < 0 else min(end, other)] + ELLIPSIS


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
    """The words, each with the character that ended it; nothing for a hard hyphen and a no-break space."""
    start = 0
    for at, char in enumerate(line):
        if char in (" ", "\t", _SOFT_HYPHEN):
            yield line[start:at], char
            start = at + 1
        elif char in (_HARD_HYPHEN, _NO_BREAK_SPACE):
            yield line[start:at], ""
            start = at + 1
    yield line[start:], ""


# -- free-form text: line breaks and indented frames ------------------------------------------------------------------


class Frame:
    """Indented tokens."""

    __slots__ = ("indent", "tokens")

    def __init__(self, indent: int = 0, tokens: list[Token] | None = None) -> None:
        self.indent = indent
        self.tokens: list[Token] = [] if tokens is None else tokens


class NewLine:
    """Ends the current line, also an empty one."""


NEW_LINE = NewLine()
Token = str | NewLine | Frame


def write_tokens(tokens: Iterable[Token], room: int, write: Callable[[str], None]) -> None:
    """Write the tokens. The last line is written even if it is empty."""
    pending: list[str] = []

    def flush(indent: int) -> None:
        for line in wrap("".join(pending), room - indent):
            write(" " * indent + line)
        pending.clear()

    def walk(tokens: Iterable[Token], indent: int) -> None:
        for token in tokens:
            if isinstance(token, str):
                pending.append(token)
            elif isinstance(token, Frame):
                walk(token.tokens, indent + token.indent)
            else:
                flush(indent)

    walk(tokens, 0)
    flush(0)


# -- text from outside, for a terminal ---------------------------------------------------------------------------


# C0 and C1 controls but tab and line feed, DEL, what turns the direction of text around, and what nobody sees. The
# joiners U+200C and U+200D stay: scripts and emoji need them.
_HARMFUL = (
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069"
    "\u00ad\u061c\u180e\u200b\u2060-\u2064\ufeff\U000e0000-\U000e007f]"
)


def harmless(text: str) -> str:
    """The text with control characters made visible: ``ESC`` becomes ``␛``. A CR before a LF is removed.

    For a terminal only: pipes and files get text as it is.
    """
    if text.isascii() and text.isprintable():
        return text
    return re.sub(_HARMFUL, _shown, text.replace("\r\n", "\n"))


_COLOURS = "(\x1b\\[[0-9;:]*m)"
_RESET = "\x1b[0m"


class Header(str):
    """A line of a table's header. On a terminal it gets the colour of ``$PSStyle.Formatting.TableHeader``."""

    __slots__ = ()


def coloured(text: str, colour: bool = True) -> str:
    """Like `harmless`, but colours stay (``colour``), and end with the text; or they are left out."""
    if "\x1b" not in text:
        return harmless(text)
    parts = re.split(_COLOURS, text)
    last = parts[-2] if len(parts) > 1 else ""
    parts[::2] = map(harmless, parts[::2])
    if not colour:
        return "".join(parts[::2])
    return "".join(parts) + ("" if last in ("", _RESET, "\x1b[m") else _RESET)


def _shown(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code < 0x20:
        return chr(0x2400 + code)
    return "␡" if code == 0x7F else f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"
