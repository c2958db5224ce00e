"""The methods of ``[datetime]`` that write and read text."""

from __future__ import annotations

from ..culture.date_culture import culture_of
from ..model.core import Ref
from ..model.enums import EnumValue
from ..model.types import Value
from .date_parse_exact import parse_date_exact
from .datetime import DATETIME, LOOSE_SPACE, NO_CURRENT_DATE, DateTime, from_parsed, parse_datetime
from .timespan import try_into

_PROVIDER, _STYLES = "System.IFormatProvider", "System.Globalization.DateTimeStyles"

DATETIME.method("ToString", returns="string")(DateTime.format)
DATETIME.method("ToString", "string", returns="string")(DateTime.format)
DATETIME.method("ToString", _PROVIDER, returns="string")(lambda value, provider: value.format("G", provider))
DATETIME.method("ToString", "string", _PROVIDER, returns="string")(DateTime.format)
DATETIME.method("ToShortDateString", returns="string")(lambda value: value.format("d"))
DATETIME.method("ToLongDateString", returns="string")(lambda value: value.format("D"))
DATETIME.method("ToShortTimeString", returns="string")(lambda value: value.format("t"))
DATETIME.method("ToLongTimeString", returns="string")(lambda value: value.format("T"))


@DATETIME.static("Parse", "string", returns="datetime")
@DATETIME.static("Parse", "string", _PROVIDER, returns="datetime")
@DATETIME.static("Parse", "string", _PROVIDER, _STYLES, returns="datetime")
def _parse(text: str, provider: Value = None, styles: EnumValue | int = 0) -> DateTime:
    return parse_datetime(text, culture_of(provider), int(styles))


@DATETIME.static("ParseExact", "string", "string", _PROVIDER, returns="datetime")
@DATETIME.static(
    "ParseExact",
    "string",
    "string",
    _PROVIDER,
    _STYLES,
    returns="datetime",
)
def _parse_exact(text: str, fmt: str, provider: Value = None, styles: EnumValue | int = 0) -> DateTime:
    return _parse_any(text, [fmt], provider, styles)


@DATETIME.static(
    "ParseExact",
    "string",
    "string[]",
    _PROVIDER,
    _STYLES,
    returns="datetime",
)
def _parse_any(text: str, formats: list[str], provider: Value = None, styles: EnumValue | int = 0) -> DateTime:
    flags = int(styles)
    today = 0 if flags & NO_CURRENT_DATE else None
    parsed = parse_date_exact(text, formats, culture_of(provider), bool(flags & LOOSE_SPACE), today)
    return from_parsed(parsed, flags)


@DATETIME.static("TryParse", "string", "ref", returns="bool")
def _try_parse(text: str, out: Ref) -> bool:
    return try_into(out, DateTime(0), _parse, text)


@DATETIME.static("TryParse", "string", _PROVIDER, "ref", returns="bool")
def _try_parse_in(text: str, provider: Value, out: Ref) -> bool:
    return try_into(out, DateTime(0), _parse, text, provider)


@DATETIME.static("TryParse", "string", _PROVIDER, _STYLES, "ref", returns="bool")
def _try_parse_styled(text: str, provider: Value, styles: EnumValue, out: Ref) -> bool:
    return try_into(out, DateTime(0), _parse, text, provider, styles)


@DATETIME.static(
    "TryParseExact",
    "string",
    "string",
    _PROVIDER,
    _STYLES,
    "ref",
    returns="bool",
)
def _try_parse_exact(text: str, fmt: str, provider: Value, styles: EnumValue, out: Ref) -> bool:
    return try_into(out, DateTime(0), _parse_exact, text, fmt, provider, styles)


@DATETIME.static(
    "TryParseExact",
    "string",
    "string[]",
    _PROVIDER,
    _STYLES,
    "ref",
    returns="bool",
)
def _try_parse_any(text: str, formats: list[str], provider: Value, styles: EnumValue, out: Ref) -> bool:
    return try_into(out, DateTime(0), _parse_any, text, formats, provider, styles)
