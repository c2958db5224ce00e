"""Classes of characters, and the patterns of the lexer.

A pattern is compiled when it is first asked for: a short script needs few of them, and start-up time counts.
"""

from __future__ import annotations

import re

_declared: dict[str, tuple[str, int]] = {}


def _declare(name: str, pattern: str, flags: int = 0) -> None:
    _declared[name] = (pattern, int(flags))


def __getattr__(name: str) -> re.Pattern[str]:
    if name not in _declared:
        raise AttributeError(name)
    pattern, flags = _declared[name]
    made = globals()[name] = re.compile(pattern, flags)
    return made


GAP: re.Pattern[str]
GAP_OR_NEWLINES: re.Pattern[str]
GAP_OR_TERMINATORS: re.Pattern[str]
BLOCK_COMMENTS: re.Pattern[str]
IDENTIFIER: re.Pattern[str]
TYPE_IDENTIFIER: re.Pattern[str]
VARIABLE_START: re.Pattern[str]
VARIABLE_REST: re.Pattern[str]
GENERIC_TEXT: re.Pattern[str]
QUOTED_TEXT: re.Pattern[str]
HERE_TEXT: re.Pattern[str]
SUB_EXPRESSION_MARK: re.Pattern[str]
NEWLINE: re.Pattern[str]
BLANKS: re.Pattern[str]
PARAMETER_COMMAND: re.Pattern[str]
PARAMETER_EXPRESSION: re.Pattern[str]
NUMBER: re.Pattern[str]
ASSEMBLY_NAME: re.Pattern[str]
PIPE_ON_NEXT_LINE: re.Pattern[str]

SINGLE_QUOTES = "'\u2018\u2019\u201a\u201b"
DOUBLE_QUOTES = '"\u201c\u201d\u201e'
DASHES = "-\u2013\u2014\u2015"

# Blanks inside a line: the ASCII ones and Unicode's separators.
_BLANK = " \t\f\v\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
_BLOCK_COMMENT = r"<\#.*?\#>"
_CONTINUATION = rf"`(?:\r\n|[\r\n]|[{_BLANK}])"
_GAP = rf"[{_BLANK}]+|\#[^\r\n]*|{_BLOCK_COMMENT}|{_CONTINUATION}"

_declare("GAP", rf"(?:{_GAP})*", re.DOTALL)
_declare("GAP_OR_NEWLINES", rf"(?:{_GAP}|[\r\n]+)*", re.DOTALL)
_declare("GAP_OR_TERMINATORS", rf"(?:{_GAP}|[\r\n;]+)*", re.DOTALL)
_declare("BLOCK_COMMENTS", rf"(?:{_BLOCK_COMMENT})*", re.DOTALL)

# Characters that end a word in every mode.
WORD_END = re.compile(rf"[\0\r\n&(),;{{|}}{_BLANK}]")
_WORD_END_CHARS = r"\0\r\n&(),;{|}"

_declare("IDENTIFIER", r"[^\W\d]\w*")
_declare("TYPE_IDENTIFIER", r"[\w.`+#\\]*")
_declare("VARIABLE_START", r"[\w$?^:]")
_declare("VARIABLE_REST", r"(?:[\w?]|:(?!:))*")
VARIABLE_ENDS = frozenset("\0\t\r\n &(),;{}|.[=")

_declare("GENERIC_TEXT", rf"[^{_WORD_END_CHARS}{_BLANK}`${SINGLE_QUOTES}{DOUBLE_QUOTES}]+")
_declare("QUOTED_TEXT", rf"[^{DOUBLE_QUOTES}$`]+")
_declare("HERE_TEXT", r"[^\r\n$`]+")
_declare("SUB_EXPRESSION_MARK", rf"[()`{DOUBLE_QUOTES}]")
_declare("NEWLINE", r"\r\n|[\r\n]")
_declare("BLANKS", rf"[{_BLANK}]*")
_declare("PARAMETER_COMMAND", rf"[^\0\r\n{{}}();,|&.\[:{_BLANK}{SINGLE_QUOTES}{DOUBLE_QUOTES}]*")
_declare("PARAMETER_EXPRESSION", r"[a-zA-Z]*")

_declare(
    "NUMBER",
    rf"""[+{DASHES}]?
    (?: 0x[0-9a-f]* | 0b[01]+
      | [0-9]+ (?:\.(?!\.)[0-9]*)? (?:e[+{DASHES}]?[0-9]+)?
      | \.[0-9]+ (?:e[+{DASHES}]?[0-9]+)? )
    (?:uy|us|ul|u|y|s|l|n|d)? (?:[kmgtp]b)?""",
    re.IGNORECASE | re.VERBOSE | re.ASCII,
)
# Operators that may follow a number without a blank, in an expression.
AFTER_NUMBER = frozenset("!#%*+-./<=>]" + DASHES)
_declare("ASSEMBLY_NAME", r"[^\]\r\n\0]*")
_declare(
    "PIPE_ON_NEXT_LINE",
    rf"(?:[{_BLANK}]|{_BLOCK_COMMENT}(?:[{_BLANK}]*(?:\r\n|[\r\n]))?|\#[^\r\n]*(?:\r\n|[\r\n]))*\|",
    re.DOTALL,
)


def ends_word(char: str) -> bool:
    """Whether a character ends a word ('' is the end of the text)."""
    return char == "" or WORD_END.match(char) is not None
