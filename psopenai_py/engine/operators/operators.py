"""The operators of the language as functions of two values, by the name that the syntax tree gives them.

::

    BINARY["+"](left, right)      every binary operator but the lazy ones (and, or, ??), which the evaluator runs
    UNARY["-"](value)             - + not bnot join split csplit
    match_one(left, right, ...)   what -match finds, with the groups for $Matches

The functions live in a module per kind: `arithmetic`, `bits`, `comparison`, `matching`, `ranges`, `splitting`,
`type_tests`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ...dotnet.model.types import Value
from ..values.truth import to_bool
from .arithmetic import add, decrement, div, increment, mod, mul, neg, plus, sub
from .bits import band, bnot, bor, bxor, shl, shr
from .comparison import (
    ceq,
    cge,
    cgt,
    cle,
    clt,
    cne,
    compare_values,
    contains,
    eq,
    equal_values,
    ge,
    gt,
    in_,
    le,
    lt,
    ne,
)
from .matching import like, match, match_one, notlike, notmatch, replace
from .ranges import range_of
from .splitting import format_, join, split, unary_join, unary_split
from .type_tests import as_, is_, isnot

Binary = Callable[[Any, Any], Any]


def xor(a: Value, b: Value) -> bool:
    return to_bool(a) is not to_bool(b)


def not_(value: Value) -> bool:
    return not to_bool(value)


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

__all__ = ["BINARY", "UNARY", "compare_values", "decrement", "equal_values", "ge", "increment", "le", "match_one"]
