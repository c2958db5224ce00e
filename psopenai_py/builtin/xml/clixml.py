"""The tags of CLIXML for simple values, and their texts."""

from __future__ import annotations

import base64
import math
import re
from collections.abc import Callable
from decimal import Decimal

from ...dotnet.model.carriers import Char, Single
from ...dotnet.model.enumerables import ByteArray
from ...dotnet.model.registry import get_type, type_of
from ...dotnet.model.types import Value
from ...dotnet.xml.reading import outer_xml
from ...engine.conversion.conversion import convert
from ...engine.session.scriptblock import ScriptBlock
from ...engine.values.text import to_text

NAMESPACE = "http://schemas.microsoft.com/powershell/2004/04"
VERSION = "1.1.0.1"
_TICKS = 10_000_000
_SPAN = re.compile(r"(-)?P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:\.(\d+))?S)?)?")
_ENCODED = re.compile("[\0-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")


def encode(text: str) -> str:
    """A text as CLIXML writes it: what XML cannot hold is ``_xHHHH_``."""
    return _ENCODED.sub(lambda found: f"_x{ord(found[0]):04X}_", text)


def decode(text: str) -> str:
    found = _ESCAPED.sub(lambda each: chr(int(each[1], 16)), text)
    return found.encode("utf-16", "surrogatepass").decode("utf-16", "replace") if "\\u" in ascii(found) else found


def _real(value: float) -> str:
    if math.isnan(value):
        return "NaN"
    return to_text(value) if math.isfinite(value) and len(to_text(value)) < 15 else repr(float(value)).replace(
        "inf", "INF"
    )  # fmt: skip


def _from_real(text: str) -> float:
    return float(text.replace("INF", "inf"))


def _span(value: Value) -> str:
    ticks = abs(value.ticks)
    seconds, fraction = divmod(ticks, _TICKS)
    days, seconds = divmod(seconds, 86400)
    hours, seconds = divmod(seconds, 3600)
    minutes, seconds = divmod(seconds, 60)
    second_text = f"{seconds}" + (f".{fraction:07d}".rstrip("0") if fraction else "")
    day = f"{days}D" if days else ""
    time = (f"{hours}H" if hours else "") + (f"{minutes}M" if minutes else "")
    time += f"{second_text}S" if seconds or fraction or not (day or time) else ""
    return f"{'-' if value.ticks < 0 else ''}P{day}{'T' + time if time else ''}"


def _from_span(text: str) -> Value:
    found = _SPAN.fullmatch(text)
    if found is None:
        raise ValueError(f"'{text}' is not a duration")
    sign, days, hours, minutes, seconds, fraction = found.groups()
    whole = ((int(days or 0) * 24 + int(hours or 0)) * 60 + int(minutes or 0)) * 60 + int(seconds or 0)
    ticks = whole * _TICKS + int((fraction or "0").ljust(7, "0")[:7])
    return get_type("timespan").make(-ticks if sign else ticks)


def _date(value: Value) -> str:
    text: str = value.format("yyyy-MM-ddTHH:mm:ss.FFFFFFFK")
    return text


def _as(name: str) -> Callable[[str], Value]:
    return lambda text: convert(text, get_type(name))


def _number(name: str) -> Callable[[str], Value]:
    return lambda text: convert(int(text), get_type(name))


#: by full name of the type: the tag, and the function that gives the text
WRITERS: dict[str, tuple[str, Callable[[Value], str]]] = {
    "System.String": ("S", lambda value: encode(str.__str__(value))),
    "System.Char": ("C", lambda value: str(ord(value))),
    "System.Boolean": ("B", lambda value: "true" if value else "false"),
    "System.DateTime": ("DT", _date),
    "System.TimeSpan": ("TS", _span),
    "System.Byte": ("By", to_text),
    "System.SByte": ("SB", to_text),
    "System.Int16": ("I16", to_text),
    "System.Int32": ("I32", to_text),
    "System.Int64": ("I64", to_text),
    "System.UInt16": ("U16", to_text),
    "System.UInt32": ("U32", to_text),
    "System.UInt64": ("U64", to_text),
    "System.Double": ("Db", _real),
    "System.Single": ("Sg", _real),
    "System.Decimal": ("D", to_text),
    "System.Guid": ("G", to_text),
    "System.Uri": ("URI", lambda value: encode(to_text(value))),
    "System.Version": ("Version", to_text),
    "System.Byte[]": ("BA", lambda value: base64.b64encode(bytes(value)).decode("ascii")),
    "System.Xml.XmlDocument": ("XD", lambda value: encode(outer_xml(value))),
    "System.Management.Automation.ScriptBlock": ("SBK", lambda value: encode(to_text(value))),
}
#: by tag: the function that reads the text
READERS: dict[str, Callable[[str], Value]] = {
    "S": decode,
    "C": lambda text: Char(chr(int(text))),
    "B": lambda text: text == "true",
    "DT": _as("datetime"),
    "TS": _from_span,
    "By": _number("byte"),
    "SB": _number("sbyte"),
    "I16": _number("short"),
    "I32": int,
    "I64": _number("long"),
    "U16": _number("ushort"),
    "U32": _number("uint"),
    "U64": _number("ulong"),
    "Db": _from_real,
    "Sg": lambda text: Single(_from_real(text)),
    "D": Decimal,
    "G": _as("guid"),
    "URI": lambda text: convert(decode(text), get_type("uri")),
    "Version": _as("version"),
    "BA": lambda text: ByteArray(base64.b64decode(text)),
    "XD": lambda text: convert(decode(text), get_type("xml")),
    "SBK": decode,
    "Nil": lambda text: None,
}


def tag_of(value: Value) -> tuple[str, Callable[[Value], str]] | None:
    """The tag of a simple value and what writes it; None for any other value."""
    if isinstance(value, ScriptBlock):
        return WRITERS["System.Management.Automation.ScriptBlock"]
    return WRITERS.get(type_of(value).full_name)
