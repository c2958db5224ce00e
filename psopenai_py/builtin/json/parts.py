"""What both readers of JSON share: the fault of a text, and whole numbers."""

from __future__ import annotations

from ...dotnet.model.carriers import BigInteger, Int64


class JsonError(Exception):
    """The text is no JSON, or nested too deeply."""


def whole_number(digits: str) -> int:
    """A whole number as the smallest of [long] and [bigint] that holds it."""
    value = int(digits)
    return Int64(value) if -(1 << 63) <= value < 1 << 63 else BigInteger(value)
