"""``[System.Management.Automation.LanguagePrimitives]``: the language's conversions and comparisons, called by name."""

from __future__ import annotations

from ...dotnet.model.core import OBJECT, Ref
from ...dotnet.model.registry import register
from ...dotnet.model.types import DotNetType, Value
from ...errors import TerminatingError
from ..conversion.conversion import convert
from ..operators.comparison import compare_values, equal_values
from ..values.enumeration import enumerate_value
from ..values.truth import to_bool

PRIMITIVES = register(DotNetType("System.Management.Automation.LanguagePrimitives", base=OBJECT))


@PRIMITIVES.static("TryConvertTo", "object", "type", "ref", returns="bool")
def _try_convert(value: Value, type_: DotNetType, out: Ref) -> bool:
    try:
        out.value = convert(value, type_)
    except TerminatingError:
        out.value = None
        return False
    return True


@PRIMITIVES.static("Compare", "object", "object", returns="int")
@PRIMITIVES.static("Compare", "object", "object", "bool", returns="int")
def _compare(first: Value, second: Value, ignore_case: bool = False) -> int:
    return compare_values(first, second, not ignore_case)


@PRIMITIVES.static("TryCompare", "object", "object", "ref", returns="bool")
def _try_compare(first: Value, second: Value, out: Ref) -> bool:
    return _try_compare_case(first, second, False, out)


@PRIMITIVES.static("TryCompare", "object", "object", "bool", "ref", returns="bool")
def _try_compare_case(first: Value, second: Value, ignore_case: bool, out: Ref) -> bool:
    """Whether the values have an order; ``out`` gets it."""
    try:
        out.value = compare_values(first, second, not ignore_case)
    except TerminatingError:
        out.value = 0
        return False
    return True


@PRIMITIVES.static("Equals", "object", "object", returns="bool")
@PRIMITIVES.static("Equals", "object", "object", "bool", returns="bool")
def _equals(first: Value, second: Value, ignore_case: bool = False) -> bool:
    return equal_values(first, second, not ignore_case)


PRIMITIVES.static("ConvertTo", "object", "type")(convert)
PRIMITIVES.static("IsTrue", "object", returns="bool")(to_bool)
PRIMITIVES.static("IsObjectEnumerable", "object", returns="bool")(lambda value: enumerate_value(value) is not None)
PRIMITIVES.static("GetEnumerable", "object")(lambda value: None if enumerate_value(value) is None else value)
