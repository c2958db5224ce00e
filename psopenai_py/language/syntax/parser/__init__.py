"""The parser of PowerShell 7: text in, syntax tree out.

    script = parse("Get-Batch | Where-Object status -eq 'completed'")
    script.end.statements[0].elements[0].name        # 'Get-Batch'

It works as PowerShell's own does: by descent, with a lexer whose mode the parser sets, so that errors get the same ids
and places. The first error of syntax ends the parse; errors of meaning are collected, in the order of the text.
"""

from __future__ import annotations

from collections.abc import Callable

from ..ast import ScriptBlockAst
from ..errors import ParseError, ParseErrorItem
from ..source import Extent, Source
from ..tokens import Token
from .classes import ClassRules


class Parser(ClassRules):
    """All rules together."""

    def script(self) -> ScriptBlockAst:
        """The whole source."""
        block = self.script_block(None)
        self.check_used_types()
        if self.meaning_errors:
            raise ParseError(sorted(self.meaning_errors, key=lambda error: error.extent.start))
        return block


def parse(text: str, file: str | None = None, *, type_exists: Callable[[str], bool] | None = None) -> ScriptBlockAst:
    """The syntax tree of a script; ParseError when it is not valid.

    `type_exists` is asked for types that a class of the script names and that are neither PowerShell's nor defined in
    the script.
    """
    source = Source(text, file)
    try:
        return Parser(source, type_exists).script()
    except RecursionError:
        raise ParseError([ParseErrorItem.of("ScriptTooComplicated", Extent(source, 0, 0))]) from None


def tokenize(text: str) -> list[Token]:
    """The tokens of a text, valid or not, for highlighting and completion: as the parser read them, and behind an
    error as far as they can be read without it. A text with an open quote is one token up to the end."""
    source = Source(text)
    parser = Parser(source)
    saved: list[Token] = []
    parser.lexer.saved = saved
    try:
        parser.script_block(None)
    except (ParseError, RecursionError):
        _read_the_rest(parser, text)
    return saved


def _read_the_rest(parser: Parser, text: str) -> None:
    """Go on behind an error; what cannot be read is a token of kind `error`."""
    saved = parser.lexer.saved
    assert saved is not None
    lexer = Parser(Source(text)).lexer
    lexer.saved = saved
    lexer.pos = saved[-1].end if saved else 0
    while True:
        before = lexer.pos
        try:
            if lexer.next().kind == "eof":
                return
        except ParseError:
            saved.append(Token("error", before, len(text), before, text[before:]))
            return


__all__ = ["Parser", "parse", "tokenize"]
