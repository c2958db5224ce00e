"""The number types that Python has no class of its own for."""

from __future__ import annotations


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
    """An ``[int]`` that came as a bare word of a command line and shows itself as it was written (``0x10``, ``1kb``)."""

    text: str

    def __new__(cls, value: int, text: str) -> WrittenInt:
        made = super().__new__(cls, value)
        made.text = text
        return made


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
