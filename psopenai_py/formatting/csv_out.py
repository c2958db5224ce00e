"""Objects as lines of CSV and TSV.

The line itself follows Export-Csv and ConvertTo-Csv (`csv_line` serves them too). What stands in a cell is for
programs: objects and lists are JSON, dates ISO 8601 with their zone.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Collection, Sequence

from ..dotnet.collections.dictionaries import NetDictionary
from ..dotnet.model.carriers import Int64
from ..dotnet.model.types import Value
from ..dotnet.text.formatting import net_string
from ..engine.properties.properties import names_of_types, property_names, safe_read
from ..engine.values.objects import PSObject, unwrap
from .json_lines import to_data
from .values import display_text, is_scalar

Header = Callable[[], Sequence[str]]
#: the classes of properties that are read as they are stored
_STORED = frozenset((str, int, Int64, float, bool, type(None), list))
_DATES = ("System.DateTime", "System.DateTimeOffset")
_TEXTS = frozenset(("System.Guid", "System.Uri", "System.Version", "System.TimeSpan", "System.RuntimeType"))


def cell_text(value: Value) -> str | None:
    """A property's value as a cell's text; None (an empty cell) for ``$null``."""
    if value is None:
        return None
    cls = value.__class__
    if cls is str:
        return str(value)
    if cls is int or cls is Int64:
        return int.__repr__(value)
    if is_scalar(value):
        return net_string(unwrap(value))
    kind = names_of_types(value)[0]
    if kind in _DATES:
        return _date_text(unwrap(value))
    if kind in _TEXTS:
        return display_text(value)
    return json.dumps(to_data(value), ensure_ascii=False, separators=(",", ":"), default=str)


def _date_text(moment: Value) -> str:
    """ISO 8601 with the zone of a local or UTC date, and with a fraction only where there is one."""
    text = str(moment.format("yyyy-MM-ddTHH:mm:ss.FFFFFFFK"))
    return text[:-1] + "+00:00" if text.endswith("Z") else text


def csv_columns(value: Value) -> list[str]:
    """The names of an object's columns: its properties, or a dictionary's keys."""
    base = unwrap(value)
    if isinstance(base, NetDictionary):
        return [display_text(key) for key in base.keys()]  # noqa: SIM118 (a .NET dictionary)
    return property_names(value)


def csv_cells(value: Value, columns: Sequence[str]) -> list[str | None]:
    """An object's cells for those columns; a missing one is empty."""
    if value.__class__ is PSObject and value._base is None:
        props = value._props
        return [
            cell_text(
                props[column] if column in props and props[column].__class__ in _STORED else safe_read(value, column)
            )
            for column in columns
        ]
    base = unwrap(value)
    if isinstance(base, NetDictionary):
        return [cell_text(base.get(column)) for column in columns]
    return [cell_text(safe_read(value, column)) for column in columns]


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
    return any(char in text for char in (delimiter, '"', "\n"))


def _in_quotes(text: str) -> str:
    if '"' in text:  # to look for it takes less time than to replace it
        text = text.replace('"', '""')
    return f'"{text}"'


def tsv_line(fields: Sequence[str | None]) -> str:
    """One line of tab-separated values. Nothing is quoted: tabs and line ends are ``\\t``, ``\\n``, ``\\r``."""
    return "\t".join("" if text is None else text.translate(_TSV_ESCAPES) for text in fields)


_TSV_ESCAPES = str.maketrans({"\t": "\\t", "\n": "\\n", "\r": "\\r", "\\": "\\\\"})


#: how a cell begins that a spreadsheet may run as a formula (OWASP's list, with the full-width forms of its signs)
_FORMULA = frozenset("=+-@\t\r\n＝＋－＠")
_NUMBER = re.compile(r"[+-]?(?:[0-9][0-9.,]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?%?")


def defused(text: str | None) -> str | None:
    """A cell as a spreadsheet shows it and does not run it: an apostrophe before what would be a formula.

    Numbers with a sign are left as they are.
    """
    if not text or text[0] not in _FORMULA or _NUMBER.fullmatch(text):
        return text
    return "'" + text


class RowWriter:
    """Writes objects while they come. The properties of the first one are the columns; a text has one column, Value.

    ``safe``: cells that a spreadsheet would run as formulas are `defused`. ``header`` gives the columns if no object
    came, so that what reads the table finds them.
    """

    def __init__(
        self,
        line: Callable[[str], None],
        made: Callable[[Sequence[str | None]], str] = csv_line,
        safe: bool = False,
        header: Header | None = None,
    ) -> None:
        self._line = line
        self._header = header
        self._made = (lambda cells: made([defused(cell) for cell in cells])) if safe else made
        self._columns: list[str] | None = None

    def write(self, value: Value) -> None:
        if value is None:
            return
        scalar = is_scalar(value)
        if self._columns is None:
            self._columns = ["Value"] if scalar else csv_columns(value)
            self._line(self._made(self._columns))
        self._line(self._made([cell_text(value)] if scalar else csv_cells(value, self._columns)))

    def close(self) -> None:
        """Each line was written at once; what may be missing is the header."""
        if self._columns is None and self._header is not None and (columns := self._header()):
            self._line(self._made(columns))
