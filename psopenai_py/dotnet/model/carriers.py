"""The number types that Python has no class of its own for."""

from __future__ import annotations

from decimal import Decimal
from typing import Any


class Int64(int):
    """``[long]``."""

    __slots__ = ()


class Int16(int):
    __slots__ = ()


class Byte(int):
    __slots__ = ()


class SByte(int):
    __slots__ = ()


class UInt16(int):
    __slots__ = ()


class UInt32(int):
    __slots__ = ()


class UInt64(int):
    __slots__ = ()


class BigInteger(int):
    __slots__ = ()


class Single(float):
    """``[float]``; the value is always rounded to what 32 bits can hold."""

    __slots__ = ()


class Char(str):
    """``[char]``: a string of exactly one UTF-16 unit."""

    __slots__ = ()


class WrittenInt(int):
    """An ``[int]`` that came as a bare word of a command line and is shown as it was written (``0x10``, ``1kb``)."""

    text: str

    def __new__(cls, value: int, text: str) -> WrittenInt:
        made = super().__new__(cls, value)
        made.text = text
        return made


class WrittenLong(Int64):
    """A ``[long]`` of a command line, as it was written."""

    text: str

    def __new__(cls, value: int, text: str) -> WrittenLong:
        made = super().__new__(cls, value)
        made.text = text
        return made


class WrittenDouble(float):
    """A ``[double]`` of a command line, as it was written: ``1.50``."""

    text: str

    def __new__(cls, value: float, text: str) -> WrittenDouble:
        made = super().__new__(cls, value)
        made.text = text
        return made


class WrittenDecimal(Decimal):
    """A ``[decimal]`` of a command line, as it was written: ``2d``."""

    text: str

    def __new__(cls, value: Decimal, text: str) -> WrittenDecimal:
        made = super().__new__(cls, value)
        made.text = text
        return made


_PLAIN: dict[type, type] = {WrittenInt: int, WrittenLong: Int64, WrittenDouble: float, WrittenDecimal: Decimal}
WRITTEN = frozenset(_PLAIN)


def plain_number(value: Any) -> Any:
    """A number of a command line without the memory of how it was written; any other value as it is."""
    plain = _PLAIN.get(value.__class__)
    return value if plain is None else plain(value)


#: inclusive bounds of the whole-number types, by the class that carries them
BOUNDS: dict[type, tuple[int, int]] = {
    SByte: (-(1 << 7), (1 << 7) - 1),
    Byte: (0, (1 << 8) - 1),
    Int16: (-(1 << 15), (1 << 15) - 1),
    UInt16: (0, (1 << 16) - 1),
    int: (-(1 << 31), (1 << 31) - 1),
    UInt32: (0, (1 << 32) - 1),
    Int64: (-(1 << 63), (1 << 63) - 1),
    UInt64: (0, (1 << 64) - 1),
}
