"""Free-form views: text, line breaks and indented frames."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from .wrap import wrap


@dataclass(slots=True)
class Frame:
    """Tokens that stand indented."""

    indent: int = 0
    tokens: list[Token] = field(default_factory=list)


class NewLine:
    """Ends the current line, also an empty one."""


NEW_LINE = NewLine()
Token = str | NewLine | Frame


def write_tokens(tokens: Iterable[Token], room: int, write: Callable[[str], None]) -> None:
    """Write the tokens; the end of them ends a last line, be it empty."""
    pending: list[str] = []

    def flush(indent: int) -> None:
        for line in wrap("".join(pending), room - indent):
            write(" " * indent + line)
        pending.clear()

    def walk(tokens: Iterable[Token], indent: int) -> None:
        for token in tokens:
            if isinstance(token, str):
                pending.append(token)
            elif isinstance(token, Frame):
                walk(token.tokens, indent + token.indent)
            else:
                flush(indent)

    walk(tokens, 0)
    flush(0)
