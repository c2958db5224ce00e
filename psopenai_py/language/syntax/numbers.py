"""Number literals; `dotnet.number_parsing` reads them, as conversion does the strings of a running script."""

from ...dotnet.numbers.literals import NumberLiteral, looks_like_number, parse_number

__all__ = ["NumberLiteral", "looks_like_number", "parse_number"]
