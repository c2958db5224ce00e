"""Format-Custom: free-form views, and without one an object as the tree of its properties."""

from __future__ import annotations

from collections.abc import Iterable

from ..dataclass import dataclass, field
from ..declare.sentinel import MISSING
from ..dotnet.model.types import Value
from ..engine.properties.expressions import Calculated
from ..engine.properties.properties import items_of, names_of_types
from .generator import Generator
from .instructions import Entry, Layout, Page, Shape
from .parameters import active_columns
from .text import ELLIPSIS, NEW_LINE, Frame, Token, write_tokens
from .values import format_field, is_scalar, smart_text
from .views.model import CustomView

_INDENT = 2


class CustomShape(Shape):
    """Each entry is free-form."""

    def layout(self, page: Page, measured: None) -> CustomLayout:
        return CustomLayout(page)


@dataclass(slots=True)
class FreeForm(Entry):
    tokens: list[Token] = field(default_factory=list)


class CustomLayout(Layout):
    """Free-form entries, one under the other."""

    def __init__(self, page: Page) -> None:
        self._page = page

    def write(self, entry: FreeForm) -> None:
        write_tokens(entry.tokens, self._page.width, self._page.write)


class CustomGenerator(Generator):
    """A free-form view, or the tree of an object's properties."""

    def shape(self, value: Value) -> Shape:
        return CustomShape()

    def entry(self, value: Value) -> Entry:
        if isinstance(self.view, CustomView):
            tokens: list[Token] = list(self.view.tokens(value))
            return FreeForm(tokens)
        return FreeForm(object_tree(value, self.parameters.properties, self.parameters.depth, self.limit))


def object_tree(value: Value, wanted: list[Calculated], depth: int, limit: int) -> list[Token]:
    """The tokens of an object's tree, down to ``depth`` levels."""
    tree = _Tree(limit)
    tokens: list[Token] = []
    if is_scalar(value):
        tokens.extend((smart_text(value, limit), NEW_LINE))
    elif (items := items_of(value)) is not None:
        tree.add_items(items, 0, depth, tokens)
    else:
        tree.add_object(value, 0, depth, wanted, tokens)
    return tokens


class _Tree:
    def __init__(self, limit: int) -> None:
        self.limit = limit

    def add_object(self, value: Value, level: int, depth: int, wanted: list[Calculated], out: list[Token]) -> None:
        out.extend((f"class {names_of_types(value)[0].rpartition('.')[2]}", NEW_LINE, "{", NEW_LINE))
        inner = _frame(out)
        for expression, asked in active_columns(wanted, value):
            inner.append(f"{expression} = ")
            found = expression.value(value)
            self._add_value(None if found is MISSING else found, level, (asked and asked.depth) or depth, inner)
        out.extend(("}", NEW_LINE))

    def _add_value(self, value: Value, level: int, depth: int, out: list[Token]) -> None:
        items = items_of(value) if value is not None else None
        if items is not None:
            out.append(NEW_LINE)
            self.add_items(items, level + 1, depth, _frame(out))
        elif self._is_leaf(value, level, depth):
            self._add_leaf(value, out)
        else:
            out.append(NEW_LINE)
            self.add_object(value, level + 1, depth, [], _frame(out))

    def add_items(self, items: Iterable[Value], level: int, depth: int, out: list[Token]) -> None:
        out.extend(("[", NEW_LINE))
        inner = _frame(out)
        for count, item in enumerate(items):
            if count == self.limit:
                self._add_leaf(ELLIPSIS, inner)
                break
            if self._is_leaf(item, level, depth):
                self._add_leaf(item, inner)
            elif (nested := items_of(item)) is not None:
                inner.append(NEW_LINE)
                self.add_items(nested, level + 1, depth, _frame(inner))
            else:
                self.add_object(item, level + 1, depth, [], inner)
        out.extend(("]", NEW_LINE, NEW_LINE))

    def _is_leaf(self, value: Value, level: int, depth: int) -> bool:
        return value is None or level >= depth or is_scalar(value)

    def _add_leaf(self, value: Value, out: list[Token]) -> None:
        out.extend((format_field(value, self.limit), NEW_LINE))


def _frame(out: list[Token]) -> list[Token]:
    frame = Frame(_INDENT)
    out.append(frame)
    return frame.tokens
