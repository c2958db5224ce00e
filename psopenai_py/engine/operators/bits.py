"""``-band -bor -bxor -bnot -shl -shr``: on whole numbers and on flags."""

from __future__ import annotations

from collections.abc import Callable
from operator import and_, or_, xor
from typing import Any

from ...dotnet.model.carriers import BigInteger, Int64, UInt32, UInt64
from ...dotnet.model.enums import EnumType, EnumValue
from ...dotnet.model.types import Value
from ...dotnet.numbers.literals import parse_number
from ..conversion.conversion import convert, convert_to_int, convert_to_long
from ..values.numeric import BIG, DECIMAL, DOUBLE, INT, LONG, SINGLE, UINT, ULONG, code_of, plain
from ..values.objects import unwrap
from .arithmetic import no_operator

_MASK32, _MASK64 = 0xFFFFFFFF, 0xFFFFFFFFFFFFFFFF


def band(a: Value, b: Value) -> Value:
    if type(a) is int and type(b) is int:
        return a & b
    return _combine(and_, "op_BitwiseAnd", a, b)


def bor(a: Value, b: Value) -> Value:
    if type(a) is int and type(b) is int:
        return a | b
    return _combine(or_, "op_BitwiseOr", a, b)


def bxor(a: Value, b: Value) -> Value:
    if type(a) is int and type(b) is int:
        return a ^ b
    return _combine(xor, "op_ExclusiveOr", a, b)


def bnot(value: Value) -> Value:
    enum = _enum_type(value)
    whole, code = _whole(value, "op_OnesComplement")
    result = _carry(~whole & _MASK32 if code == UINT else ~whole & _MASK64 if code == ULONG else ~whole, code)
    return EnumValue(enum, result) if enum is not None else result


def shl(a: Value, b: Value) -> Value:
    whole, code = _whole(a, "op_LeftShift")
    width = 64 if code in (LONG, ULONG) else 32
    if code == BIG:
        count = _count(b)
        return BigInteger(whole << count if count >= 0 else whole >> -count)
    shifted = (whole << (_count(b) & (width - 1))) & ((1 << width) - 1)
    if code not in (UINT, ULONG) and shifted >> (width - 1):
        shifted -= 1 << width
    return _carry(shifted, code)


def shr(a: Value, b: Value) -> Value:
    whole, code = _whole(a, "op_RightShift")
    width = 64 if code in (LONG, ULONG) else 32
    count = _count(b)
    if code == BIG:
        return BigInteger(whole >> count if count >= 0 else whole << -count)
    return _carry(whole >> (count & (width - 1)), code)


def _count(value: Value) -> int:
    return convert_to_int(value)


def _combine(operator: Callable[[Any, Any], Any], method: str, a: Value, b: Value) -> Value:
    enum = _enum_type(a) or _enum_type(b)
    if enum is not None:
        a, b = convert(a, enum), convert(b, enum)
    left, left_code = _whole(a, method)
    right, right_code = _whole(b, method)
    code = max(left_code, right_code)
    if code == ULONG:
        left, right = left & _MASK64, right & _MASK64
    result = operator(left, right)
    if code == UINT and (left < 0 or right < 0):
        code = LONG
    made = _carry(result, code)
    return EnumValue(enum, made) if enum is not None else made


def _enum_type(value: Value) -> EnumType | None:
    inner = unwrap(value)
    return inner.dotnet_type if isinstance(inner, EnumValue) else None


def _whole(value: Value, method: str) -> tuple[int, int]:
    """The operand as a whole number, with the type code for the calculation."""
    value = unwrap(value)
    if value is None:
        return 0, INT
    if isinstance(value, str):
        found = parse_number(value.strip())
        value = found.to_value() if found is not None else convert_to_int(value)
    code = code_of(value)
    if code == 0:
        if not isinstance(value, EnumValue):
            raise no_operator(method, value)
        return value.value, INT
    if code in (SINGLE, DOUBLE, DECIMAL):
        rounded = convert_to_long(value)
        return rounded, INT if -0x80000000 <= rounded <= 0x7FFFFFFF else LONG
    return plain(value), max(code, INT)


def _carry(result: int, code: int) -> Value:
    if code == UINT:
        return UInt32(result)
    if code == LONG:
        return Int64(result)
    if code == ULONG:
        return UInt64(result)
    return BigInteger(result) if code == BIG else result
