"""Tables: the columns that objects have in common, their rows, and how they share the width of a line."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from ..dataclass import dataclass
from ..declare.sentinel import MISSING
from ..dotnet.model.carriers import Char
from ..dotnet.model.types import Value
from ..engine.properties.expressions import Calculated, Expression
from ..engine.values.objects import unwrap
from .generator import Generator, label_of
from .instructions import Entry, Layout, Page, Shape
from .parameters import Column, active_columns, default_display
from .text import ELLIPSIS, Header, cells, first_line, fits, head_count, plain, tail_start, wrap
from .values import is_scalar
from .views.model import TableView

T = TypeVar("T")
LEFT, CENTER, RIGHT = "left", "center", "right"
SEPARATOR = 1  # cells between two columns
_MINIMUM_ROOM = 5
_MOST_COLUMNS = 10  # a table of all properties stops there


@dataclass(slots=True)
class ColumnInfo:
    """A column's header; width 0 leaves the width to the layout."""

    label: str
    width: int = 0
    alignment: str = LEFT


@dataclass(slots=True)
class TableShape(Shape):
    """``ranks``: how important each column is, where the view says it."""

    columns: list[ColumnInfo]
    hide_header: bool = False
    repeat_header: bool = False
    ranks: Sequence[int | None] = ()

    @property
    def sized_by_rows(self) -> bool:
        return bool(self.columns) and self.columns[0].width == 0

    def measure(self, entries: Sequence[Entry]) -> list[int]:
        """The width of each column's longest cell, or of its label."""
        widths = [cells(column.label) for column in self.columns]
        for entry in entries:
            if isinstance(entry, TableRow):
                for k, value in enumerate(entry.values):
                    widths[k] = max(widths[k], cells(plain(value)))
        return widths

    def layout(self, page: Page, measured: list[int] | None) -> Layout:
        return TableLayout(self, page, measured)


@dataclass(slots=True)
class TableRow(Entry):
    values: list[str]
    alignments: list[str] | None = None
    wrapped: bool = False


class TableLayout(Layout):
    """The rows of one group under their header."""

    def __init__(self, shape: TableShape, page: Page, measured: list[int] | None) -> None:
        widths = [column.width for column in shape.columns] if measured is None else measured
        self._kept = columns_with_room(widths, shape.ranks, page.table_width)
        self._hides_header = shape.hide_header
        self._columns = self._of_kept(shape.columns)
        alignments = [column.alignment for column in self._columns]
        self._table = TableWriter(page.table_width, self._of_kept(widths), alignments, page.write)

    def begin(self) -> None:
        if not self._hides_header:
            self._table.write_header([column.label for column in self._columns])

    def write(self, entry: TableRow) -> None:
        values = [plain(value) for value in self._of_kept(entry.values)]
        self._table.write_row(values, entry.wrapped, entry.alignments and self._of_kept(entry.alignments))

    def _of_kept(self, values: Sequence[T]) -> list[T]:
        """What belongs to the columns that are shown."""
        return list(values) if self._kept is None else [values[k] for k in self._kept]


def columns_with_room(widths: Sequence[int], ranks: Sequence[int | None], room: int) -> list[int] | None:
    """The columns to show where there is no room for all: those without a rank, and the important ones of the others.

    None: all. PowerShell would cut the last column, of dates for example, to a few cells over many lines.
    """
    least = sorted((rank, k) for k, rank in enumerate(ranks) if rank is not None)
    if not least or min(widths) <= 0 or _total(widths) <= room:
        return None
    kept = list(range(len(widths)))
    for _, k in least[:-1]:
        if _total([widths[i] for i in kept]) <= room:
            break
        kept.remove(k)
    return kept


# -- from objects to rows ---------------------------------------------------------------------------------------------


class TableGenerator(Generator):
    """The first object decides which columns the table has."""

    _columns: list[Column]

    def shape(self, value: Value) -> Shape:
        parameters = self.parameters
        ranks: Sequence[int | None] = ()
        if isinstance(self.view, TableView):
            ranks = [column.rank for column in self.view.columns]
            infos = [
                ColumnInfo(column.label or label_of(column.show), column.width, column.alignment or "left")
                for column in self.view.columns
            ]
        else:
            self._columns = active_columns(parameters.properties, value, keep_unknown=True)
            if not parameters.properties and not default_display(value):
                self._columns = self._columns[:_MOST_COLUMNS]
            infos = [_column_info(expression, wanted, value) for expression, wanted in self._columns]
        return TableShape(infos, bool(parameters.hide_headers), parameters.repeat_header, ranks)

    def entry(self, value: Value) -> Entry:
        wrapped = self.parameters.wrap
        if isinstance(self.view, TableView):
            values = [self.text(Expression(column.show), value) for column in self.view.columns]
            return TableRow(values, None, self.view.wrap if wrapped is None else wrapped)
        values = []
        for expression, wanted in self._columns:
            format_string = wanted.format_string if wanted else None
            values.append(self.text(expression, value, format_string, table=format_string is None))
        return TableRow(values, None, bool(wrapped))


def _column_info(expression: Expression, wanted: Calculated | None, value: Value) -> ColumnInfo:
    label = wanted.label if wanted is not None and wanted.label is not None else str(expression)
    alignment = wanted.alignment if wanted is not None and wanted.alignment else _alignment(expression, value)
    return ColumnInfo(label, wanted.width if wanted is not None else 0, alignment)


def _alignment(expression: Expression, value: Value) -> str:
    """Numbers and other simple values are right-aligned; the first object decides."""
    found = expression.value(value)
    if found is MISSING or found is None:
        return "left"
    base = unwrap(found)
    return "right" if is_scalar(found) and (not isinstance(base, str) or _is_char(base)) else "left"


def _is_char(value: Value) -> bool:
    return isinstance(value, Char)


# -- from rows to lines -----------------------------------------------------------------------------------------------


class TableWriter:
    """Writes rows in columns of fixed widths. It writes nothing where there is no room for any column."""

    def __init__(
        self, room: int, widths: Sequence[int], alignments: Sequence[str], write: Callable[[str], None]
    ) -> None:
        self.write = write
        self.alignments = list(alignments)
        self.widths = fit_columns(list(widths), room) if room >= _MINIMUM_ROOM else []
        self.disabled = not any(width > 0 for width in self.widths)
        self._header: list[str] | None = None

    def write_header(self, labels: Sequence[str]) -> int:
        """Write the labels over dashes. Returns the number of lines. A second call repeats the header."""
        if self.disabled:
            return 0
        if self._header is None:
            dashes = ["-" * min(width, cells(label) or width) for label, width in zip(labels, self.widths, strict=True)]
            lines = [*self._wrapped(labels, self.alignments), self._single(dashes, self.alignments)]
            self._header = list(map(Header, lines))
        for line in self._header:
            self.write(line)
        return len(self._header)

    def write_row(self, values: Sequence[str], wrapped: bool = False, alignments: Sequence[str] | None = None) -> None:
        """Write one row; ``alignments`` may replace the columns' own (an empty one does not)."""
        if self.disabled:
            return
        used = self.alignments
        if alignments is not None:
            used = [given or own for given, own in zip(alignments, self.alignments, strict=True)]
        for line in self._wrapped(values, used) if wrapped else [self._single(values, used)]:
            self.write(line)

    def _single(self, values: Sequence[str], alignments: Sequence[str]) -> str:
        """A row on one line; the last column is not padded to the right."""
        last = len(self.widths) - 1
        return " ".join(
            fit_cell(values[k], width, alignments[k], k != last) for k, width in enumerate(self.widths) if width > 0
        )

    def _wrapped(self, values: Sequence[str], alignments: Sequence[str]) -> list[str]:
        """A row on as many lines as its longest cell needs."""
        shown = [k for k, width in enumerate(self.widths) if width > 0]
        last = len(shown) - 1
        columns: list[list[str]] = []
        for place, k in enumerate(shown):
            width, alignment = self.widths[k], alignments[k]
            lines = wrap(values[k], width)
            if place < last or alignment in (RIGHT, CENTER):
                lines = [fit_cell(c, width, alignment, place < last) if cells(c) < width else c for c in lines]
            columns.append([" " + line for line in lines] if place else lines)
        height = max(map(len, columns))
        rows: list[str] = []
        for row in range(height):
            end = max(place for place, lines in enumerate(columns) if len(lines) > row)  # the last cell with content
            parts: list[str] = []
            for place in range(end + 1):
                lines = columns[place]
                if row < len(lines):
                    part = lines[row]
                else:
                    part = " " * (self.widths[shown[place]] + bool(place)) if place < last else ""
                parts.append(part.rstrip() if place == end and height > 1 else part)
            rows.append("".join(parts))
        return rows


def fit_cell(value: str, width: int, alignment: str, pad: bool) -> str:
    """One cell: padded to its width (left-aligned ones only with ``pad``), or cut with an ellipsis."""
    text = first_line(value)
    if not fits(text, width):
        room = width - 1
        if alignment == RIGHT:
            text = ELLIPSIS + text[tail_start(text, room) :] if room > 0 else text[tail_start(text, width) :]
        else:
            text = text[: head_count(text, room)] + ELLIPSIS if room > 0 else text[: head_count(text, width)]
    blank = width - cells(text)  # of a cut one 1 where half of a wide character would have fitted
    if blank <= 0:
        return text
    if alignment == RIGHT:
        return " " * blank + text
    if alignment == CENTER:
        left = blank // 2
        return " " * left + text + (" " * (blank - left) if pad else "")
    return text + " " * blank if pad else text


def fit_columns(widths: list[int], room: int) -> list[int]:
    """The widths to use. A column without width (0) gets a share of the free room; -1 means that there is none for it.

    Columns that do not fit are cut and then dropped, from the right.
    """
    widths = list(widths)
    if all(width > 0 for width in widths):
        if _total(widths) > room:
            _trim(widths, room)
        return widths
    free = [k for k, width in enumerate(widths) if width <= 0]
    for k in free:
        widths[k] = 1
    spare = room - _total(widths)
    if spare < 0:
        _trim(widths, room)
        return widths
    each, more = divmod(spare, len(free))
    for place, k in enumerate(free):
        widths[k] += each + (place < more)
    return widths


def _trim(widths: list[int], room: int) -> None:
    last = len(widths) - 1
    while last >= 0:
        excess = _total(widths) - room
        if excess <= 0:
            return
        if widths[last] - excess >= 1:
            widths[last] -= excess
            return
        widths[last] = -1
        last -= 1


def _total(widths: Sequence[int]) -> int:
    shown = [width for width in widths if width > 0]
    return sum(shown) + SEPARATOR * (len(shown) - 1)
