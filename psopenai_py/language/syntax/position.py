"""A position in a text that is being read, and the tokens and errors that are made there."""

from __future__ import annotations

from .errors import ParseError, ParseErrorItem
from .source import Extent, Source
from .tokens import Token

COMMAND, EXPRESSION, TYPE_NAME, SIGNATURE = range(4)


class Position:
    """Where reading is, in which text and mode."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.text = source.text
        self.end = len(source.text)
        self.pos = 0
        self.mode = COMMAND
        self.offsets: list[int] | None = None

    def place(self, at: int) -> int:
        """The offset in the source of a position in the text that is being read."""
        return at if self.offsets is None else self.offsets[min(at, len(self.offsets) - 1)]

    def make(self, kind: str, start: int, end: int, value: object = None) -> Token:
        """A token over a range, after which reading goes on."""
        self.pos = end
        if self.offsets is None:
            return Token(kind, start, end, start, self.text[start:end], value)
        return Token(kind, self.place(start), self.place(end), start, self.text[start:end], value)

    def error(self, error_id: str, start: int, end: int, *args: str, incomplete: bool = False) -> ParseError:
        """An error over a range of the text that is being read."""
        extent = Extent(self.source, self.place(start), max(self.place(start), self.place(end)))
        return ParseError([ParseErrorItem.of(error_id, extent, *args, incomplete=incomplete)])

    def char(self, at: int) -> str:
        """The character at a position; '' behind the end."""
        return self.text[at] if at < self.end else ""

    # --- what the readers of texts and of variables need of each other

    def variable(self, at: int, *, splatted: bool, in_string: bool) -> Token:
        """The variable whose `$` or `@` is at a position."""
        raise NotImplementedError
