"""The operators of the language as functions, by the name that the syntax tree gives them.

::

    BINARY["+"](left, right)      every binary operator except the lazy ones (and, or, ??), which the evaluator runs
    UNARY["-"](value)             - + not bnot join split csplit

Ranges, ``-is``, ``-isnot``, ``-as``, ``-xor`` and ``-not`` are here. The others have a module for each kind:
`arithmetic`, `bits`, `comparison`, `matching` and `splitting`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ...declare.sentinel import MISSING
from ...dotnet.model.carriers import Char
from ...dotnet.model.enumerables import LONGEST_ARRAY
from ...dotnet.model.types import DotNetType, Value
from ...errors import NetException, TerminatingError, terminating
from ..conversion.conversion import convert_to_int, is_instance, try_convert, type_lookup
from ..values.objects import unwrap
from ..values.text import to_text
from ..values.truth import to_bool
from .arithmetic import add, div, mod, mul, neg, plus, sub
from .bits import band, bnot, bor, bxor, shl, shr
from .comparison import (
    ceq,
    cge,
    cgt,
    cle,
    clt,
    cne,
    contains,
    eq,
    ge,
    gt,
    in_,
    le,
    lt,
    ne,
)
from .matching import like, match, notlike, notmatch, replace
from .splitting import format_, join, split, unary_join, unary_split

Binary = Callable[[Any, Any], Any]


# -- ranges -----------------------------------------------------------------------------------------------------------


def range_of(a: Value, b: Value) -> list[Value]:
    """``a..b``: whole numbers, or characters if both operands are single characters that are not digits."""
    found = counted(a, b)
    if len(found) > LONGEST_ARRAY:
        name = "System.OutOfMemoryException"
        raise terminating(name, f"An array of {len(found):,} numbers is too long.", "OperationStopped", None, name)
    return list(found)


def counted(a: Value, b: Value) -> range | list[Value]:
    """``a..b``, to be gone through once: numbers are counted, and make no list."""
    if type(a) is int and type(b) is int and -0x80000000 <= a <= 0x7FFFFFFF and -0x80000000 <= b <= 0x7FFFFFFF:
        return range(a, b + 1) if a <= b else range(a, b - 1, -1)
    if _are_characters(a, b):
        return [Char(chr(code)) for code in counted(ord(a), ord(b))]
    return counted(_bound(a), _bound(b))


def _are_characters(a: Value, b: Value) -> bool:
    if not (isinstance(a, str) and isinstance(b, str) and len(a) == 1 and len(b) == 1):
        return False
    return isinstance(a, Char) or isinstance(b, Char) or not (a.isdigit() and b.isdigit())


def _bound(value: Value) -> int:
    """A bound as an int. An error has the full name of the .NET exception as its id, as in PowerShell."""
    try:
        return convert_to_int(value)
    except TerminatingError as error:
        inner = error.record.exception.inner
        name = inner.type_name if inner is not None else "System.FormatException"
        raise terminating(name, error.record.message, "OperationStopped", value, name, NetException(name)) from error


# -- types ------------------------------------------------------------------------------------------------------------


def as_type(value: Value) -> DotNetType:
    """The type that the right operand of a type operator names."""
    value = unwrap(value)
    if isinstance(value, DotNetType):
        return value
    found = type_lookup.get()(to_text(value)) if value is not None else None
    if found is None:
        text = f"There is no type named [{to_text(value)}]."
        raise terminating("RuntimeException", text, "InvalidOperation", value)
    return found


def is_(a: Value, b: Value) -> bool:
    return is_instance(a, as_type(b))


def isnot(a: Value, b: Value) -> bool:
    return not is_instance(a, as_type(b))


def as_(a: Value, b: Value) -> Value:
    """The converted value, or null if it cannot be converted."""
    made = try_convert(a, as_type(b))
    return None if made is MISSING else made


# -- logic ------------------------------------------------------------------------------------------------------------


def xor(a: Value, b: Value) -> bool:
    return to_bool(a) is not to_bool(b)


def not_(value: Value) -> bool:
    return not to_bool(value)


# -- all of them ------------------------------------------------------------------------------------------------------


def _flip(test: Callable[..., bool], case_sensitive: bool) -> Binary:
    return lambda a, b: not test(a, b, case_sensitive)


def _with_case(operator: Callable[..., Any], case_sensitive: bool = True) -> Binary:
    return lambda a, b: operator(a, b, case_sensitive)


BINARY: dict[str, Binary] = {
    "+": add, "-": sub, "*": mul, "/": div, "%": mod, "..": range_of,
    "band": band, "bor": bor, "bxor": bxor, "shl": shl, "shr": shr, "xor": xor,
    "eq": eq, "ne": ne, "gt": gt, "ge": ge, "lt": lt, "le": le,
    "ceq": ceq, "cne": cne, "cgt": cgt, "cge": cge, "clt": clt, "cle": cle,
    "contains": contains, "ccontains": _with_case(contains),
    "notcontains": _flip(contains, False), "cnotcontains": _flip(contains, True),
    "in": in_, "cin": _with_case(in_), "notin": _flip(in_, False), "cnotin": _flip(in_, True),
    "like": like, "clike": _with_case(like), "notlike": notlike, "cnotlike": _with_case(notlike),
    "match": match, "cmatch": _with_case(match), "notmatch": notmatch, "cnotmatch": _with_case(notmatch),
    "replace": replace, "creplace": _with_case(replace),
    "split": split, "csplit": _with_case(split), "join": join, "f": format_,
    "is": is_, "isnot": isnot, "as": as_,
}  # fmt: skip

UNARY: dict[str, Callable[[Any], Any]] = {
    "-": neg,
    "+": plus,
    "not": not_,
    "bnot": bnot,
    "join": unary_join,
    "split": unary_split,
    "csplit": unary_split,
}
