"""``[Convert]`` and ``[BitConverter]``."""

from __future__ import annotations

import base64
import binascii
import re
import struct
from collections.abc import Callable
from decimal import ROUND_HALF_EVEN, Decimal

from ...errors import NetException
from ..model.carriers import BOUNDS, Char
from ..model.core import BOOLEAN, CHAR, DECIMAL, DOUBLE, OBJECT, SINGLE, WHOLE_NUMBERS
from ..model.enumerables import ByteArray, checked_range
from ..model.exceptions import argument_error, null_argument
from ..model.object import value_default
from ..model.registry import get_type, register, type_of
from ..model.types import DotNetType, Value
from ..numbers.parse import FLOAT, INTEGER, NUMBER, fit, fit_whole, overflow, parse_number_text, to_single
from ..text.formatting import format_value, net_string

CONVERT = register(DotNetType("System.Convert", base=OBJECT))


def change_type(value: Value, type_: DotNetType) -> Value:
    """``Convert.ToX`` of a value: halves are rounded to even, null is the default value."""
    if value is None:
        return "" if type_.python is str else value_default(type_)
    if type_.python is str:
        return net_string(value)
    if type_ is BOOLEAN:
        return _to_bool(value)
    if type_ is CHAR:
        return _to_char(value)
    if isinstance(value, str) and not isinstance(value, Char):
        styles = FLOAT if type_ in (DOUBLE, SINGLE) else NUMBER if type_ is DECIMAL else INTEGER
        return parse_number_text(value, type_, styles)
    if isinstance(value, Char):
        value = ord(value)
    if not isinstance(value, (int, float, Decimal)):
        value = _number_inside(value, type_)
    if type_ in WHOLE_NUMBERS:
        return fit_whole(_rounded(value, type_), type_)
    if type_ is DOUBLE:
        return float(value)
    if type_ is SINGLE:
        return to_single(float(value))
    return fit(Decimal(f"{value:.15g}") if isinstance(value, float) else Decimal(value), DECIMAL)


def _number_inside(value: Value, type_: DotNetType) -> int:
    if hasattr(value, "__int__"):
        return int(value)
    raise NetException("System.InvalidCastException", f"A {type_of(value).name} cannot become a {type_.name}.")


def _rounded(value: Value, type_: DotNetType) -> int:
    if isinstance(value, Decimal):
        return int(value.to_integral_value(ROUND_HALF_EVEN))
    try:
        return round(value) if isinstance(value, float) else int(value)
    except (OverflowError, ValueError):
        raise overflow(type_) from None


def _to_bool(value: Value) -> bool:
    if isinstance(value, str):
        made: bool = BOOLEAN.static_methods["parse"][0].call(value)
        return made
    return bool(value)


def _to_char(value: Value) -> Char:
    if isinstance(value, str):
        if len(value) != 1:
            raise NetException("System.FormatException", "String must be exactly one character long.")
        return Char(value)
    if not isinstance(value, (int, float, Decimal)):
        raise NetException("System.InvalidCastException", f"A {type_of(value).name} cannot become a Char.")
    if not 0 <= value <= 0xFFFF:
        raise overflow(CHAR)
    return Char(chr(int(value)))


def _from_base(type_: DotNetType) -> Callable[[str | None, int], Value]:
    def convert(text: str | None, base: int) -> Value:
        _check_base(base)
        body = text or "0"
        try:
            value = int(body, base)
        except ValueError:
            raise NetException("System.FormatException", "Could not find any recognizable digits.") from None
        low, high = BOUNDS[type_.python or int]
        if base != 10 and low < 0 and high < value <= high - low:
            value -= high - low + 1
        return fit_whole(value, type_)

    return convert


def _check_base(base: int) -> None:
    if base not in (2, 8, 10, 16):
        raise argument_error("Invalid Base.", None)


def _to_base(value: int, base: int) -> str:
    _check_base(base)
    if base == 10:
        return str(int(value))
    low, high = BOUNDS.get(type(value), (0, 0))
    unsigned = int(value) % (high - low + 1) if value < 0 else int(value)
    return format(unsigned, {2: "b", 8: "o", 16: "x"}[base])


def to_base64(data: Value, options: Value = 0) -> str:
    if data is None:
        raise null_argument("inArray")
    text = base64.b64encode(bytes(bytearray(data))).decode("ascii")
    return "\r\n".join(re.findall(".{1,76}", text)) if int(options) else text


def from_base64(text: str | None) -> ByteArray:
    if text is None:
        raise null_argument("s")
    try:
        return ByteArray(base64.b64decode(re.sub(r"[ \t\r\n]", "", text), validate=True))
    except (binascii.Error, ValueError):
        raise NetException("System.FormatException", "The input is not a valid Base-64 string.") from None


def _from_hex(text: str) -> ByteArray:
    try:
        return ByteArray(bytes.fromhex(text))
    except ValueError:
        raise NetException("System.FormatException", "The input is not a valid hex string.") from None


def _converter(type_: DotNetType) -> Callable[..., Value]:
    return lambda value, provider=None: change_type(value, type_)


for _type in (*WHOLE_NUMBERS, DOUBLE, SINGLE, DECIMAL, BOOLEAN, CHAR):
    _call = "To" + _type.name
    CONVERT.static(_call, "object", returns=_type.full_name)(_converter(_type))
    CONVERT.static(_call, "object", "System.IFormatProvider", returns=_type.full_name)(_converter(_type))
    if _type in WHOLE_NUMBERS:
        CONVERT.static(_call, "string", "int", returns=_type.full_name)(_from_base(_type))
CONVERT.static("ToString", "object", returns="string")(net_string)
CONVERT.static("ToString", "object", "System.IFormatProvider", returns="string")(
    lambda value, provider: format_value(value, None, provider)
)
for _name in ("int", "long", "short", "byte"):
    CONVERT.static("ToString", _name, "int", returns="string")(_to_base)
CONVERT.static("ToDateTime", "string")(lambda text: get_type("datetime").static_methods["parse"][0].call(text))
CONVERT.static("ToBase64String", "byte[]", returns="string")(to_base64)
CONVERT.static("ToBase64String", "byte[]", "System.Base64FormattingOptions", returns="string")(to_base64)
CONVERT.static("ToBase64String", "byte[]", "int", "int", returns="string")(
    lambda data, start, count: to_base64(data[checked_range(data, start, count)])
)
CONVERT.static("FromBase64String", "string", returns="byte[]")(from_base64)
CONVERT.static("ToHexString", "byte[]", returns="string")(lambda data: bytes(bytearray(data)).hex().upper())
CONVERT.static("ToHexStringLower", "byte[]", returns="string")(lambda data: bytes(bytearray(data)).hex())
CONVERT.static("FromHexString", "string", returns="byte[]")(_from_hex)
CONVERT.static("ChangeType", "object", "type")(change_type)
CONVERT.static("IsDBNull", "object", returns="bool")(lambda value: type_of(value).full_name == "System.DBNull")

# -- BitConverter -----------------------------------------------------------------------------------------------------

BITS = register(DotNetType("System.BitConverter", base=OBJECT))
_LAYOUTS = {
    "bool": "?",
    "short": "h",
    "ushort": "H",
    "int": "i",
    "uint": "I",
    "long": "q",
    "ulong": "Q",
    "float": "f",
    "double": "d",
}


def _pack(layout: str) -> Callable[[Value], ByteArray]:
    return lambda value: ByteArray(struct.pack("<" + layout, value))


def _unpack(layout: str, type_: DotNetType) -> Callable[..., Value]:
    size = struct.calcsize("<" + layout)

    def unpack(data: Value, start: int = 0) -> Value:
        part = bytes(bytearray(data))[start : start + size]
        if start < 0 or len(part) < size:
            raise argument_error("The array is too short for the value.", "value")
        (found,) = struct.unpack("<" + layout, part)
        return (type_.python or int)(found)

    return unpack


def _dashed(data: Value, start: int = 0, length: int | None = None) -> str:
    part = bytes(data[checked_range(data, start, len(data) - start if length is None else length)])
    return "-".join(f"{byte:02X}" for byte in part)


for _name, _layout in _LAYOUTS.items():
    _type = get_type(_name)
    BITS.static("GetBytes", _name, returns="byte[]")(_pack(_layout))
    BITS.static("To" + _type.name, "byte[]", "int", returns=_name)(_unpack(_layout, _type))
BITS.static("ToString", "byte[]", returns="string")(_dashed)
BITS.static("ToString", "byte[]", "int", returns="string")(_dashed)
BITS.static("ToString", "byte[]", "int", "int", returns="string")(_dashed)
BITS.static_prop("IsLittleEndian", "bool")(lambda: True)
