"""Format-Wide: one property of each object, several objects a line."""

from __future__ import annotations

from collections.abc import Sequence

from ..dataclass import dataclass
from ..dotnet.model.types import Value
from ..engine.properties.expressions import Expression, all_expressions
from ..engine.properties.properties import display_name
from .generator import Generator
from .instructions import Entry, Layout, Page, Shape
from .parameters import active_columns, default_display
from .table import LEFT, SEPARATOR, TableWriter
from .text import cells, plain
from .views.model import WideView


@dataclass(slots=True)
class WideShape(Shape):
    columns: int = 0  # 0: as many as fit with -AutoSize, else two

    def measure(self, entries: Sequence[Entry]) -> int | None:
        """The width of the longest item."""
        if self.columns:
            return None
        return max((cells(plain(entry.text)) for entry in entries if isinstance(entry, WideItem)), default=0)

    def layout(self, page: Page, measured: int | None) -> WideLayout:
        return WideLayout(page, items_per_row(measured, page.table_width) if measured else self.columns or 2)


@dataclass(slots=True)
class WideItem(Entry):
    text: str


class WideLayout(Layout):
    """Gathers items until a line is full."""

    def __init__(self, page: Page, count: int) -> None:
        self._count = count
        self._row: list[str] = []
        self._table = TableWriter(page.table_width, [0] * count, [LEFT] * count, page.write)

    def write(self, entry: WideItem) -> None:
        self._row.append(plain(entry.text))
        if len(self._row) == self._count:
            self.end()

    def end(self) -> None:
        row, self._row = self._row, []
        if row:
            self._table.write_row(row + [""] * (self._count - len(row)))


class WideGenerator(Generator):
    """One property of each object, several objects a line."""

    def shape(self, value: Value) -> Shape:
        return WideShape(0 if self.auto_size else self.parameters.columns or 0)

    def entry(self, value: Value) -> Entry:
        if isinstance(self.view, WideView):
            return WideItem(self.text(Expression(self.view.show), value, self.view.format))
        wanted = self.parameters.properties
        if wanted:
            columns = active_columns(wanted, value)
            if not columns:
                return WideItem("")
            return WideItem(self.text(columns[0][0], value, wanted[0].format_string))
        name = display_name(value)
        if name is not None:
            return WideItem(self.text(Expression(name, True), value))
        first = [Expression(listed) for listed in default_display(value)] or all_expressions(value)
        return WideItem(self.text(first[0], value) if first else "")


def items_per_row(item: int, room: int) -> int:
    """How many items of that width Format-Wide -AutoSize puts on a line."""
    if item <= 0 or item >= room:
        return 1
    count = 1
    while item * (count + 1) + SEPARATOR * count < room:
        count += 1
    return count
