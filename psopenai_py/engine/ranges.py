"""The range operator."""

from __future__ import annotations

from ..dotnet.numbers import Char
from ..dotnet.types import Value
from ..errors import NetException, TerminatingError, terminating

_MAX_ITEMS = 0x7FFFFFC7  # what a .NET array can hold


def range_of(a: Value, b: Value) -> list[Value]:
    """``a..b``: whole numbers, or characters where both sides are single ones that are no digits."""
    if type(a) is int and type(b) is int and -0x80000000 <= a <= 0x7FFFFFFF and -0x80000000 <= b <= 0x7FFFFFFF:
        return list(range(a, b + 1) if a <= b else range(a, b - 1, -1))
    if isinstance(a, str) and isinstance(b, str) and len(a) == 1 and len(b) == 1:
        if isinstance(a, Char) or isinstance(b, Char) or not (a.isdigit() and b.isdigit()):
            low, high = ord(a), ord(b)
            codes = range(low, high + 1) if low <= high else range(low, high - 1, -1)
            return [Char(chr(code)) for code in codes]
    return range_of(_bound(a), _bound(b))


def _bound(value: Value) -> int:
    """A bound as an int; failures carry the .NET exception's own name, as this operator's do."""
    from .conversion import convert_to_int

    try:
        return convert_to_int(value)
    except TerminatingError as error:
        inner = error.record.exception.inner
        name = inner.type_name if inner is not None else "System.FormatException"
        raise terminating(name, error.record.message, "NotSpecified", value, name, NetException(name)) from error
