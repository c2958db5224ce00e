"""Lists: an object's properties, one a line, with their names in a column."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ..dataclass import dataclass
from ..dotnet.model.types import Value
from ..engine.properties.expressions import Expression
from .generator import Generator, label_of
from .instructions import Entry, Layout, Page, Shape
from .parameters import active_columns
from .text import cells, head_count, plain, split_lines, wrap
from .views.model import ListView

_SEPARATOR = " : "


class ListShape(Shape):
    """Each entry of a list has its own labels."""

    ends_with_blank = False

    def layout(self, page: Page, measured: None) -> ListLayout:
        return ListLayout(page)


@dataclass(slots=True)
class ListFields(Entry):
    fields: list[tuple[str, str]]


class ListLayout(Layout):
    """Each object's lines, with a blank line after them."""

    def __init__(self, page: Page) -> None:
        self._page = page

    def write(self, entry: ListFields) -> None:
        write_list([(label, plain(value)) for label, value in entry.fields], self._page.width, self._page.write)
        self._page.write("")


class ListGenerator(Generator):
    """Each object has properties of its own."""

    def shape(self, value: Value) -> Shape:
        return ListShape()

    def entry(self, value: Value) -> Entry:
        if isinstance(self.view, ListView):
            return ListFields(
                [
                    (item.label or label_of(item.show), self.text(Expression(item.show), value))
                    for item in self.view.items
                    if item.when is None or item.when(value)
                ]
            )
        fields: list[tuple[str, str]] = []
        for expression, wanted in active_columns(self.parameters.properties, value):
            label = wanted.label if wanted is not None and wanted.label is not None else str(expression)
            fields.append((label, self.text(expression, value, wanted.format_string if wanted else None)))
        return ListFields(fields)


def write_list(fields: Sequence[tuple[str, str]], room: int, write: Callable[[str], None]) -> None:
    """Write (label, value) pairs; long values go on in the lines below, under the value."""
    longest = room - len(_SEPARATOR) - 1
    if not fields or longest < 1:
        return
    label_width = min(max(cells(label) for label, _ in fields), longest)
    indent = label_width + len(_SEPARATOR)
    for label, value in fields:
        blank = label_width - cells(label)
        head = label + " " * blank if blank >= 0 else label[: head_count(label, label_width)]
        prefix = head + _SEPARATOR
        for line in split_lines(value):
            for part in wrap(line, room - indent):
                write(prefix + part)
                prefix = " " * indent
