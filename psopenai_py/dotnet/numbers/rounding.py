"""Rounding as ``[math]::Round`` does it, and integer division."""

from __future__ import annotations

import math
from decimal import (
    ROUND_CEILING,
    ROUND_DOWN,
    ROUND_FLOOR,
    ROUND_HALF_EVEN,
    ROUND_HALF_UP,
    Context,
    Decimal,
)

from ...errors import NetException
from ..model.exceptions import range_error
from ..model.types import Value

#: in the order of the numbers of MidpointRounding
_DECIMAL_MODES = (ROUND_HALF_EVEN, ROUND_HALF_UP, ROUND_DOWN, ROUND_FLOOR, ROUND_CEILING)
_WIDE = Context(prec=60)
_BIGGEST_FRACTION = 1e16  # larger doubles have no fraction


def round_decimal(value: Decimal, digits: int = 0, mode: Value = 0) -> Decimal:
    """Round to a number of decimal places; a value with fewer places is returned unchanged."""
    if not 0 <= digits <= 28:
        raise range_error("decimals", "Decimal can only round to between 0 and 28 digits of precision.")
    if -int(value.as_tuple().exponent) <= digits:
        return value
    return value.quantize(Decimal(1).scaleb(-digits), _DECIMAL_MODES[int(mode)], _WIDE)


def round_double(value: float, digits: int = 0, mode: Value = 0) -> float:
    """Scale, round to an integer, scale back: .NET's way, with the same small errors."""
    if not 0 <= digits <= 15:
        raise range_error("digits", "Rounding digits must be between 0 and 15, inclusive.")
    if not math.isfinite(value) or abs(value) >= _BIGGEST_FRACTION:
        return value
    power = 10.0**digits
    return math.copysign(_whole(value * power, int(mode)) / power, value)


def divide_whole(a: int, b: int) -> tuple[int, int]:
    """Quotient and remainder, with the quotient truncated as in .NET; raises DivideByZeroException."""
    if b == 0:
        raise NetException("System.DivideByZeroException", "Attempted to divide by zero.")
    quotient = abs(int(a)) // abs(int(b))
    quotient = quotient if (a < 0) == (b < 0) else -quotient
    return quotient, int(a) - quotient * int(b)


def _whole(value: float, mode: int) -> float:
    floor = math.floor(value)
    fraction = value - floor
    if mode == 0:
        return float(round(value))
    if mode == 1:
        away = math.floor(abs(value)) + (abs(value) - math.floor(abs(value)) >= 0.5)
        return math.copysign(away, value)
    if mode == 2:
        return float(math.trunc(value))
    if mode == 3:
        return float(floor)
    return float(floor + (fraction > 0))
