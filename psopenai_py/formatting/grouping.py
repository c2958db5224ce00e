"""Groups of neighbouring objects under a header, by -GroupBy or by the view."""

from __future__ import annotations

from collections.abc import Callable

from ..declare.sentinel import MISSING
from ..dotnet.model.types import Value
from ..engine.properties.expressions import Expression
from ..engine.values.objects import unwrap
from .complex_writer import Token
from .parameters import FormatParameters
from .values import display_text, smart_text
from .views.model import View


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
        """Take an object's key; whether it differs from the one before."""
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
        """What stands over the group that begins with this object; None where there is no key."""
        if self._key is MISSING:
            return None
        if self._header is not None:
            return self._header(first)
        return [f"   {self._shown_label}: {smart_text(self._key, limit)}"]


def same_key(left: Value, right: Value) -> bool:
    """Whether two keys count as one: numbers by value, all else as text, ignoring case."""
    if left is MISSING or right is MISSING:
        return (left is MISSING or left is None) and (right is MISSING or right is None)
    left, right = unwrap(left), unwrap(right)
    if isinstance(left, (int, float)) and isinstance(right, (int, float)):
        return left == right
    if left is None or right is None:
        return left is right
    return display_text(left).lower() == display_text(right).lower()
