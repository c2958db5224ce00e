"""How many terminal cells text takes, by PowerShell's count: East Asian wide characters take two, all others one."""

from __future__ import annotations

import re

_VT_SEQUENCE = re.compile(r"\x1b\[[0-9;]*m|\x1b\]8;;[^\x1b\x07]*(?:\x1b\\|\x07)")
_WIDE = re.compile(
    "[\u1100-\u115f\u2329\u232a\u2e80-\u303e\u3040-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe10-\ufe19"
    "\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\U00010000-\U0010ffff]"
)  # a character beyond the BMP is a surrogate pair there, and each half counts


def plain(text: str) -> str:
    """The text without colour sequences and links, which take no room."""
    return _VT_SEQUENCE.sub("", text) if "\x1b" in text else text


def cells(text: str) -> int:
    """The cells that a text takes on one line."""
    if text.isascii():
        return len(text)
    return len(text) + len(_WIDE.findall(text))


def head_count(text: str, room: int) -> int:
    """How many characters fit into so many cells, from the start."""
    if text.isascii():
        return min(len(text), room)
    used = 0
    for count, char in enumerate(text):
        used += cells(char)
        if used > room:
            return count
    return len(text)


def tail_start(text: str, room: int) -> int:
    """Where the longest end of the text that fits into so many cells begins."""
    if text.isascii():
        return max(len(text) - room, 0)
    used = 0
    for at in range(len(text) - 1, -1, -1):
        used += cells(text[at])
        if used > room:
            return at + 1
    return 0
