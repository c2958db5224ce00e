"""Conversions to the number types and to char."""

from __future__ import annotations

import math
from collections.abc import Callable
from decimal import ROUND_HALF_EVEN, Decimal
from struct import pack, unpack

from ...dotnet.model.carriers import BOUNDS, BigInteger, Char, Single
from ...dotnet.model.enums import EnumValue
from ...dotnet.model.types import DotNetType, Value
from ...dotnet.numbers.literals import parse_number
from ...errors import TerminatingError
from ..values.numeric import double_to_decimal, fit_decimal
from ..values.objects import unwrap
from .failures import cast_error, final_error

OVERFLOW, FORMAT = "System.OverflowException", "System.FormatException"


def whole_converter(type_: DotNetType, carrier: type) -> Callable[[Value], Value]:
    """The conversion to a whole-number type that has bounds."""
    low, high = BOUNDS[carrier]

    def to_whole(value: Value) -> Value:
        cls = value.__class__
        if cls is carrier and low <= value <= high:
            return value
        if value is None:
            return carrier(0)
        value = unwrap(value)
        number = _whole_of(value, type_)
        if low <= number <= high:
            return carrier(number)
        error_id = "InvalidCastFromStringToInteger" if isinstance(value, str) else "InvalidCastIConvertible"
        raise cast_error(error_id, value, type_, f"It is not between {low} and {high}.", OVERFLOW)

    return to_whole


def big_converter(type_: DotNetType) -> Callable[[Value], Value]:
    def to_big(value: Value) -> Value:
        if value is None:
            return BigInteger(0)
        return BigInteger(_whole_of(unwrap(value), type_))

    return to_big


def _whole_of(value: Value, type_: DotNetType) -> int:
    if isinstance(value, Char):
        return ord(value)
    if isinstance(value, str):
        return _whole_from_text(value, type_)
    if isinstance(value, int):  # bool, every whole number
        return int(value)
    if isinstance(value, float):
        if math.isnan(value) or math.isinf(value):
            raise cast_error("InvalidCastIConvertible", value, type_, "It is not a finite number.", OVERFLOW)
        return round(value)
    if isinstance(value, Decimal):
        return int(value.to_integral_value(ROUND_HALF_EVEN))
    if isinstance(value, EnumValue):
        return value.value
    raise final_error(value, type_)


def _whole_from_text(text: str, type_: DotNetType) -> int:
    stripped = text.strip()
    if not stripped:
        return 0
    if stripped.lower() in ("0x", "&h", "#"):  # a hexadecimal number without digits counts as zero
        return 0
    literal = parse_number(stripped)
    if literal is not None:
        return _whole_of(literal.to_value(), type_)
    number = _float_from_text(stripped)
    if number is None or not math.isfinite(number):
        why = f'The text "{text}" is not a number.'
        raise cast_error("InvalidCastFromStringToInteger", text, type_, why, FORMAT)
    return round(number)


def _float_from_text(text: str) -> float | None:
    """A real number as .NET reads it: thousands separators, ``NaN``, ``Infinity``; ASCII digits only."""
    if not text.isascii():
        return {"∞": math.inf, "-∞": -math.inf}.get(text)
    lower = text.lower()
    if lower.lstrip("+-") in ("infinity", "nan"):
        return float(lower)
    whole, point, rest = text.partition(".")
    plain = whole.replace(",", "") + point + rest if whole[:1] != "," else text
    if "_" in plain or not any(char.isdigit() for char in plain):
        return None
    try:
        return float(plain)
    except ValueError:
        return None


def real_converter(type_: DotNetType, single: bool) -> Callable[[Value], Value]:
    """The conversion to double or (``single``) float."""

    def to_real(value: Value) -> Value:
        if value.__class__ is float:
            return as_single(value) if single else value
        if value is None:
            return as_single(0.0) if single else 0.0
        number = _real_of(unwrap(value), type_)
        return as_single(number) if single else number

    return to_real


def as_single(value: float) -> Single:
    """The nearest number that 32 bits hold."""
    try:
        return Single(unpack("f", pack("f", value))[0])
    except OverflowError:
        return Single(math.copysign(math.inf, value))


def _real_of(value: Value, type_: DotNetType) -> float:
    if isinstance(value, Single):
        return float(value)
    if isinstance(value, (int, float, Decimal)):
        return float(value)
    if isinstance(value, str) and not isinstance(value, Char):
        stripped = value.strip()
        if not stripped:
            return 0.0
        number = _float_from_text(stripped)
        if number is not None:
            return number
        literal = parse_number(stripped)
        if literal is not None:
            return float(literal.value)
        why = f'The text "{value}" is not a number.'
        raise cast_error("InvalidCastFromStringToDoubleOrSingle", value, type_, why, FORMAT)
    if isinstance(value, Char):
        raise cast_error("InvalidCastIConvertible", value, type_, inner="System.InvalidCastException")
    raise final_error(value, type_)


def decimal_converter(type_: DotNetType) -> Callable[[Value], Value]:
    def to_decimal(value: Value) -> Value:
        if value.__class__ is Decimal:
            return value
        if value is None:
            return Decimal(0)
        value = unwrap(value)
        try:
            return _decimal_of(value, type_)
        except TerminatingError as error:
            if error.record.error_id != "RuntimeException":
                raise
            raise cast_error("InvalidCastIConvertible", value, type_, "It is too large.", OVERFLOW) from None

    return to_decimal


def _decimal_of(value: Value, type_: DotNetType) -> Decimal:
    if isinstance(value, str):
        stripped = value.strip()
        if not stripped:
            return Decimal(0)
        literal = parse_number(stripped)
        number = _float_from_text(stripped) if literal is None else None
        if literal is not None:
            return _decimal_of(literal.value, type_)
        if number is not None and math.isfinite(number):
            return double_to_decimal(number)
        why = f'The text "{value}" is not a number.'
        raise cast_error("InvalidCastFromStringToDecimal", value, type_, why, FORMAT)
    if isinstance(value, Decimal):
        return value
    if isinstance(value, int):
        return fit_decimal(Decimal(int(value)))
    if isinstance(value, float):
        return double_to_decimal(value)
    raise final_error(value, type_)


def char_converter(type_: DotNetType) -> Callable[[Value], Value]:
    def to_char(value: Value) -> Value:
        if value.__class__ is Char:
            return value
        if value is None:
            return Char("\0")
        value = unwrap(value)
        if isinstance(value, str):
            if len(value) == 1 and value <= "\uffff":
                return Char(value)
            raise cast_error("InvalidCastIConvertible", value, type_, "It is not a single character.", FORMAT)
        if isinstance(value, bool) or not isinstance(value, int):
            if isinstance(value, (bool, float, Decimal)):
                raise cast_error("InvalidCastIConvertible", value, type_, inner="System.InvalidCastException")
            raise final_error(value, type_)
        if not 0 <= value <= 0xFFFF:
            raise cast_error("InvalidCastIConvertible", value, type_, "It is not a character code.", OVERFLOW)
        return Char(chr(value))

    return to_char
