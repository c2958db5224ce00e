"""The mathematics that .NET's number types offer themselves: ``[int]::Clamp``, ``[double]::Round``."""

from __future__ import annotations

from collections.abc import Callable

from ..model.core import WHOLE_NUMBERS
from ..model.types import DotNetType, Value

_MODE = "System.MidpointRounding"
_OF_ONE = ("Sqrt", "Cbrt", "Exp", "Log", "Log10", "Log2", "Sin", "Cos", "Tan", "Asin", "Acos", "Atan", "Sinh", "Cosh",
           "Tanh", "Floor", "Ceiling", "Truncate", "Round")  # fmt: skip
_OF_TWO = ("Pow", "Atan2", "CopySign", "Log")


def declare_common(type_: DotNetType) -> None:
    """What every number type has."""
    name = type_.accelerator or ""
    type_.static("Clamp", name, name, name, returns=name)(_of_math("Clamp", name, 3))
    type_.static("MaxMagnitude", name, name, returns=name)(lambda a, b: max(a, b, key=abs))
    type_.static("MinMagnitude", name, name, returns=name)(lambda a, b: min(a, b, key=abs))
    type_.static("Sign", name, returns="int")(lambda value: int(value > 0) - int(value < 0))
    if type_ in WHOLE_NUMBERS:
        _declare_whole(type_, name)


def _declare_whole(type_: DotNetType, name: str) -> None:
    type_.static("DivRem", name, name)(_of_math("DivRem", name, 2))
    type_.static("IsNegative", name, returns="bool")(lambda value: value < 0)
    type_.static("IsPositive", name, returns="bool")(lambda value: value >= 0)
    type_.static("IsEvenInteger", name, returns="bool")(lambda value: value % 2 == 0)
    type_.static("IsOddInteger", name, returns="bool")(lambda value: value % 2 == 1)
    type_.static("IsPow2", name, returns="bool")(lambda value: value > 0 and value & (value - 1) == 0)


def declare_real(type_: DotNetType) -> None:
    """What floating-point types have beside that: `[math]`'s functions."""
    name = type_.accelerator or ""
    for call in _OF_ONE:
        type_.static(call, name, returns=name)(_of_math(call, "double", 1, type_))
    for call in _OF_TWO:
        type_.static(call, name, name, returns=name)(_of_math(call, "double", 2, type_))
    type_.static("Round", name, "int", returns=name)(_rounded(type_))
    type_.static("Round", name, _MODE, returns=name)(lambda value, mode: _rounded(type_)(value, 0, mode))
    type_.static("Round", name, "int", _MODE, returns=name)(_rounded(type_))
    type_.static("IsPositive", name, returns="bool")(
        lambda value: not type_.static_methods["isnegative"][0].call(value)
    )


def _of_math(name: str, kind: str, count: int, type_: DotNetType | None = None) -> Callable[..., Value]:
    """A function of `[math]`, which is looked up when it is called; its answer as ``type_``."""

    def call(*arguments: Value) -> Value:
        from .math import MATH

        overloads = MATH.static_methods[name.lower()]
        found = next(m for m in overloads if m.parameters == (kind,) * count).call(*arguments)
        return found if type_ is None else _as(type_, found)

    return call


def _rounded(type_: DotNetType) -> Callable[..., Value]:
    def call(value: float, digits: int = 0, mode: Value = None) -> Value:
        from .rounding import round_double

        return _as(type_, round_double(value, digits) if mode is None else round_double(value, digits, mode))

    return call


def _as(type_: DotNetType, value: float) -> Value:
    assert type_.python is not None
    return type_.python(value)
