"""``System.Random``."""

from __future__ import annotations

import random
from typing import Any

from ..model.carriers import Byte, Int64
from ..model.core import OBJECT
from ..model.exceptions import range_error
from ..model.registry import register
from ..model.types import DotNetType


class Random:
    """Random numbers; repeatable with a seed, but not the numbers that .NET gives for it."""

    __slots__ = ("source",)

    def __init__(self, seed: int | None = None) -> None:
        self.source = random.Random(seed)

    def next(self, low: int = 0, high: int = 0x7FFFFFFF) -> int:
        if low > high:
            raise range_error("minValue", f"'minValue' cannot be greater than {high}.")
        return low if low == high else self.source.randrange(low, high)

    def below(self, high: int) -> int:
        if high < 0:
            raise range_error("maxValue")
        return self.next(0, high)

    def fill(self, data: Any) -> None:
        data[:] = [Byte(each) for each in self.source.randbytes(len(data))]


_SHARED = Random()
RANDOM = register(DotNetType("System.Random", python=Random, base=OBJECT))
RANDOM.static_prop("Shared", "System.Random")(lambda: _SHARED)
RANDOM.method("Next", returns="int")(Random.next)
RANDOM.method("Next", "int", returns="int")(Random.below)
RANDOM.method("Next", "int", "int", returns="int")(Random.next)
RANDOM.method("NextInt64", "long", "long", returns="long")(lambda it, low, high: Int64(it.next(low, high)))
RANDOM.method("NextDouble", returns="double")(lambda it: it.source.random())
RANDOM.method("NextBytes", "byte[]", returns="void")(Random.fill)
RANDOM.constructor()(Random)
RANDOM.constructor("int")(Random)
