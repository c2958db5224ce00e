"""``[math]``: the static methods of System.Math."""

from __future__ import annotations

import math
from collections.abc import Callable
from decimal import ROUND_CEILING, ROUND_FLOOR

from ...errors import NetException
from ..model.carriers import Single
from ..model.core import OBJECT, SINGLE, WHOLE_NUMBERS, Ref
from ..model.exceptions import argument_error
from ..model.registry import construct_from, get_type, register
from ..model.types import DotNetType, Value
from .parse import fit_whole
from .rounding import divide_whole, round_decimal, round_double

MATH = register(DotNetType("System.Math", "math", base=OBJECT))
_MODE = "System.MidpointRounding"


def _double(function: Callable[..., float]) -> Callable[..., float]:
    """A function of Python's math module that returns NaN or infinity instead of raising an error."""

    def call(*args: float) -> float:
        try:
            return float(function(*args))
        except ValueError:
            return math.nan
        except OverflowError:
            return math.inf

    return call


def _log(value: float, base: float | None = None) -> float:
    if value == 0 and base is None:
        return -math.inf
    if base is None:
        return math.log(value)
    if base == 1 or base <= 0:
        return math.nan
    return _log(value) / math.log(base)


def _pow(value: float, power: float) -> float:
    if value == 0 and power < 0:
        return math.copysign(math.inf, value) if power % 2 == 1 else math.inf
    try:
        return math.pow(value, power)
    except OverflowError:
        return -math.inf if value < 0 and power % 2 == 1 else math.inf


def _cbrt(value: float) -> float:
    root = math.copysign(abs(value) ** (1 / 3), value)
    near = float(round(root)) if math.isfinite(root) else root
    return near if near**3 == value else root


def _floor(value: float) -> float:
    return value if not math.isfinite(value) else math.copysign(float(math.floor(value)), value)


def _ceiling(value: float) -> float:
    return value if not math.isfinite(value) else math.copysign(float(math.ceil(value)), value)


def _truncate(value: float) -> float:
    return value if not math.isfinite(value) else math.copysign(float(math.trunc(value)), value)


def _sign(value: Value) -> int:
    if value != value:
        raise NetException("System.ArithmeticException", "Function does not accept floating point Not-a-Number values.")
    return int(value > 0) - int(value < 0)


def _extreme(choose: Callable[[Value, Value], Value]) -> Callable[[Value, Value], Value]:
    """`Max` or `Min`: if one value is NaN, so is the result."""
    return lambda a, b: a if a != a else b if b != b else choose(a, b)


def _clamp(value: Value, low: Value, high: Value) -> Value:
    if low > high:
        raise argument_error(f"'{low}' cannot be greater than {high}.", None)
    return low if value < low else high if value > high else value


def _div_rem_out(type_: DotNetType) -> Callable[[int, int, Ref], Value]:
    def call(a: int, b: int, out: Ref) -> Value:
        quotient, remainder = divide_whole(a, b)
        out.value = fit_whole(remainder, type_)
        return fit_whole(quotient, type_)

    return call


def _div_rem_tuple(type_: DotNetType) -> Callable[[int, int], Value]:
    def call(a: int, b: int) -> Value:
        pair = construct_from("System.ValueTuple", (type_, type_))
        assert pair is not None
        return pair.make(*(fit_whole(each, type_) for each in divide_whole(a, b)))

    return call


def _absolute(type_: DotNetType) -> Callable[[Value], Value]:
    if type_ in WHOLE_NUMBERS:
        return lambda value: fit_whole(abs(int(value)), type_)
    return (lambda value: Single(abs(value))) if type_ is SINGLE else abs


# int comes first: of two overloads that fit equally well, PowerShell takes the first
_ORDER = ("int", "long", "double", "decimal", "float", "short", "sbyte", "byte", "ushort", "uint", "ulong")
for _type in map(get_type, _ORDER):
    _name = _type.accelerator or ""
    MATH.static("Max", _name, _name, returns=_name)(_extreme(max))
    MATH.static("Min", _name, _name, returns=_name)(_extreme(min))
    MATH.static("Clamp", _name, _name, _name, returns=_name)(_clamp)
    if _name not in ("byte", "ushort", "uint", "ulong"):
        MATH.static("Abs", _name, returns=_name)(_absolute(_type))
        MATH.static("Sign", _name, returns="int")(_sign)
    if _type in WHOLE_NUMBERS:
        MATH.static("DivRem", _name, _name)(_div_rem_tuple(_type))
        if _name in ("int", "long"):
            MATH.static("DivRem", _name, _name, "ref", returns=_name)(_div_rem_out(_type))

MATH.static_prop("PI", "double")(lambda: math.pi)
MATH.static_prop("E", "double")(lambda: math.e)
MATH.static_prop("Tau", "double")(lambda: math.tau)

_ONE_ARGUMENT: dict[str, Callable[[float], float]] = {
    "Sqrt": math.sqrt,
    "Cbrt": _cbrt,
    "Exp": math.exp,
    "Log10": lambda value: -math.inf if value == 0 else math.log10(value),
    "Log2": lambda value: -math.inf if value == 0 else math.log2(value),
    "Sin": math.sin,
    "Cos": math.cos,
    "Tan": math.tan,
    "Asin": math.asin,
    "Acos": math.acos,
    "Atan": math.atan,
    "Sinh": math.sinh,
    "Cosh": math.cosh,
    "Tanh": math.tanh,
    "Asinh": math.asinh,
    "Acosh": math.acosh,
    "Atanh": math.atanh,
}
for _call, _function in _ONE_ARGUMENT.items():
    MATH.static(_call, "double", returns="double")(_double(_function))
MATH.static("Log", "double", returns="double")(_double(_log))
MATH.static("Log", "double", "double", returns="double")(_double(_log))
MATH.static("Pow", "double", "double", returns="double")(_double(_pow))
MATH.static("Atan2", "double", "double", returns="double")(math.atan2)
MATH.static("IEEERemainder", "double", "double", returns="double")(_double(math.remainder))
MATH.static("CopySign", "double", "double", returns="double")(math.copysign)
MATH.static("BigMul", "int", "int", returns="long")(lambda a, b: fit_whole(int(a) * int(b), get_type("long")))

for _call, _of_double, _mode in (
    ("Floor", _floor, ROUND_FLOOR),
    ("Ceiling", _ceiling, ROUND_CEILING),
    ("Truncate", _truncate, "ROUND_DOWN"),
):
    MATH.static(_call, "double", returns="double")(_of_double)
    MATH.static(_call, "decimal", returns="decimal")(lambda value, mode=_mode: value.to_integral_value(mode))
MATH.static("Round", "double", returns="double")(round_double)
MATH.static("Round", "double", "int", returns="double")(round_double)
MATH.static("Round", "double", _MODE, returns="double")(lambda value, mode: round_double(value, 0, mode))
MATH.static("Round", "double", "int", _MODE, returns="double")(round_double)
MATH.static("Round", "decimal", returns="decimal")(round_decimal)
MATH.static("Round", "decimal", "int", returns="decimal")(round_decimal)
MATH.static("Round", "decimal", _MODE, returns="decimal")(lambda value, mode: round_decimal(value, 0, mode))
MATH.static("Round", "decimal", "int", _MODE, returns="decimal")(round_decimal)
