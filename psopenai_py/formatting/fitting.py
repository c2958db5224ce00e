"""Tables of a shell command, which fit the terminal: columns as wide as their rows, the least important ones left out.

PowerShell's views have fixed widths and cut from the right. Here ids and dates stay whole; texts are cut first, then
columns go by their rank. The state of a thing gets a colour, which the writer shows where it can.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from ..dataclass import dataclass
from ..dotnet.model.types import Value
from .instructions import Layout, Page, Shape
from .table import RIGHT, ColumnInfo, TableGenerator, TableRow, TableShape, fit_cell
from .text import Header, cells, first_line, fits, plain

_LEAST = 16  # cells that are left of a text before a column goes
_STATES = ("status", "status_code")
_GOOD = frozenset(("completed", "succeeded", "processed", "uploaded", "active"))
_BAD = frozenset(("failed", "expired", "cancelled", "canceled", "incomplete", "error", "deleted"))
GREEN, RED, YELLOW = "32", "31", "33"


class Painted(str):
    """A line with colours: ``spans`` are (start, end, colour)."""

    __slots__ = ("spans",)
    spans: list[tuple[int, int, str]]


@dataclass(slots=True)
class FittedShape(TableShape):
    @property
    def sized_by_rows(self) -> bool:
        return True

    def layout(self, page: Page, measured: list[int] | None) -> Layout:
        return FittedLayout(self, page, measured or self.measure([]))


class FittedGenerator(TableGenerator):
    """A table whose view has no widths of its own."""

    def shape(self, value: Value) -> Shape:
        made = super().shape(value)
        assert isinstance(made, TableShape)
        return FittedShape(made.columns, made.hide_header, made.repeat_header, made.ranks)


class _Shown(NamedTuple):
    """A column that is shown: its place among all, and what is the same for each of its cells."""

    place: int
    width: int
    alignment: str
    is_whole: bool
    is_state: bool


class FittedLayout(Layout):
    """The rows of one group under their header, each on one line."""

    def __init__(self, shape: FittedShape, page: Page, measured: list[int]) -> None:
        self._columns = shape.columns
        widths = fitted(shape.columns, shape.ranks, measured, page.table_width)
        self._shown = [
            _Shown(k, width, shape.columns[k].alignment, is_whole(shape.columns[k]), _is_state(shape.columns[k]))
            for k, width in enumerate(widths)
            if width > 0
        ]
        self._hides_header = shape.hide_header
        self._write = page.write

    def begin(self) -> None:
        if not self._hides_header:
            for labels in ([column.label for column in self._columns], ["-" * cells(c.label) for c in self._columns]):
                self._write(Header(self._row(labels)))

    def write(self, entry: TableRow) -> None:
        self._write(self._row([plain(value) for value in entry.values], entry.alignments, paint=True))

    def _row(self, values: Sequence[str], alignments: Sequence[str] | None = None, paint: bool = False) -> Painted:
        line = ""
        spans: list[tuple[int, int, str]] = []
        last = self._shown[-1] if self._shown else None
        for at in self._shown:
            text = values[at.place]
            if not at.is_whole or fits(first_line(text), at.width):
                alignment = (alignments[at.place] if alignments else "") or at.alignment
                text = fit_cell(text, at.width, alignment, at is not last)
            else:
                text = first_line(text)
            if at is not self._shown[0]:
                line += " "
            colour = colour_of(text.strip()) if paint and at.is_state else None
            if colour is not None:
                start = len(line) + len(text) - len(text.lstrip())
                spans.append((start, start + len(text.strip()), colour))
            line += text
        made = Painted(line.rstrip())
        made.spans = spans
        return made


def is_whole(column: ColumnInfo) -> bool:
    """Whether a column's values are of no use in parts: ids, dates, numbers and states."""
    name = column.label.lower()
    return name.endswith(("id", "_at", "created")) or column.alignment == RIGHT or _is_state(column)


def _is_state(column: ColumnInfo) -> bool:
    return column.label.lower() in _STATES


def fitted(columns: Sequence[ColumnInfo], ranks: Sequence[int | None], natural: list[int], room: int) -> list[int]:
    """The widths to use, -1 for a column that is left out."""
    order = [_rank(k, column, ranks) for k, column in enumerate(columns)]
    least = [
        width if is_whole(column) else min(width, max(_LEAST, cells(column.label)))
        for column, width in zip(columns, natural, strict=True)
    ]
    kept = set(range(len(columns)))
    while len(kept) > 1 and sum(least[k] for k in kept) + len(kept) - 1 > room:
        kept.remove(min(kept, key=order.__getitem__))
    spare = room - sum(least[k] for k in kept) - len(kept) + 1
    widths = [-1] * len(columns)
    for k in sorted(kept, key=order.__getitem__, reverse=True):
        more = max(min(natural[k] - least[k], spare), 0)
        widths[k] = least[k] + more
        spare -= more
    return widths


def _rank(place: int, column: ColumnInfo, ranks: Sequence[int | None]) -> int:
    """The importance of a column: as the view says, else ids and states before others, these from left to right."""
    given = ranks[place] if place < len(ranks) else None
    if given is not None:
        return given
    name = column.label.lower()
    if name in ("id", "custom_id"):
        return 1000
    return (900 if name in _STATES else 500 if not name.endswith("_at") else 300) - place


def colour_of(state: str) -> str | None:
    """The colour of a state or of an HTTP status."""
    if state.isdecimal():
        return GREEN if state.startswith("2") else RED
    if state in _GOOD:
        return GREEN
    return RED if state in _BAD else YELLOW if state else None
