"""The language: text -> tokens -> syntax tree -> evaluation."""

from .errors import ParseError, ParseErrorItem
from .parser import parse, tokenize

__all__ = ["ParseError", "ParseErrorItem", "parse", "tokenize"]
