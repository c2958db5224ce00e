"""The classes that carry number types which Python does not have, and ``[char]``."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, TypeVar

_W = TypeVar("_W", bound="_Written")


class Int64(int):
    """``[long]``."""

    __slots__ = ()


class Int16(int):
    """``[short]``."""

    __slots__ = ()


class Byte(int):
    """``[byte]``."""

    __slots__ = ()


class SByte(int):
    """``[sbyte]``."""

    __slots__ = ()


class UInt16(int):
    """``[ushort]``."""

    __slots__ = ()


class UInt32(int):
    """``[uint]``."""

    __slots__ = ()


class UInt64(int):
    """``[ulong]``."""

    __slots__ = ()


class BigInteger(int):
    """``[bigint]``."""

    __slots__ = ()


class Single(float):
    """``[float]``; the value is always rounded to what 32 bits can hold."""

    __slots__ = ()


class Char(str):
    """``[char]``: a string of exactly one UTF-16 unit."""

    __slots__ = ()


class _Written:
    """A number from the command line that is shown as it was typed: ``0x10``, ``1kb``, ``1.50``."""

    text: str

    def __new__(cls: type[_W], value: Any, text: str) -> _W:
        made = super().__new__(cls, value)  # type: ignore[call-arg]
        made.text = text
        return made


class WrittenInt(_Written, int):
    """An ``[int]`` from the command line."""


class WrittenLong(_Written, Int64):
    """A ``[long]`` from the command line."""


class WrittenDouble(_Written, float):
    """A ``[double]`` from the command line."""


class WrittenDecimal(_Written, Decimal):
    """A ``[decimal]`` from the command line."""


_PLAIN: dict[type, type] = {WrittenInt: int, WrittenLong: Int64, WrittenDouble: float, WrittenDecimal: Decimal}
WRITTEN = frozenset(_PLAIN)


def plain_number(value: Any) -> Any:
    """The number without the text it was typed as; any other value unchanged."""
    plain = _PLAIN.get(value.__class__)
    return value if plain is None else plain(value)


#: inclusive bounds of the integer types, by the class that carries them
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
