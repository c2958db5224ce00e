"""Objects as CSV lines, by the rules of Export-Csv and ConvertTo-Csv."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from ..dotnet.collections.dictionaries import NetDictionary
from ..dotnet.model.types import Value
from ..dotnet.text.formatting import net_string
from ..engine.properties.properties import property_names, safe_read
from ..engine.values.objects import PSObject, unwrap
from .values import display_text, is_scalar


def csv_text(value: Value) -> str | None:
    """A property's value as a field's text; None (an empty field without quotes) for ``$null``."""
    if value is None:
        return None
    base = unwrap(value)
    return display_text(value) if isinstance(base, PSObject) else net_string(base)


def csv_columns(value: Value) -> list[str]:
    """The names of an object's columns: its properties, or a dictionary's keys."""
    base = unwrap(value)
    if isinstance(base, NetDictionary):
        return [display_text(key) for key in base.keys()]  # noqa: SIM118 (a .NET dictionary)
    return property_names(value)


def csv_cells(value: Value, columns: Sequence[str]) -> list[str | None]:
    """An object's fields for those columns; a missing one is empty."""
    base = unwrap(value)
    if isinstance(base, NetDictionary):
        return [csv_text(base.get(column)) for column in columns]
    return [csv_text(safe_read(value, column)) for column in columns]


def csv_line(
    fields: Sequence[str | None],
    delimiter: str = ",",
    quotes: str = "Always",
    quoted: Collection[int] | None = None,
) -> str:
    """One line. ``quotes`` is Always, AsNeeded or Never; ``quoted`` (from -QuoteFields) names the columns to quote."""
    parts: list[str] = []
    for at, text in enumerate(fields):
        if text is None:
            parts.append("")
        elif quoted is not None:
            parts.append(_in_quotes(text) if at in quoted else text)
        elif quotes == "Always" or (quotes == "AsNeeded" and _needs_quotes(text, delimiter)):
            parts.append(_in_quotes(text))
        else:
            parts.append(text)
    return delimiter.join(parts)


def _needs_quotes(text: str, delimiter: str) -> bool:
    return any(char in text for char in (delimiter, '"', "\n", "\r"))


def _in_quotes(text: str) -> str:
    doubled = text.replace('"', '""')
    return f'"{doubled}"'


class CsvWriter:
    """Writes objects while they come. The properties of the first one are the columns; a text has one column, Value."""

    def __init__(self, line: Callable[[str], None], delimiter: str = ",") -> None:
        self._line = line
        self._delimiter = delimiter
        self._columns: list[str] | None = None

    def write(self, value: Value) -> None:
        if value is None:
            return
        scalar = is_scalar(value)
        if self._columns is None:
            self._columns = ["Value"] if scalar else csv_columns(value)
            self._line(csv_line(self._columns, self._delimiter))
        fields = [csv_text(value)] if scalar else csv_cells(value, self._columns)
        self._line(csv_line(fields, self._delimiter))

    def close(self) -> None:
        """There is nothing to do: each line was written at once."""
