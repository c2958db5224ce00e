"""Culture-sensitive comparison of strings: the order of ICU's root collation, as far as scripts need it.

Strings are compared by base letters first, then by accents, then by case (lower before upper). White space sorts
before punctuation, then come symbols, digits and letters.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_ORDER = "\t\n\v\f\r _-,;:!?.'\"()[]{}@*/\\&#%`^+<=>|~$"
_FIRST_DIGIT = 0x50
_OTHER = chr(_FIRST_DIGIT - 1)  # precedes symbols outside ASCII, which sort after those of ASCII and before the digits
_ASCII: dict[int, int | None] = dict.fromkeys([*range(32), 127])  # control characters are ignored
_ASCII.update({ord(char): at + 1 for at, char in enumerate(_ORDER)})
_ASCII.update({ord(str(digit)): _FIRST_DIGIT + digit for digit in range(10)})
_ASCII.update({code: code + 32 for code in range(ord("A"), ord("Z") + 1)})
_EXPANDED = {"ß": "ss", "ẞ": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ł": "l", "ı": "i"}


@lru_cache(maxsize=8192)
def sort_key(text: str) -> tuple[str, str]:
    """The case-insensitive sort key: base letters, then accents."""
    if text.isascii():
        return text.translate(_ASCII), ""
    base: list[str] = []
    accents: list[str] = []
    for char in unicodedata.normalize("NFKD", text):
        if char < "\x80":
            base.append(char.translate(_ASCII))
            continue
        category = unicodedata.category(char)
        if category == "Mn":
            accents.append(f"{len(base):06d}{char}")
        elif category[0] in "LN":
            folded = char.lower()
            base.append(_EXPANDED[folded].translate(_ASCII) if folded in _EXPANDED else folded)
            if folded in _EXPANDED:
                accents.append(f"{len(base):06d}{folded}")
        elif category not in ("Cf", "Cc"):
            base.append(_OTHER + char)
    return "".join(base), "".join(accents)


def case_key(text: str) -> tuple[str, str, str]:
    """The case-sensitive sort key: lower case comes before upper case."""
    return (*sort_key(text), text.swapcase())


def compare_text(a: str, b: str, ignore_case: bool = True) -> int:
    """-1, 0 or 1, as ``String.Compare``."""
    if a == b:
        return 0
    left, right = sort_key(a), sort_key(b)
    if left != right:
        return -1 if left < right else 1
    if ignore_case:
        return 0
    if a.casefold() == a and b.casefold() == b:
        return 0  # they differ only in characters that are ignored
    return -1 if a.swapcase() < b.swapcase() else 1


def equal_text(a: str, b: str, ignore_case: bool = True) -> bool:
    """Whether two strings are equal in this order."""
    if a == b:
        return True
    if a.isascii() and b.isascii():
        return ignore_case and a.lower() == b.lower()
    return compare_text(a, b, ignore_case) == 0
