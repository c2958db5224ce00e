"""Errors of syntax: what is wrong, under PowerShell's id for it, and where."""

from __future__ import annotations

from .messages import message_for
from .source import Extent


class ParseErrorItem:
    """One error. `incomplete` tells that more input could still make the text valid."""

    __slots__ = ("error_id", "extent", "incomplete", "message")

    def __init__(self, error_id: str, message: str, extent: Extent, incomplete: bool = False) -> None:
        self.error_id = error_id
        self.message = message
        self.extent = extent
        self.incomplete = incomplete

    @classmethod
    def of(cls, error_id: str, extent: Extent, *args: str, incomplete: bool = False) -> ParseErrorItem:
        """An error with the message that belongs to its id."""
        return cls(error_id, message_for(error_id, *args), extent, incomplete)

    @property
    def line(self) -> int:
        """The 1-based line of the error."""
        return self.extent.line

    @property
    def column(self) -> int:
        """The 1-based column of the error."""
        return self.extent.column

    def __str__(self) -> str:
        line, column = self.extent.source.position(self.extent.start)
        code = self.extent.source.line(line)
        room = max(1, len(code) - column + 1)
        marks = "~" * max(1, min(self.extent.end - self.extent.start, room))
        where = f"{self.extent.file or 'line'}:{line} char:{column}"
        return f"At {where}\n+ {code}\n+ {' ' * (column - 1)}{marks}\n{self.message}"

    def __repr__(self) -> str:
        return f"ParseErrorItem({self.error_id!r}, line={self.line}, column={self.column})"


class ParseError(Exception):
    """A text that is not valid PowerShell; nothing of it was run."""

    def __init__(self, errors: list[ParseErrorItem]) -> None:
        super().__init__(errors)
        self.errors = errors

    @property
    def incomplete(self) -> bool:
        """Whether the text only ends too early: a prompt asks for another line then."""
        return self.errors[0].incomplete

    def __str__(self) -> str:
        return "\n\n".join(str(error) for error in self.errors)
