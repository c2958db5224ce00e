"""Help of a command: the object brings its own lines."""

from __future__ import annotations

from ...dotnet.model.types import Value
from ...engine.values.objects import unwrap
from ..complex_writer import NEW_LINE, Frame, Token
from .model import Column, CustomView, TableView, View


def _lines(value: Value) -> list[Token]:
    help_ = unwrap(value)
    tokens: list[Token] = []
    for line in help_.lines():
        bare = line.lstrip(" ")
        tokens.append(Frame(len(line) - len(bare), [bare, NEW_LINE]))
    return tokens


VIEWS: tuple[View, ...] = (
    CustomView(("MamlCommandHelpInfo",), "help", tokens=_lines),
    TableView(
        ("HelpInfoShort",),
        "help",
        columns=(Column("Name", 33), Column("Category", 9), Column("Module", 28), Column("Synopsis")),
    ),
)
