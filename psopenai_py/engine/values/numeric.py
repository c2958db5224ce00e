"""Calculation with the number types: which type a result gets, and what happens when it does not fit."""

from __future__ import annotations

import math
from collections.abc import Callable
from decimal import ROUND_HALF_EVEN, Context, Decimal, DivisionByZero, InvalidOperation, Overflow
from enum import IntEnum
from typing import Any

from ...dotnet.model.carriers import (
    BOUNDS,
    BigInteger,
    Byte,
    Char,
    Int16,
    Int64,
    SByte,
    Single,
    UInt16,
    UInt32,
    UInt64,
    WrittenDecimal,
    WrittenDouble,
    WrittenInt,
    WrittenLong,
)
from ...dotnet.model.types import Value
from ...errors import NetException, TerminatingError, terminating


class TypeCode(IntEnum):
    """.NET's type codes (but for ``BIG``): the larger one of two operands decides how they are calculated."""

    BOOL = 3
    CHAR = 4
    SBYTE = 5
    BYTE = 6
    INT16 = 7
    UINT16 = 8
    INT = 9
    UINT = 10
    LONG = 11
    ULONG = 12
    SINGLE = 13
    DOUBLE = 14
    DECIMAL = 15
    BIG = 20


# variables of the module are faster to read than attributes of the enum
BOOL, CHAR, SBYTE, BYTE, INT16, UINT16, INT, UINT, LONG, ULONG, SINGLE, DOUBLE, DECIMAL, BIG = TypeCode
_CODES: dict[type, TypeCode] = {
    bool: BOOL, Char: CHAR, SByte: SBYTE, Byte: BYTE, Int16: INT16, UInt16: UINT16, int: INT, WrittenInt: INT,
    UInt32: UINT, Int64: LONG, UInt64: ULONG, Single: SINGLE, float: DOUBLE, Decimal: DECIMAL, BigInteger: BIG,
    WrittenLong: LONG, WrittenDouble: DOUBLE, WrittenDecimal: DECIMAL,
}  # fmt: skip
_UNSIGNED = (CHAR, BYTE, UINT16, UINT, ULONG)
_LIMITS: dict[int, tuple[int, int, Callable[[int], int]]] = {
    INT: (*BOUNDS[int], int),
    UINT: (*BOUNDS[UInt32], UInt32),
    LONG: (*BOUNDS[Int64], Int64),
    ULONG: (*BOUNDS[UInt64], UInt64),
}
_DECIMALS = Context(prec=40, rounding=ROUND_HALF_EVEN, Emax=999, Emin=-999)
_DECIMAL_MAX = 79228162514264337593543950335


def code_of(value: Value) -> int:
    """The type code of a number, a bool or a char; 0 for every other value."""
    code = _CODES.get(value.__class__, 0)
    if code == INT and not -0x80000000 <= value <= 0x7FFFFFFF:
        return LONG if -(1 << 63) <= value < 1 << 63 else BIG
    return code


def calculate(op: str, a: Value, b: Value) -> Value:
    """``a op b`` for two values that have a type code; ``op`` is one of ``+ - * / %``."""
    left, right = code_of(a), code_of(b)
    code = max(left, right, INT)
    a, b = plain(a), plain(b)
    if code == DECIMAL:
        return _decimal(op, _to_decimal(a), _to_decimal(b))
    if code in (SINGLE, DOUBLE):
        return _double(op, float(a), float(b))
    if code in (UINT, ULONG) and ((a < 0 and left not in _UNSIGNED) or (b < 0 and right not in _UNSIGNED)):
        return _double(op, float(a), float(b))
    return _whole(op, a, b, code) if code != BIG else _whole(op, _big(a), _big(b), code)


def _big(value: Any) -> int:
    """A number as an operand beside a BigInteger; fractions are cut off."""
    if not math.isfinite(value):
        name = "System.OverflowException"
        raise terminating(name, "BigInteger cannot be NaN or infinite.", "OperationStopped", None, name)
    return int(value)


def plain(value: Value) -> Any:
    """The bare Python number of a bool, a char or a number."""
    if isinstance(value, str):
        return ord(value)
    if isinstance(value, int):
        return int(value)
    return float(value) if isinstance(value, float) else value


def _whole(op: str, a: int, b: int, code: int) -> Value:
    if op == "+":
        result = a + b
    elif op == "-":
        result = a - b
    elif op == "*":
        result = a * b
    else:
        if b == 0:
            raise divide_by_zero()
        rest = abs(a) % abs(b)
        if op == "%":
            result = -rest if a < 0 else rest
        elif rest and code != BIG:
            return a / b
        else:
            result = abs(a) // abs(b) * (1 if (a < 0) == (b < 0) else -1)
    return fit(result, code)


def fit(result: int, code: int) -> Value:
    """A whole result in the type of that code, or as a double if the type is too small for it."""
    if code == BIG:
        return BigInteger(result)
    low, high, make = _LIMITS[code]
    return make(result) if low <= result <= high else float(result)


def _double(op: str, a: float, b: float) -> float:
    try:
        if op == "+":
            return a + b
        if op == "-":
            return a - b
        if op == "*":
            return a * b
        if op == "/":
            return a / b
        return math.fmod(a, b)
    except ZeroDivisionError:
        if a == 0 or a != a:
            return math.nan
        return math.copysign(math.inf, a) * math.copysign(1.0, b)
    except ValueError:  # fmod of infinity, or by zero
        return math.nan


def _to_decimal(value: Any) -> Decimal:
    if isinstance(value, Decimal):
        return value
    if isinstance(value, int):
        return Decimal(value)
    try:
        return double_to_decimal(value)
    except TerminatingError as error:  # the conversion fails, not the operation
        name = "System.OverflowException"
        raise terminating(name, error.record.message, "OperationStopped", None, name) from error


def double_to_decimal(value: float) -> Decimal:
    """A double as a decimal, with 15 significant digits, as .NET converts it."""
    if value != value or abs(value) > 7.922816251426434e28:
        raise _overflow("decimal")
    shortened = Decimal(format(value, ".15g"))
    return fit_decimal(shortened.normalize() if shortened else Decimal(0))


def _decimal(op: str, a: Decimal, b: Decimal) -> Decimal:
    try:
        if op == "+":
            result = _DECIMALS.add(a, b)
        elif op == "-":
            result = _DECIMALS.subtract(a, b)
        elif op == "*":
            result = Context(prec=60).multiply(a, b)
        elif op == "/":
            result = _DECIMALS.divide(a, b)
        else:
            result = _DECIMALS.remainder(a, b)
    except (DivisionByZero, InvalidOperation):
        raise divide_by_zero() from None
    except Overflow:
        raise _overflow("decimal") from None
    return fit_decimal(result)


def fit_decimal(value: Decimal) -> Decimal:
    """The value as .NET's decimal holds it: 96 bits, and at most 28 digits after the decimal point."""
    exponent = value.as_tuple().exponent
    assert isinstance(exponent, int)
    scale = min(max(-exponent, 0), 28)
    context = Context(prec=80)
    while True:
        rounded = value.quantize(Decimal(1).scaleb(-scale), rounding=ROUND_HALF_EVEN, context=context)
        if abs(int(rounded.scaleb(scale, context=context))) <= _DECIMAL_MAX:
            return rounded
        if scale == 0:
            raise _overflow("decimal")
        scale -= 1


def divide_by_zero() -> TerminatingError:
    text = "Attempted to divide by zero."
    inner = NetException("System.DivideByZeroException", text)
    return terminating("RuntimeException", text, "NotSpecified", inner=inner)


def _overflow(kind: str) -> TerminatingError:
    text = f"The value does not fit into a {kind}."
    return terminating("RuntimeException", text, "NotSpecified", inner=NetException("System.OverflowException", text))
