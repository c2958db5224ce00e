"""PowerShell's number literals: suffixes, multipliers, hexadecimal and binary digits, and the type of each literal.

The parser uses it for literals, the engine for conversions from strings.
"""

from __future__ import annotations

import re
from decimal import Context, Decimal, localcontext
from functools import cache

from ...dataclass import dataclass
from ..model.carriers import BOUNDS, BigInteger, Byte, Int16, Int64, SByte, UInt16, UInt32, UInt64
from ..model.types import Value


@cache
def _number() -> re.Pattern[str]:
    """The pattern of a literal; compiled at the first number, because many runs read none."""
    return re.compile(
        r"""(?P<sign>[+\-\u2013\u2014\u2015]?)
    (?: 0x(?P<hex>[0-9a-f]*)
      | 0b(?P<bin>[01]+)
      | (?P<int>[0-9]*) (?P<real>(?:\.[0-9]*)? (?:e[+\-\u2013\u2014\u2015]?[0-9]+)?)
    )
    (?P<suffix>uy|us|ul|u|y|s|l|n|d)?
    (?P<multiplier>[kmgtp]b)?\Z""",
        re.IGNORECASE | re.VERBOSE | re.ASCII,
    )


_MULTIPLIER = {"": 1, "kb": 1 << 10, "mb": 1 << 20, "gb": 1 << 30, "tb": 1 << 40, "pb": 1 << 50}
_SUFFIX_KIND = {"y": "sbyte", "uy": "byte", "s": "short", "us": "ushort", "l": "long", "ul": "ulong"}
_CARRIERS: dict[str, type] = {
    "sbyte": SByte,
    "byte": Byte,
    "short": Int16,
    "ushort": UInt16,
    "int": int,
    "uint": UInt32,
    "long": Int64,
    "ulong": UInt64,
    "bigint": BigInteger,
}
_RANGES = {kind: BOUNDS[carrier] for kind, carrier in _CARRIERS.items() if carrier in BOUNDS}
_DECIMAL_MAX = Decimal(79228162514264337593543950335)


@dataclass(frozen=True, slots=True)
class NumberLiteral:
    """A number with its type. `kind` is one of int, long, double, decimal, byte, sbyte, short, ushort, uint, ulong,
    bigint; `value` is the Python number (int, float or Decimal)."""

    kind: str
    value: int | float | Decimal

    def to_value(self) -> Value:
        """The number as a PowerShell value of its type."""
        carrier = _CARRIERS.get(self.kind)
        return self.value if carrier is None or carrier is int else carrier(self.value)


def parse_number(text: str) -> NumberLiteral | None:
    """The number that a word stands for; None if it is not a number or does not fit the type of its suffix."""
    match = _number().match(text)
    if match is None or not _has_digits(match):
        return None
    negative = match["sign"] not in ("", "+")
    suffix = (match["suffix"] or "").lower()
    factor = _MULTIPLIER[(match["multiplier"] or "").lower()]
    if match["hex"] is not None or match["bin"] is not None:
        # The d of `0x1d` is a digit, so a decimal suffix can only follow binary digits.
        bits = _signed_bits(match["hex"], match["bin"], suffix)
        if suffix in ("", "u") and (len(match["hex"] or "") == 16 or len(match["bin"] or "") == 64):
            # With that many digits it is a 64-bit number, however small.
            suffix += "l"
        value = (-bits if negative else bits) * factor
        # Only decimal digits can give a type beyond long.
        return _integer(value, suffix, 1) if suffix else _first_fitting(value, ("int", "long"))
    if match["real"] or suffix == "d":
        return _real(match["int"] + match["real"], suffix, factor, negative)
    whole = int(match["int"]) if len(match["int"]) < 4000 else None
    if whole is None:
        return None
    return _integer(-whole if negative else whole, suffix, factor)


def _has_digits(match: re.Match[str]) -> bool:
    if match["hex"] is not None or match["bin"] is not None:
        return True
    real = match["real"]
    return match["int"] != "" or (len(real) > 1 and real[0] == "." and real[1].isdigit())


def _signed_bits(hex_digits: str | None, bin_digits: str | None, suffix: str) -> int:
    """The value of hexadecimal or binary digits. With as many as a signed type has, the first bit is the sign."""
    digits = hex_digits if hex_digits is not None else bin_digits or ""
    # A bare `0x` is zero.
    value = int(digits or "0", 16 if hex_digits is not None else 2)
    if suffix.startswith("u"):
        return value
    count = len(digits)
    if hex_digits is not None:
        signed = count % 8 == 0
    else:
        signed = count in (8, 16, 32, 64, 96) or count >= 128
    bits = count * (4 if hex_digits is not None else 1) if signed else 0
    if bits and value >> (bits - 1):
        value -= 1 << bits
    return value


def _integer(value: int, suffix: str, factor: int) -> NumberLiteral | None:
    value *= factor
    if suffix == "n":
        return NumberLiteral("bigint", value)
    if suffix == "d":
        return NumberLiteral("decimal", Decimal(value)) if abs(value) <= _DECIMAL_MAX else None
    if suffix == "u":
        return _first_fitting(value, ("uint", "ulong"))
    if suffix:
        return _first_fitting(value, (_SUFFIX_KIND[suffix],))
    fitting = _first_fitting(value, ("int", "long"))
    if fitting is not None:
        return fitting
    if abs(value) <= _DECIMAL_MAX:
        return NumberLiteral("decimal", Decimal(value))
    try:
        return NumberLiteral("double", float(value))
    except OverflowError:
        return None


def _first_fitting(value: int, kinds: tuple[str, ...]) -> NumberLiteral | None:
    for kind in kinds:
        low, high = _RANGES[kind]
        if low <= value <= high:
            return NumberLiteral(kind, value)
    return None


def _real(digits: str, suffix: str, factor: int, negative: bool) -> NumberLiteral | None:
    """A number with a decimal point, an exponent or the decimal suffix."""
    digits = digits.translate({0x2013: "-", 0x2014: "-", 0x2015: "-"})
    if suffix == "d":
        return _decimal(digits, factor, negative)
    value = float(digits) * factor
    if negative:
        value = -value
    if not suffix:
        return NumberLiteral("double", value)
    if value in (float("inf"), float("-inf")):
        return None
    # With the suffix of an integer type it is rounded half to even, as in a conversion.
    return _integer(round(value), suffix, 1)


def _decimal(digits: str, factor: int, negative: bool) -> NumberLiteral | None:
    with localcontext(Context(prec=60, traps=[])) as context:
        value = Decimal(digits) * factor
        if not value.is_finite() or abs(value) > _DECIMAL_MAX:
            return None
        # .NET's decimal has at most 28 digits after the point and 29 in all.
        exponent = value.as_tuple().exponent
        scale = min(28, max(0, -exponent if isinstance(exponent, int) else 0))
        while True:
            rounded = value.quantize(Decimal(1).scaleb(-scale), context=context)
            if scale == 0 or abs(int(rounded.scaleb(scale))) <= int(_DECIMAL_MAX):
                break
            scale -= 1
        value = rounded
    return NumberLiteral("decimal", -value if negative else value)
