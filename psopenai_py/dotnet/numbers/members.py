"""The members of the number types."""

from __future__ import annotations

import math
from collections.abc import Callable
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from ...errors import NetException
from ..culture.numbers import number_culture
from ..model.carriers import BOUNDS, BigInteger, Single
from ..model.core import BIGINT, DECIMAL, DOUBLE, SINGLE, WHOLE_NUMBERS, Ref
from ..model.enumerables import ByteArray
from ..model.enums import type_code
from ..model.exceptions import argument_error, not_null, range_error
from ..model.object import compare_numbers, value_default
from ..model.registry import get_type
from ..model.types import DotNetType, Value
from ..model.values import try_into
from .format import format_number, general_text
from .parse import FLOAT, INTEGER, NUMBER, fit, fit_whole, parse_number_text, to_single
from .rounding import divide_whole, round_decimal, round_double

_STYLES = "System.Globalization.NumberStyles"
_ROUNDING = "System.MidpointRounding"
_PROVIDER = "System.IFormatProvider"
_OF_ONE = ("Sqrt", "Cbrt", "Exp", "Log", "Log10", "Log2", "Sin", "Cos", "Tan", "Asin", "Acos", "Atan", "Sinh", "Cosh",
           "Tanh", "Floor", "Ceiling", "Truncate", "Round")  # fmt: skip
_OF_TWO = ("Pow", "Atan2", "CopySign", "Log")


def _declare_text(type_: DotNetType, styles: int) -> None:
    """Declare what every number type has: ToString, Parse, TryParse, comparison."""

    def parse(text: str | None, chosen: Value = styles, provider: Value = None) -> Value:
        return parse_number_text(_neutral(text, provider), type_, int(chosen))

    def parse_in(text: str | None, provider: Value) -> Value:
        return parse_number_text(_neutral(text, provider), type_, styles)

    def try_parse(text: str | None, out: Ref) -> bool:
        return try_parse_styled(text, styles, None, out)

    def try_parse_styled(text: str | None, chosen: Value, provider: Value, out: Ref) -> bool:
        return try_into(out, value_default(type_), parse, text, chosen, provider)

    def compare_to(left: Value, right: Value) -> int:
        if right is None:
            return 1
        if right.__class__ is not left.__class__:
            raise argument_error(f"Object must be of type {type_.name}.", None)
        return compare_numbers(left, right)

    name = type_.accelerator or type_.full_name
    type_.method("ToString", returns="string")(lambda value: general_text(value, number_culture(None)))
    type_.method("ToString", "string", returns="string")(
        lambda value, spec: format_number(value, spec, number_culture(None))
    )
    type_.method("ToString", _PROVIDER, returns="string")(
        lambda value, provider: general_text(value, number_culture(provider))
    )
    type_.method("ToString", "string", _PROVIDER, returns="string")(
        lambda value, spec, provider: format_number(value, spec, number_culture(provider))
    )
    type_.method("CompareTo", name, returns="int")(compare_numbers)
    type_.method("CompareTo", "object", returns="int")(compare_to)
    type_.method("Equals", name, returns="bool")(lambda left, right: compare_numbers(left, right) == 0)
    type_.method("GetTypeCode")(lambda value: type_code(type_))
    type_.static("Parse", "string", returns=name)(parse)
    type_.static("Parse", "string", _STYLES, returns=name)(parse)
    type_.static("Parse", "string", _PROVIDER, returns=name)(parse_in)
    type_.static("Parse", "string", _STYLES, _PROVIDER, returns=name)(parse)
    type_.static("TryParse", "string", "ref", returns="bool")(try_parse)
    type_.static("TryParse", "string", _STYLES, _PROVIDER, "ref", returns="bool")(try_parse_styled)
    type_.static("TryParse", "string", _PROVIDER, "ref", returns="bool")(
        lambda text, provider, out: try_parse_styled(text, styles, provider, out)
    )
    for call, function in {"Max": max, "Min": min}.items():
        type_.static(call, name, name, returns=name)(function)
    type_.static("Abs", name, returns=name)(lambda value: _abs(value, type_))
    if type_ is not BIGINT:
        _declare_common(type_)


def _neutral(text: str | None, provider: Value) -> str | None:
    """The text with the separators and signs of the invariant culture."""
    return text if text is None or provider is None else number_culture(provider).invariant(text)


def _abs(value: Value, type_: DotNetType) -> Value:
    if isinstance(value, int):
        return fit_whole(abs(int(value)), type_)
    return Single(abs(value)) if isinstance(value, Single) else abs(value)


def _constant(value: Value) -> Callable[[], Value]:
    return lambda: value


# -- mathematics of their own: [int]::Clamp, [double]::Round ----------------------------------------------------------


def _declare_common(type_: DotNetType) -> None:
    """Declare the static methods that all number types have, except bigint."""
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


def _declare_real(type_: DotNetType) -> None:
    """Declare the functions of `[math]` on a floating-point type."""
    name = type_.accelerator or ""
    for call in _OF_ONE:
        type_.static(call, name, returns=name)(_of_math(call, "double", 1, type_))
    for call in _OF_TWO:
        type_.static(call, name, name, returns=name)(_of_math(call, "double", 2, type_))
    type_.static("Round", name, "int", returns=name)(_rounded(type_))
    type_.static("Round", name, _ROUNDING, returns=name)(lambda value, mode: _rounded(type_)(value, 0, mode))
    type_.static("Round", name, "int", _ROUNDING, returns=name)(_rounded(type_))
    type_.static("IsPositive", name, returns="bool")(
        lambda value: not type_.static_methods["isnegative"][0].call(value)
    )


def _of_math(name: str, kind: str, count: int, type_: DotNetType | None = None) -> Callable[..., Value]:
    """A method of `[math]`, found when it is called; the result is converted to ``type_``."""

    def call(*arguments: Value) -> Value:
        overloads = get_type("math").find_static_methods(name.lower())
        found = next(m for m in overloads if m.parameters == (kind,) * count).call(*arguments)
        return found if type_ is None else _as(type_, found)

    return call


def _rounded(type_: DotNetType) -> Callable[..., Value]:
    def call(value: float, digits: int = 0, mode: Value = None) -> Value:
        return _as(type_, round_double(value, digits) if mode is None else round_double(value, digits, mode))

    return call


def _as(type_: DotNetType, value: float) -> Value:
    assert type_.python is not None
    return type_.python(value)


# -- integers and floating-point numbers ------------------------------------------------------------------------------

for _type, _cls in WHOLE_NUMBERS.items():
    _low, _high = BOUNDS[_cls]
    _declare_text(_type, INTEGER)
    _type.static_prop("MaxValue", _type.full_name)(_constant(_cls(_high)))
    _type.static_prop("MinValue", _type.full_name)(_constant(_cls(_low)))

_FLOATS: dict[DotNetType, tuple[type, float, float]] = {
    DOUBLE: (float, 1.7976931348623157e308, 5e-324),
    SINGLE: (Single, 3.4028234663852886e38, 1.401298464324817e-45),
}
for _type, (_cls, _max, _epsilon) in _FLOATS.items():
    _declare_text(_type, FLOAT)
    for _name, _value in {
        "MaxValue": _max,
        "MinValue": -_max,
        "Epsilon": _epsilon,
        "NaN": math.nan,
        "PositiveInfinity": math.inf,
        "NegativeInfinity": -math.inf,
        "NegativeZero": -0.0,
        "Pi": to_single(math.pi) if _cls is Single else math.pi,
        "E": to_single(math.e) if _cls is Single else math.e,
    }.items():
        _type.static_prop(_name, _type.full_name)(_constant(_cls(_value)))
    _declare_real(_type)
    _argument = _type.accelerator or ""
    _type.static("IsNaN", _argument, returns="bool")(math.isnan)
    _type.static("IsInfinity", _argument, returns="bool")(math.isinf)
    _type.static("IsFinite", _argument, returns="bool")(math.isfinite)
    _type.static("IsPositiveInfinity", _argument, returns="bool")(lambda value: value == math.inf)
    _type.static("IsNegativeInfinity", _argument, returns="bool")(lambda value: value == -math.inf)
    _type.static("IsNegative", _argument, returns="bool")(lambda value: math.copysign(1, value) < 0)
    _type.static("IsInteger", _argument, returns="bool")(lambda value: math.isfinite(value) and value == int(value))

# -- decimal ----------------------------------------------------------------------------------------------------------


def _whole_decimal(rounding: str) -> Callable[[Decimal], Decimal]:
    return lambda value: value.to_integral_value(rounding)


_declare_text(DECIMAL, NUMBER)
_LIMIT = Decimal("79228162514264337593543950335")
for _name, _decimal in {
    "MaxValue": _LIMIT,
    "MinValue": -_LIMIT,
    "Zero": Decimal(0),
    "One": Decimal(1),
    "MinusOne": Decimal(-1),
}.items():
    DECIMAL.static_prop(_name, "decimal")(_constant(_decimal))
DECIMAL.static("Floor", "decimal", returns="decimal")(_whole_decimal(ROUND_FLOOR))
DECIMAL.static("Ceiling", "decimal", returns="decimal")(_whole_decimal(ROUND_CEILING))
DECIMAL.static("Truncate", "decimal", returns="decimal")(_whole_decimal("ROUND_DOWN"))
DECIMAL.static("Round", "decimal", returns="decimal")(round_decimal)
DECIMAL.static("Round", "decimal", "int", returns="decimal")(round_decimal)
DECIMAL.static("Round", "decimal", _ROUNDING, returns="decimal")(lambda value, mode: round_decimal(value, 0, mode))
DECIMAL.static("Round", "decimal", "int", _ROUNDING, returns="decimal")(round_decimal)
DECIMAL.static("Negate", "decimal", returns="decimal")(lambda value: -value)
DECIMAL.static("Add", "decimal", "decimal", returns="decimal")(lambda a, b: fit(a + b, DECIMAL))
DECIMAL.static("Subtract", "decimal", "decimal", returns="decimal")(lambda a, b: fit(a - b, DECIMAL))
DECIMAL.static("Multiply", "decimal", "decimal", returns="decimal")(lambda a, b: fit(a * b, DECIMAL))
DECIMAL.static("Compare", "decimal", "decimal", returns="int")(compare_numbers)
DECIMAL.prop("Scale", "byte")(lambda value: max(-int(value.as_tuple().exponent), 0))
DECIMAL.constructor("int")(Decimal)
DECIMAL.constructor("double")(lambda value: fit(Decimal(f"{value:.15g}"), DECIMAL))

# -- bigint -----------------------------------------------------------------------------------------------------------


def _mod_pow(value: int, power: int, modulus: int) -> BigInteger:
    if power < 0:
        raise range_error("exponent", "The number must be greater than or equal to zero.")
    if modulus == 0:
        raise NetException("System.DivideByZeroException", "Attempted to divide by zero.")
    return BigInteger(pow(int(value), int(power), int(modulus)))


def _big_log(log: Callable[[int], float]) -> Callable[[int], float]:
    return lambda value: log(int(value)) if value > 0 else -math.inf if value == 0 else math.nan


def _from_bytes(data: Value) -> BigInteger:
    return BigInteger(int.from_bytes(bytes(bytearray(not_null(data, "value"))), "little", signed=True))


def _power(value: int, exponent: int) -> BigInteger:
    if exponent < 0:
        raise range_error("exponent", "The number must be greater than or equal to zero.")
    return BigInteger(int(value) ** exponent)


def _big_bytes(value: int) -> Value:
    return ByteArray(
        int(value).to_bytes((value if value >= 0 else ~value).bit_length() // 8 + 1, "little", signed=True)
    )


_declare_text(BIGINT, INTEGER)
for _name, _number in {"Zero": 0, "One": 1, "MinusOne": -1}.items():
    BIGINT.static_prop(_name, "bigint")(_constant(BigInteger(_number)))
BIGINT.prop("IsZero", "bool")(lambda value: value == 0)
BIGINT.prop("IsOne", "bool")(lambda value: value == 1)
BIGINT.prop("IsEven", "bool")(lambda value: value % 2 == 0)
BIGINT.prop("IsPowerOfTwo", "bool")(lambda value: value > 0 and value & (value - 1) == 0)
BIGINT.prop("Sign", "int")(lambda value: (value > 0) - (value < 0))
BIGINT.method("ToByteArray", returns="byte[]")(_big_bytes)
BIGINT.static("Pow", "bigint", "int", returns="bigint")(_power)
BIGINT.static("ModPow", "bigint", "bigint", "bigint", returns="bigint")(_mod_pow)


def _big_of_double(value: float) -> BigInteger:
    if not math.isfinite(value):
        raise NetException("System.OverflowException", f"BigInteger cannot represent {general_text(value)}.")
    return BigInteger(int(value))


BIGINT.static("Add", "bigint", "bigint", returns="bigint")(lambda a, b: BigInteger(int(a) + int(b)))
BIGINT.static("Subtract", "bigint", "bigint", returns="bigint")(lambda a, b: BigInteger(int(a) - int(b)))
BIGINT.static("Multiply", "bigint", "bigint", returns="bigint")(lambda a, b: BigInteger(int(a) * int(b)))
BIGINT.static("Divide", "bigint", "bigint", returns="bigint")(lambda a, b: BigInteger(divide_whole(a, b)[0]))
BIGINT.static("Remainder", "bigint", "bigint", returns="bigint")(lambda a, b: BigInteger(divide_whole(a, b)[1]))
BIGINT.static("Negate", "bigint", returns="bigint")(lambda value: BigInteger(-int(value)))
BIGINT.static("GreatestCommonDivisor", "bigint", "bigint", returns="bigint")(
    lambda a, b: BigInteger(math.gcd(int(a), int(b)))
)
BIGINT.static("Compare", "bigint", "bigint", returns="int")(compare_numbers)
BIGINT.static("Log10", "bigint", returns="double")(_big_log(math.log10))
BIGINT.static("Log", "bigint", returns="double")(_big_log(math.log))
BIGINT.constructor("long")(BigInteger)
BIGINT.constructor("double")(_big_of_double)
BIGINT.constructor("byte[]")(_from_bytes)
