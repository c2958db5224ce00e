"""Tokens: their kinds, the keywords, and the operators.

A kind is a plain text. Punctuation and operators are their own kind (`(`, `@{`, `..`, `-eq`), so are keywords (`if`);
the others are: eof, newline, variable, splat, number, generic (a word of a command), identifier, parameter,
string (nothing to expand), expandable, label, redirect, redirect-in, type (only in highlighting).
"""

from __future__ import annotations

from typing import Any


def _words(text: str) -> list[str]:
    return text.split()


class Token:
    """A token. `start` and `end` are offsets in the source; `at` is where the lexer was, to come back to it.

    `value` depends on the kind: the text of a string or a word, a number literal, a variable's path, a parameter's
    name, a redirection as (from, to or None, append). `parts` are the pieces of a text that has something to expand.
    """

    __slots__ = ("at", "colon", "end", "kind", "parts", "start", "text", "value")

    def __init__(self, kind: str, start: int, end: int, at: int, text: str, value: Any = None) -> None:
        self.kind = kind
        self.start = start
        self.end = end
        self.at = at
        self.text = text
        self.value = value
        self.parts: list[Part] | None = None
        self.colon = False

    @property
    def is_keyword(self) -> bool:
        """Whether the token is a word of the language."""
        return self.kind in KEYWORDS

    def __repr__(self) -> str:
        return f"Token({self.kind!r}, {self.text!r}, {self.start})"


class SubExpressionText:
    """`$(...)` in a text: where it is, for the parser to read it. When quotes were doubled in it, `text` is what
    remains without the doubling and `offsets` tells where each of its characters stands in the source."""

    __slots__ = ("at", "end", "offsets", "text")

    def __init__(self, at: int, end: int, text: str | None = None, offsets: list[int] | None = None) -> None:
        self.at = at
        self.end = end
        self.text = text
        self.offsets = offsets


Part = str | Token | SubExpressionText


KEYWORDS = frozenset(
    _words(
        "assembly base begin break catch class clean command continue data default define do dynamicparam else "
        "elseif end enum exit filter finally for foreach from function hidden if in interface module namespace "
        "parallel param private process public return sequence static switch throw trap try type until using var "
        "while workflow"
    )
)
BLOCK_NAMES = frozenset(("begin", "process", "end", "clean", "dynamicparam"))
# Kinds that are read the same in every mode: these are not read again when the mode changes.
MODE_INVARIANT = frozenset(_words("eof newline string expandable ( ) { } ] @( @{ $( ; && || & | ,"))
ASSIGNMENTS = frozenset(("=", "+=", "-=", "*=", "/=", "%=", "??="))

_LOGIC, _BITS, _COMPARE, _COALESCE, _ADD, _MULTIPLY, _FORMAT, _RANGE = range(1, 9)
# What a binary operator is called in the tree, and how strongly it binds.
BINARY: dict[str, tuple[str, int]] = {
    "+": ("+", _ADD),
    "-": ("-", _ADD),
    "*": ("*", _MULTIPLY),
    "/": ("/", _MULTIPLY),
    "%": ("%", _MULTIPLY),
    "..": ("..", _RANGE),
    "??": ("??", _COALESCE),
    "-f": ("f", _FORMAT),
}
BINARY.update((f"-{op}", (op, _LOGIC)) for op in ("and", "or", "xor"))
BINARY.update((f"-{op}", (op, _BITS)) for op in ("band", "bor", "bxor"))
BINARY.update((f"-{op}", (op, _COMPARE)) for op in ("is", "isnot", "as", "join", "shl", "shr"))

# The dash operators by name. Those of a comparison exist plain, with an i (the same) and with a c (case-sensitive).
DASH_OPERATORS: dict[str, str] = {
    name: f"-{name}" for name in _words("and or xor band bor bxor bnot not is isnot as join shl shr f")
}
for _name in _words("eq ne ge gt lt le like notlike match notmatch replace contains notcontains in notin split"):
    DASH_OPERATORS[_name] = DASH_OPERATORS["i" + _name] = f"-{_name}"
    DASH_OPERATORS["c" + _name] = f"-c{_name}"
    BINARY[f"-{_name}"] = (_name, _COMPARE)
    BINARY[f"-c{_name}"] = (f"c{_name}", _COMPARE)

# What a unary operator is called in the tree; the comma makes an array.
UNARY: dict[str, str] = {
    "!": "not",
    "-not": "not",
    "-bnot": "bnot",
    "+": "+",
    "-": "-",
    ",": ",",
    "++": "++pre",
    "--": "--pre",
    "-join": "join",
    "-split": "split",
    "-csplit": "csplit",
}
