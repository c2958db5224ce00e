"""Objects as CSV lines, and the parameters of the cmdlets that write them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ...declare.cmdlet import Param
from ...declare.validators import ValidateNotNull
from ...dotnet.collections.dictionaries import NetDictionary
from ...dotnet.model.types import Value
from ...engine.members.member_info import stored_members
from ...engine.members.psmembers import MemberCollection
from ...engine.pipeline.cmdlet import Cmdlet
from ...engine.properties.properties import safe_read
from ...engine.values.objects import is_property, type_names, unwrap
from ...formatting.csv_out import csv_line
from ..file_text import net_text

DELIMITER_HELP = "The separator between two values; a comma by default."


class CsvParams:
    """What ConvertTo-Csv and Export-Csv share."""

    delimiter = Param(
        "char", set="Delimiter", position=1, default=",", validators=(ValidateNotNull(),), help=DELIMITER_HELP
    )
    use_culture = Param("switch", set="UseCulture", help="Use the list separator of the culture as the delimiter.")
    include_type_information = Param("switch", aliases=("ITI",), help="Start with a line that names the type.")
    no_type_information = Param("switch", aliases=("NTI",), hidden=True, help="No line with the type (the default).")
    quote_fields = Param("string[]", aliases=("QF",), help="The columns whose values are quoted; the others are not.")
    use_quotes = Param(
        "Microsoft.PowerShell.Commands.BaseCsvWritingCommand+QuoteKind",
        aliases=("UQ",),
        default="Always",
        enum=("Never", "Always", "AsNeeded"),
        help="Which values are quoted.",
    )
    no_header = Param("switch", help="Leave out the line with the columns' names.")


def checked_quoting(command: Cmdlet) -> list[str] | None:
    """The columns of -QuoteFields, None without it; raises if switches contradict each other."""
    if command.is_bound("QuoteFields") and command.is_bound("UseQuotes"):
        raise command.stop_with(
            "CannotSpecifyQuoteFieldsAndUseQuotes", "-QuoteFields and -UseQuotes exclude each other.", "InvalidData"
        )
    if command.is_bound("IncludeTypeInformation") and command.is_bound("NoTypeInformation"):
        raise command.stop_with(
            "CannotSpecifyIncludeTypeInformationAndNoTypeInformation",
            "-IncludeTypeInformation and -NoTypeInformation exclude each other.",
            "InvalidData",
        )
    fields = getattr(command, "quote_fields", None)
    return None if fields is None else [str(name) for name in fields]


class CsvWriter:
    """Makes the lines of one table; its columns are the properties of the first object."""

    def __init__(self, delimiter: str, quotes: str, quote_fields: Sequence[str] | None = None) -> None:
        self.delimiter = delimiter
        self._quotes = quotes
        self._fields = None if quote_fields is None else {name.lower() for name in quote_fields}

    def header(self, names: Sequence[str]) -> str:
        return self._line(names, names)

    def line(self, value: Value, names: Sequence[str]) -> str:
        read = _reader(value)
        return self._line([read(name) for name in names], names)

    def _line(self, fields: Sequence[str | None], names: Sequence[str]) -> str:
        quoted = self._fields
        places = None if quoted is None else {at for at, name in enumerate(names) if name.lower() in quoted}
        return csv_line(fields, self.delimiter, self._quotes, places)


def _reader(value: Value) -> Callable[[str], str | None]:
    table = unwrap(value)

    def of_property(name: str) -> str | None:
        found = safe_read(value, name)
        return None if found is None else net_text(found)

    if not isinstance(table, NetDictionary):
        return of_property
    by_text = {str(key).lower(): each for key, each in table.items()}

    def of_entry(name: str) -> str | None:
        found = by_text.get(name.lower())
        return of_property(name) if found is None else net_text(found)

    return of_entry


def column_names(value: Value) -> list[str]:
    """The columns of a table of such objects: properties, or a dictionary's keys; added properties come first."""
    table = unwrap(value)
    if isinstance(table, NetDictionary):
        added = [name for name, member in stored_members(value).items() if is_property(member)]
        return [net_text(key) for key in table] + added
    return [info.name for info in MemberCollection(value, "Properties") if info.kind != "PropertySet"]


def type_line(value: Value) -> str:
    """The first line with -IncludeTypeInformation."""
    return "#TYPE " + type_names(value)[0].removeprefix("CSV:")
