"""Classes of characters, and the patterns that the lexer is made of."""

from __future__ import annotations

import re

SINGLE_QUOTES = "'\u2018\u2019\u201a\u201b"
DOUBLE_QUOTES = '"\u201c\u201d\u201e'
DASHES = "-\u2013\u2014\u2015"

# Blanks inside a line: the ASCII ones and Unicode's separators.
_BLANK = " \t\f\v\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
_BLOCK_COMMENT = r"<\#.*?\#>"
_CONTINUATION = rf"`(?:\r\n|[\r\n]|[{_BLANK}])"
_GAP = rf"[{_BLANK}]+|\#[^\r\n]*|{_BLOCK_COMMENT}|{_CONTINUATION}"

GAP = re.compile(rf"(?:{_GAP})*", re.DOTALL)
GAP_OR_NEWLINES = re.compile(rf"(?:{_GAP}|[\r\n]+)*", re.DOTALL)
GAP_OR_TERMINATORS = re.compile(rf"(?:{_GAP}|[\r\n;]+)*", re.DOTALL)
BLOCK_COMMENTS = re.compile(rf"(?:{_BLOCK_COMMENT})*", re.DOTALL)

# What ends a word, whatever the mode.
WORD_END = re.compile(rf"[\0\r\n&(),;{{|}}{_BLANK}]")
_WORD_END_CHARS = r"\0\r\n&(),;{|}"

IDENTIFIER = re.compile(r"[^\W\d]\w*")
TYPE_IDENTIFIER = re.compile(r"[\w.`+#\\]*")
VARIABLE_START = re.compile(r"[\w$?^:]")
VARIABLE_REST = re.compile(r"(?:[\w?]|:(?!:))*")
VARIABLE_ENDS = frozenset("\0\t\r\n &(),;{}|.[=")

GENERIC_TEXT = re.compile(rf"[^{_WORD_END_CHARS}{_BLANK}`${SINGLE_QUOTES}{DOUBLE_QUOTES}]+")
QUOTED_TEXT = re.compile(rf"[^{DOUBLE_QUOTES}$`]+")
HERE_TEXT = re.compile(r"[^\r\n$`]+")
SUB_EXPRESSION_MARK = re.compile(rf"[()`{DOUBLE_QUOTES}]")
NEWLINE = re.compile(r"\r\n|[\r\n]")
BLANKS = re.compile(rf"[{_BLANK}]*")
PARAMETER_COMMAND = re.compile(rf"[^\0\r\n{{}}();,|&.\[:{_BLANK}{SINGLE_QUOTES}{DOUBLE_QUOTES}]*")
PARAMETER_EXPRESSION = re.compile(r"[a-zA-Z]*")

NUMBER = re.compile(
    rf"""[+{DASHES}]?
    (?: 0x[0-9a-f]* | 0b[01]+
      | [0-9]+ (?:\.(?!\.)[0-9]*)? (?:e[+{DASHES}]?[0-9]+)?
      | \.[0-9]+ (?:e[+{DASHES}]?[0-9]+)? )
    (?:uy|us|ul|u|y|s|l|n|d)? (?:[kmgtp]b)?""",
    re.IGNORECASE | re.VERBOSE | re.ASCII,
)
# Operators that may follow a number without a blank, in an expression.
AFTER_NUMBER = frozenset("!#%*+-./<=>]" + DASHES)
ASSEMBLY_NAME = re.compile(r"[^\]\r\n\0]*")
PIPE_ON_NEXT_LINE = re.compile(
    rf"(?:[{_BLANK}]|{_BLOCK_COMMENT}(?:[{_BLANK}]*(?:\r\n|[\r\n]))?|\#[^\r\n]*(?:\r\n|[\r\n]))*\|", re.DOTALL
)


def ends_word(char: str) -> bool:
    """Whether a character (or the end of the text, as '') ends a word."""
    return char == "" or WORD_END.match(char) is not None
