"""The range operator."""

from __future__ import annotations

from ...dotnet.model.carriers import Char
from ...dotnet.model.types import Value
from ...errors import NetException, TerminatingError, terminating
from ..conversion.conversion import convert_to_int


def range_of(a: Value, b: Value) -> list[Value]:
    """``a..b``: whole numbers, or characters where both sides are single ones that are no digits."""
    if type(a) is int and type(b) is int and -0x80000000 <= a <= 0x7FFFFFFF and -0x80000000 <= b <= 0x7FFFFFFF:
        return list(range(a, b + 1) if a <= b else range(a, b - 1, -1))
    if _are_characters(a, b):
        return [Char(chr(code)) for code in range_of(ord(a), ord(b))]
    return range_of(_bound(a), _bound(b))


def _are_characters(a: Value, b: Value) -> bool:
    if not (isinstance(a, str) and isinstance(b, str) and len(a) == 1 and len(b) == 1):
        return False
    return isinstance(a, Char) or isinstance(b, Char) or not (a.isdigit() and b.isdigit())


def _bound(value: Value) -> int:
    """A bound as an int; failures carry the .NET exception's own name, as this operator's do."""
    try:
        return convert_to_int(value)
    except TerminatingError as error:
        inner = error.record.exception.inner
        name = inner.type_name if inner is not None else "System.FormatException"
        raise terminating(name, error.record.message, "OperationStopped", value, name, NetException(name)) from error
