"""Tokens: their kinds, the keywords, and the operators.

A kind is a string. Punctuation, operators and keywords are their own kind (`(`, `@{`, `..`, `-eq`, `if`); the others
are: eof, newline, variable, splat, number, generic (a word of a command), identifier, parameter, string (nothing to
expand), expandable, label, redirect, redirect-in, and error (what `tokenize` cannot read).
"""

from __future__ import annotations

from typing import Any


def _words(text: str) -> list[str]:
    return text.split()


class Token:
    """A token. `start` and `end` are offsets in the source; `at` is the position of the lexer, to read the token again.

    `value` depends on the kind: the text of a string or a word, a number literal, a variable's path, a parameter's
    name, a redirection as (from, to or None, append). `parts` are the pieces of a string that has something to expand.
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
        """Whether the token is a keyword."""
        return self.kind in KEYWORDS

    def __repr__(self) -> str:
        return f"Token({self.kind!r}, {self.text!r}, {self.start})"


class SubExpressionText:
    """`$(...)` in a string: where it is, for the parser to read it. If quotes in it were doubled, `text` is its text
    without the doubling, and `offsets` are the places of these characters in the source."""

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
# Kinds that are the same in every mode: they are not read again when the mode changes.
MODE_INVARIANT = frozenset(_words("eof newline string expandable ( ) { } ] @( @{ $( ; && || & | ,"))
ASSIGNMENTS = frozenset(("=", "+=", "-=", "*=", "/=", "%=", "??="))
OPENING, CLOSING = frozenset(_words("( { $( @( @{ [")), frozenset(_words(") } ]"))

_LOGIC, _BITS, _COMPARE, _COALESCE, _ADD, _MULTIPLY, _FORMAT, _RANGE = range(1, 9)
# The name of a binary operator in the tree, and its precedence.
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

# The dash operators by name. Comparisons also have a form with an i (the same) and one with a c (case-sensitive).
DASH_OPERATORS: dict[str, str] = {
    name: f"-{name}" for name in _words("and or xor band bor bxor bnot not is isnot as join shl shr f")
}
for _name in _words("eq ne ge gt lt le like notlike match notmatch replace contains notcontains in notin split"):
    DASH_OPERATORS[_name] = DASH_OPERATORS["i" + _name] = f"-{_name}"
    DASH_OPERATORS["c" + _name] = f"-c{_name}"
    BINARY[f"-{_name}"] = (_name, _COMPARE)
    BINARY[f"-c{_name}"] = (f"c{_name}", _COMPARE)

# The name of a unary operator in the tree; the comma makes an array.
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
