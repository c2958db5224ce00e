"""Closures for the operators that loops use most, without a call where both sides are plain ints.

Each operator has two makers: for any right side, and for one that is a number literal.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ..runtime.frame import Eval

Slow = Callable[[Any, Any], Any]
Maker = tuple[Callable[[Eval, Eval, Slow], Eval], Callable[[Eval, int, Slow], Eval]]

_TEMPLATE = """
def general(left, right, slow):
    def value(frame):
        a = left(frame)
        b = right(frame)
        if type(a) is int and type(b) is int{guard}:
            {result}
        return slow(a, b)
    return value

def with_constant(left, b, slow):
    def value(frame):
        a = left(frame)
        if type(a) is int{guard}:
            {result}
        return slow(a, b)
    return value
"""

_ARITHMETIC = "r = a {op} b\n            if -0x80000000 <= r <= 0x7FFFFFFF: return r"


def _make(result: str, guard: str = "") -> Maker:
    names: dict[str, Any] = {}
    exec(_TEMPLATE.format(result=result, guard=guard), names)  # the template is ours; nothing of a script gets here
    return names["general"], names["with_constant"]


FAST: dict[str, Maker] = {
    "+": _make(_ARITHMETIC.format(op="+")),
    "-": _make(_ARITHMETIC.format(op="-")),
    "*": _make(_ARITHMETIC.format(op="*")),
    "%": _make("return a % b", " and a >= 0 and b > 0"),
    "eq": _make("return a == b"),
    "ne": _make("return a != b"),
    "lt": _make("return a < b"),
    "le": _make("return a <= b"),
    "gt": _make("return a > b"),
    "ge": _make("return a >= b"),
}
