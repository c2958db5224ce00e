"""Every object in one shape, whatever its default view: the Table and List forms of a shell command's output."""

from __future__ import annotations

from ..dotnet.model.types import Value
from . import Formatter
from .formatter import FormatCommand
from .values import ENUMERATION_LIMIT


class Shaped:
    """Passes objects to a `Formatter` as Format-Table or Format-List would."""

    def __init__(self, shape: str, inner: Formatter, limit: int = ENUMERATION_LIMIT) -> None:
        self._inner = inner
        self._command = FormatCommand(inner.write, shape, limit=limit)

    def write(self, value: Value) -> None:
        self._command.process(value)

    def close(self) -> None:
        self._command.end()
        self._inner.close()


def shaped(form: str, inner: Formatter) -> Shaped:
    """The writer for ``form`` (``Table`` or ``List``)."""
    return Shaped(form.lower(), inner)
