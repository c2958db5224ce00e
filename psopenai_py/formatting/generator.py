"""From objects to the entries of a document: what the generators of all shapes share, and groups.

A generator is fed by a view or by the object's own properties.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable

from ..declare.sentinel import MISSING
from ..dotnet.model.types import Value
from ..engine.properties.expressions import Expression
from ..engine.properties.properties import names_of_types
from ..engine.values.objects import PSObject, unwrap
from ..errors import ErrorRecord
from .instructions import Entry, Shape
from .parameters import FormatParameters
from .text import Token
from .values import display_text, format_field, smart_text
from .views.lookup import applies
from .views.model import TableView, View


class Generator(ABC):
    """Makes the start and the entries of one document. ``view`` is None if the object's own properties are shown."""

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

    @abstractmethod
    def shape(self, value: Value) -> Shape:
        """The shape of the document, which its first object settles."""

    @abstractmethod
    def entry(self, value: Value) -> Entry:
        """The entry of one object."""

    def text(self, expression: Expression, value: Value, format_string: str | None = None, table: bool = False) -> str:
        """The value of an expression on the object, as text."""
        source = expression.source
        if expression.resolved and source.__class__ is str and value.__class__ is PSObject and not format_string:
            stored = value._props.get(source)
            if stored.__class__ is str:  # most cells
                return str(stored)
        found, error = expression.value_or_error(value)
        if error is not None:
            if self.parameters.show_error:
                self.failures.append(_failure(expression, value, error))
            return "#ERR" if self.parameters.display_error else ""
        if found is MISSING:
            return ""
        return format_field(found, self.limit, format_string, table)


def _failure(expression: Expression, value: Value, error: Exception) -> ErrorRecord:
    message = f"The property {expression} cannot be read: {error}"
    return ErrorRecord("PSPropertyExpressionError", message, "InvalidArgument", value)


def label_of(show: object) -> str:
    """The label of a view's column or item that has none: the property's name."""
    return show if isinstance(show, str) else ""


class Grouping:
    """Watches the key of each object. A key that cannot be read leaves the current group as it is."""

    def __init__(
        self, expression: Expression, label: str | None, header: Callable[[Value], list[Token]] | None = None
    ) -> None:
        self.expression = expression
        self.label = label
        self._header = header
        self._shown_label = label or ""
        self._key: Value = MISSING

    @classmethod
    def make(cls, view: View | None, parameters: FormatParameters) -> Grouping | None:
        """The grouping that the command line asks for, else the view's, else none."""
        asked = parameters.group_by
        if asked is not None:
            return cls(asked.expression, asked.label)
        if view is None or view.group is None:
            return None
        return cls(Expression(view.group.key), view.group.label, view.group.header)

    def changed(self, value: Value) -> bool:
        """Take an object's key. Returns whether it differs from the one before."""
        found = self.expression.value(value)
        if found is MISSING:
            return False
        before, self._key = self._key, found
        if same_key(before, found):
            return False
        if self.label is None:
            names = self.expression.resolve(value)
            self._shown_label = str(names[0]) if names else str(self.expression)
        return True

    def header(self, first: Value, limit: int) -> list[Token] | None:
        """The header of the group that begins with this object; None if there is no key."""
        if self._key is MISSING:
            return None
        if self._header is not None:
            return self._header(first)
        return [f"   {self._shown_label}: {smart_text(self._key, limit)}"]


def same_key(left: Value, right: Value) -> bool:
    """Whether two keys are the same: numbers by value, everything else as text, ignoring case."""
    if left is MISSING or right is MISSING:
        return (left is MISSING or left is None) and (right is MISSING or right is None)
    left, right = unwrap(left), unwrap(right)
    if isinstance(left, (int, float)) and isinstance(right, (int, float)):
        return left == right
    if left is None or right is None:
        return left is right
    return display_text(left).lower() == display_text(right).lower()
