"""Text that others wrote, made safe for a terminal."""

from __future__ import annotations

import re

# C0 and C1 controls but tab and line feed, DEL, and what turns the direction of text around
_HARMFUL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def harmless(text: str) -> str:
    """The text with control characters shown instead of obeyed: ``ESC`` becomes ``␛``; a CR before a LF goes.

    For a terminal only: pipes and files get text as it is.
    """
    if text.isascii() and text.isprintable():
        return text
    return _HARMFUL.sub(_shown, text.replace("\r\n", "\n"))


def _shown(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code < 0x20:
        return chr(0x2400 + code)
    return "␡" if code == 0x7F else f"\\u{code:04x}"
