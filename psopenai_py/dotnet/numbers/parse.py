"""``Parse`` and ``TryParse`` of the number types, with .NET's NumberStyles."""

from __future__ import annotations

import math
import re
import struct
from decimal import Decimal

from ...errors import NetException
from ..model.carriers import BOUNDS, BigInteger, Single
from ..model.core import DECIMAL, DOUBLE, SINGLE
from ..model.exceptions import null_argument
from ..model.types import DotNetType, Value

INTEGER, NUMBER, FLOAT = 7, 111, 231  # the NumberStyles that the types use by default
_LEADING_WHITE, _TRAILING_WHITE, _LEADING_SIGN, _TRAILING_SIGN = 1, 2, 4, 8
_PARENTHESES, _POINT, _THOUSANDS, _EXPONENT, _CURRENCY, _HEX, _BINARY = 16, 32, 64, 128, 256, 512, 1024
_DECIMAL_LIMIT = Decimal("79228162514264337593543950335")
_WHITE = " \t\n\v\f\r"
_BODY = re.compile(r"(?P<whole>[0-9][0-9,]*)?(?P<point>\.[0-9]*)?(?P<exponent>[eE][+-]?[0-9]+)?\Z")
_NAMED = {"nan": math.nan, "infinity": math.inf, "∞": math.inf}


def parse_number_text(text: str | None, type_: DotNetType, styles: int) -> Value:
    """Parse a number of a type; raises FormatException or OverflowException, as .NET does."""
    if text is None:
        raise null_argument("s")
    if styles & (_HEX | _BINARY):
        return _from_radix(text, type_, 16 if styles & _HEX else 2)
    body = text
    if styles & _LEADING_WHITE:
        body = body.lstrip(_WHITE)
    if styles & _TRAILING_WHITE:
        body = body.rstrip(_WHITE + "\0")
    negative, body = _take_sign(body, styles)
    if type_ is DOUBLE or type_ is SINGLE:
        named = _NAMED.get(body.lower())
        if named is not None:
            return _as_float(-named if negative else named, type_)
    found = _BODY.match(body)
    whole, point, exponent = found.group("whole", "point", "exponent") if found else (None, None, None)
    if (
        (not whole and (not point or point == "."))
        or (point and not styles & _POINT)
        or (exponent and not styles & _EXPONENT)
        or (whole and "," in whole and not styles & _THOUSANDS)
    ):
        raise _bad(text)
    exact = Decimal((whole or "0").replace(",", "") + (point or "").rstrip(".") + (exponent or ""))
    return fit(-exact if negative else exact, type_)


def _take_sign(body: str, styles: int) -> tuple[bool, str]:
    if styles & _PARENTHESES and body.startswith("(") and body.endswith(")"):
        return True, _without_currency(body[1:-1], styles)
    if styles & _LEADING_SIGN and body[:1] in ("+", "-", "−"):
        return body[0] != "+", _without_currency(body[1:], styles)
    body = _without_currency(body, styles)
    if styles & _LEADING_SIGN and body[:1] in ("+", "-"):
        return body[0] == "-", body[1:]
    if styles & _TRAILING_SIGN and body[-1:] in ("+", "-"):
        return body[-1] == "-", body[:-1]
    return False, body


def _without_currency(body: str, styles: int) -> str:
    return body.removeprefix("$") if styles & _CURRENCY else body


def _from_radix(text: str, type_: DotNetType, base: int) -> Value:
    body = text.strip(_WHITE)
    try:
        value = int(body, base) if body.isalnum() else None
    except ValueError:
        value = None
    if value is None:
        raise _bad(text)
    cls = type_.python or int
    if cls is BigInteger:
        bits = 4 * len(body) if base == 16 else len(body)
        return BigInteger(value - (1 << bits) if value >> (bits - 1) else value)
    low, high = BOUNDS[cls]
    if value > high - low:
        raise overflow(type_)
    return cls(value if value <= high else value - (high - low + 1))


def fit(exact: Decimal, type_: DotNetType) -> Value:
    """A number of the type with exactly that value; OverflowException if it does not fit."""
    if type_ is DOUBLE or type_ is SINGLE:
        made = float(exact)
        return _as_float(-0.0 if not made and exact.is_signed() else made, type_)
    if not exact.is_finite():
        raise overflow(type_)
    if type_ is DECIMAL:
        if abs(exact) > _DECIMAL_LIMIT:
            raise overflow(type_)
        return exact if int(exact.as_tuple().exponent) <= 0 else exact.quantize(Decimal(1))
    if exact != exact.to_integral_value():
        raise overflow(type_)
    return fit_whole(int(exact), type_)


def fit_whole(value: int, type_: DotNetType) -> Value:
    """An integer in the class of the type; OverflowException if it does not fit."""
    cls = type_.python or int
    if cls in BOUNDS:
        low, high = BOUNDS[cls]
        if not low <= value <= high:
            raise overflow(type_)
    return cls(value)


def _as_float(value: float, type_: DotNetType) -> float:
    return to_single(value) if type_ is SINGLE else value


def to_single(value: float) -> Single:
    """The nearest value that 32 bits can hold."""
    try:
        return Single(struct.unpack("f", struct.pack("f", value))[0])
    except OverflowError:
        return Single(math.copysign(math.inf, value))


def overflow(type_: DotNetType) -> NetException:
    return NetException("System.OverflowException", f"Value was either too large or too small for {_article(type_)}.")


def _article(type_: DotNetType) -> str:
    name = type_.name
    return ("an " if name[0] in "AEIOU" else "a ") + name


def _bad(text: str) -> NetException:
    return NetException("System.FormatException", f"The input string '{text}' was not in a correct format.")
