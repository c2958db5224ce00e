"""From objects to format instructions: a generator per shape, fed by a view or by the object's own properties."""

from __future__ import annotations

from ..declare.sentinel import MISSING
from ..dotnet.model.types import Value
from ..engine.properties.expressions import Calculated, Expression, all_expressions
from ..engine.properties.properties import display_name, names_of_types
from ..engine.values.objects import unwrap
from ..errors import ErrorRecord
from .complex_writer import Token
from .entries import (
    ColumnInfo,
    CustomShape,
    Entry,
    FreeForm,
    ListFields,
    ListShape,
    Shape,
    TableRow,
    TableShape,
    WideItem,
    WideShape,
)
from .grouping import Grouping
from .parameters import Column, FormatParameters, active_columns, default_display
from .scalars import is_scalar
from .values import format_field
from .views import applies
from .views.model import CustomView, ListView, TableView, View, WideView

_MOST_COLUMNS = 10  # a table of all properties stops there


class Generator:
    """Makes the start and the entries of one document. ``view`` is None where the object's own properties are shown."""

    def __init__(self, view: View | None, parameters: FormatParameters, limit: int) -> None:
        self.view = view
        self.parameters = parameters
        self.limit = limit
        self.grouping = Grouping.make(view, parameters)
        self.failures: list[ErrorRecord] = []  # of readings, for -ShowError

    @property
    def auto_size(self) -> bool:
        if self.parameters.auto_size is not None:
            return self.parameters.auto_size
        return isinstance(self.view, TableView) and self.view.auto_size

    def applies_to(self, value: Value) -> bool:
        """Whether an object can be shown in this document."""
        return self.view is None or applies(self.view, names_of_types(value))

    def shape(self, value: Value) -> Shape:
        raise NotImplementedError

    def entry(self, value: Value) -> Entry:
        raise NotImplementedError

    def text(self, expression: Expression, value: Value, format_string: str | None = None, table: bool = False) -> str:
        """What an expression tells of the object, as text."""
        found, error = expression.value_or_error(value)
        if error is not None:
            if self.parameters.show_error:
                self.failures.append(_failure(expression, value, error))
            return "#ERR" if self.parameters.display_error else ""
        if found is MISSING:
            return ""
        return format_field(found, self.limit, format_string, table)


def _failure(expression: Expression, value: Value, error: Exception) -> ErrorRecord:
    message = f"The property {expression} cannot be told: {error}"
    return ErrorRecord("PSPropertyExpressionError", message, "InvalidArgument", value)


class TableGenerator(Generator):
    """The columns are settled by the first object."""

    _columns: list[Column]

    def shape(self, value: Value) -> Shape:
        parameters = self.parameters
        if isinstance(self.view, TableView):
            infos = [
                ColumnInfo(column.label or _label(column.show), column.width, column.alignment or "left")
                for column in self.view.columns
            ]
        else:
            self._columns = active_columns(parameters.properties, value, keep_unknown=True)
            if not parameters.properties and not default_display(value):
                self._columns = self._columns[:_MOST_COLUMNS]
            infos = [_column_info(expression, wanted, value) for expression, wanted in self._columns]
        return TableShape(infos, bool(parameters.hide_headers), parameters.repeat_header)

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


def _label(show: object) -> str:
    return show if isinstance(show, str) else ""


def _column_info(expression: Expression, wanted: Calculated | None, value: Value) -> ColumnInfo:
    label = wanted.label if wanted is not None and wanted.label is not None else str(expression)
    alignment = wanted.alignment if wanted is not None and wanted.alignment else _alignment(expression, value)
    return ColumnInfo(label, wanted.width if wanted is not None else 0, alignment)


def _alignment(expression: Expression, value: Value) -> str:
    """Numbers and the like stand to the right, going by the first object."""
    found = expression.value(value)
    if found is MISSING or found is None:
        return "left"
    base = unwrap(found)
    return "right" if is_scalar(found) and (not isinstance(base, str) or _is_char(base)) else "left"


def _is_char(value: Value) -> bool:
    from ..dotnet.model.carriers import Char

    return isinstance(value, Char)


class ListGenerator(Generator):
    """Each object tells its own properties."""

    def shape(self, value: Value) -> Shape:
        return ListShape()

    def entry(self, value: Value) -> Entry:
        if isinstance(self.view, ListView):
            return ListFields(
                [
                    (item.label or _label(item.show), self.text(Expression(item.show), value))
                    for item in self.view.items
                    if item.when is None or item.when(value)
                ]
            )
        fields: list[tuple[str, str]] = []
        for expression, wanted in active_columns(self.parameters.properties, value):
            label = wanted.label if wanted is not None and wanted.label is not None else str(expression)
            fields.append((label, self.text(expression, value, wanted.format_string if wanted else None)))
        return ListFields(fields)


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


class CustomGenerator(Generator):
    """A free-form view, or the tree of an object's properties."""

    def shape(self, value: Value) -> Shape:
        return CustomShape()

    def entry(self, value: Value) -> Entry:
        if isinstance(self.view, CustomView):
            tokens: list[Token] = list(self.view.tokens(value))
            return FreeForm(tokens)
        from .custom import object_tree

        return FreeForm(object_tree(value, self.parameters.properties, self.parameters.depth, self.limit))


GENERATORS: dict[str, type[Generator]] = {
    "table": TableGenerator,
    "list": ListGenerator,
    "wide": WideGenerator,
    "custom": CustomGenerator,
}


def shape_of_view(view: View) -> str:
    if isinstance(view, TableView):
        return "table"
    if isinstance(view, ListView):
        return "list"
    return "wide" if isinstance(view, WideView) else "custom"
