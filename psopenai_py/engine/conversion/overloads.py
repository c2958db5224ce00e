"""Which overload of a method is called: PowerShell's ranks of how well each argument fits each parameter.

Only the choice is made here, by the types of the arguments; `conversion.resolve` converts them for the call.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from ...dotnet.model.carriers import Char, Int64
from ...dotnet.model.core import BOOLEAN, CHAR, OBJECT, PSCUSTOMOBJECT, PSOBJECT, REF, SCRIPTBLOCK, STRING, SWITCH, Ref
from ...dotnet.model.registry import find_type, type_of
from ...dotnet.model.types import DotNetType, Method, Value
from ...errors import TerminatingError, terminating
from ..session.scriptblock import ScriptBlock
from ..values.numeric import DECIMAL, DOUBLE, SINGLE, TypeCode, code_of
from ..values.objects import unwrap

# PowerShell's ConversionRank: how good a conversion is; larger is better
IDENTITY = 0x10F
TEXT_TO_CHARS = 0x108
ASSIGNABLE = 0xFF
NUMERIC_IMPLICIT = 0xEF
NUMERIC_STRING = 0xD7
NUMERIC_EXPLICIT = 0xCF
NULL_TO_REFERENCE = 0xBF
NULL_TO_VALUE = 0xAF
LANGUAGE = 0x9F
PARSE = 0x7F
CONSTRUCTOR = 0x6F
CONVERTIBLE = 0x3F
CUSTOM = 0x2F
TO_STRING = 0x1F
UNRELATED_ARRAYS = 0x0F
_TO_ARRAY = 8  # taken off for a single value that becomes an array of one item
_NUMERIC_CODES = {
    "System.SByte": TypeCode.SBYTE,
    "System.Byte": TypeCode.BYTE,
    "System.Int16": TypeCode.INT16,
    "System.UInt16": TypeCode.UINT16,
    "System.Int32": TypeCode.INT,
    "System.UInt32": TypeCode.UINT,
    "System.Int64": TypeCode.LONG,
    "System.UInt64": TypeCode.ULONG,
    "System.Single": TypeCode.SINGLE,
    "System.Double": TypeCode.DOUBLE,
    "System.Decimal": TypeCode.DECIMAL,
}
_SIGNED = (TypeCode.SBYTE, TypeCode.INT16, TypeCode.INT, TypeCode.LONG)
_UNSIGNED = (TypeCode.BYTE, TypeCode.UINT16, TypeCode.UINT, TypeCode.ULONG)
_DELEGATES = ("System.Delegate", "System.MulticastDelegate")


def rank(value: Value, type_: DotNetType) -> int | None:
    """How well a value fits a parameter of that type, by the value's type alone; None if no conversion exists."""
    if type_ is REF or isinstance(value, Ref):
        return IDENTITY if type_ is REF and isinstance(value, Ref) else ASSIGNABLE if type_ is OBJECT else None
    value = unwrap(value)
    if value is None:
        return NULL_TO_VALUE if type_.value_type else NULL_TO_REFERENCE
    own = type_of(value)
    if own is type_:
        return IDENTITY
    if type_.full_name.startswith("System.Nullable`1"):
        return rank(value, type_.arguments[0])
    if type_ in (OBJECT, PSOBJECT, PSCUSTOMOBJECT) or own.is_subtype_of(type_):
        return ASSIGNABLE
    numeric = _numeric_rank(value, own, type_)
    if numeric is not None:
        return numeric
    if type_.element is not None:
        return _array_rank(value, own, type_.element)
    if type_ is STRING:
        return TO_STRING
    return _class_rank(value, own, type_)


def _numeric_rank(value: Value, own: DotNetType, type_: DotNetType) -> int | None:
    target = _NUMERIC_CODES.get(type_.full_name)
    if target is None:
        if type_ in (BOOLEAN, SWITCH):
            return LANGUAGE
        if type_ is CHAR:
            return CONVERTIBLE if own is STRING or code_of(value) else None
        return None
    if own is STRING:
        return NUMERIC_STRING
    source = _NUMERIC_CODES.get(own.full_name)
    if source is None:
        return CONVERTIBLE if code_of(value) or own.is_enum else None
    loses_sign = source in _SIGNED and target in _UNSIGNED
    loses_range = source in (SINGLE, DOUBLE) and target == DECIMAL
    return NUMERIC_IMPLICIT if source < target and not loses_sign and not loses_range else NUMERIC_EXPLICIT


def _array_rank(value: Value, own: DotNetType, element: DotNetType) -> int | None:
    if element is CHAR and own is STRING:
        return TEXT_TO_CHARS
    if own.element is not None or isinstance(value, list):
        return UNRELATED_ARRAYS
    single = rank(value, element)
    return None if single is None else single - _TO_ARRAY


def _class_rank(value: Value, own: DotNetType, type_: DotNetType) -> int | None:
    if is_delegate(type_):
        return LANGUAGE if isinstance(value, ScriptBlock) else CUSTOM if is_delegate(own) else None
    if isinstance(value, ScriptBlock):
        return None
    if type_ is SCRIPTBLOCK:
        return None
    if type_.is_enum:
        return LANGUAGE if own is STRING or code_of(value) or isinstance(value, list) else None
    if type_.full_name.startswith("System.Collections.Generic.I") and type_.arguments:
        return CUSTOM if isinstance(value, (list, bytearray)) else None
    if own is STRING and ("parse" in type_.static_methods or type_.convert is not None):
        return PARSE
    if type_.convert is not None:
        return CONSTRUCTOR
    if any(len(m.parameters) == 1 for m in type_.constructors):
        return CONSTRUCTOR
    return None


def is_delegate(type_: DotNetType) -> bool:
    """Whether values of the type are code that can be called."""
    return any(at.full_name in _DELEGATES for at in type_.lineage())


def choose(methods: Sequence[Method], args: Sequence[Value], name: str) -> tuple[Method, bool]:
    """The best overload, and whether its last parameter takes several arguments one by one.

    Raises PowerShell's error where no single overload fits. The only overload of a method is chosen by the number of
    its parameters alone: converting the arguments then reports which of them does not fit.
    """
    count = len(args)
    if len(methods) == 1 and not methods[0].variadic and len(methods[0].parameters) == count:
        return methods[0], False
    best: Method | None = None
    best_ranks: list[int] = []
    best_expanded = False
    for method in methods:
        fit = _fit(method, args)
        if fit is None:
            continue
        ranks, expanded = fit
        if best is not None and _is_ambiguous(method, ranks, best, best_ranks):
            raise _no_overload(name, count)
        if best is None or _is_better(method, ranks, expanded, best, best_ranks, best_expanded):
            best, best_ranks, best_expanded = method, ranks, expanded
    if best is None:
        raise _no_overload(name, count)
    return best, best_expanded


def _no_overload(name: str, count: int) -> TerminatingError:
    text = f'No single overload of "{name}" takes {count} arguments of these types.'
    exception = "System.Management.Automation.MethodException"
    return terminating("MethodCountCouldNotFindBest", text, "NotSpecified", None, exception)


def _is_ambiguous(method: Method, ranks: list[int], best: Method, best_ranks: list[int]) -> bool:
    """Whether an argument can be parsed into, or passed to a constructor of, the parameter types of both overloads."""
    if ranks != best_ranks or len(method.parameters) != len(best.parameters):
        return False
    pairs = zip(ranks, map(parameter_type, method.parameters), map(parameter_type, best.parameters), strict=False)
    return any(rank in (PARSE, CONSTRUCTOR) and new is not old for rank, new, old in pairs)


def parameter_type(text: str) -> DotNetType:
    """The type that a declared parameter names; object for a type that this port does not have."""
    return find_type(text) or OBJECT


def _fit(method: Method, args: Sequence[Value]) -> tuple[list[int], bool] | None:
    """The rank of each argument, and whether the last parameter takes several; None if one does not fit."""
    count, expected = len(args), len(method.parameters)
    if method.variadic:
        if count < expected - 1:
            return None
        return _fit_variadic(method, args)
    if count != expected:
        return None
    ranks = []
    for arg, text in zip(args, method.parameters, strict=True):
        each = rank(arg, parameter_type(text))
        if each is None:
            return None
        ranks.append(each)
    return ranks, False


def _fit_variadic(method: Method, args: Sequence[Value]) -> tuple[list[int], bool] | None:
    fixed = len(method.parameters) - 1
    array = parameter_type(method.parameters[-1])
    element = array.element or OBJECT
    head = [rank(arg, parameter_type(text)) for arg, text in zip(args, method.parameters[:fixed], strict=False)]
    tail = [rank(arg, element) for arg in args[fixed:]]
    whole = rank(args[fixed], array) if len(args) == fixed + 1 else None
    expanded = True
    if whole is not None and (tail[0] is None or whole >= tail[0]):
        tail, expanded = [whole], False
    found = [each for each in (*head, *tail) if each is not None]
    return (found, expanded) if len(found) == len(head) + len(tail) else None


def _is_better(
    method: Method, ranks: list[int], expanded: bool, best: Method, best_ranks: list[int], best_expanded: bool
) -> bool:
    """Whether an overload is better than the best so far: earlier arguments weigh more."""
    score = 0
    for weight, (new, old) in zip(range(len(ranks), 0, -1), zip(ranks, best_ranks, strict=False), strict=False):
        score += weight if new > old else -weight if new < old else 0
    if score:
        return score > 0
    if expanded != best_expanded:
        return best_expanded
    return _specificity(method.parameters, best.parameters) > 0


def _specificity(new: Sequence[str], old: Sequence[str]) -> int:
    score = 0
    for left, right in zip(map(parameter_type, new), map(parameter_type, old), strict=False):
        if left is right:
            continue
        score += left.is_subtype_of(right) - right.is_subtype_of(left)
        if left.full_name in _NUMERIC_CODES and right.full_name in _NUMERIC_CODES:
            score += 1 if _NUMERIC_CODES[left.full_name] < _NUMERIC_CODES[right.full_name] else -1
    return score


class Plan(NamedTuple):
    """A chosen overload, with the type for each argument; ``spreads``: the last one is the ``params`` array itself."""

    method: Method
    types: list[DotNetType]
    spreads: bool


def plan_of(method: Method, expanded: bool, count: int) -> Plan:
    """The plan for a choice of `choose` and a number of arguments."""
    types = [parameter_type(text) for text in method.parameters]
    if not expanded:
        return Plan(method, types, method.variadic)
    fixed = len(types) - 1
    return Plan(method, [*types[:fixed], *[types[-1].element or OBJECT] * (count - fixed)], False)


# The plans for methods of built-in types and arguments whose classes alone decide.
_plans: dict[tuple[Any, ...], Plan] = {}
_PLAIN = frozenset({str, int, float, bool, Char, Int64, list, type(None)})


def plan_key(type_: DotNetType, lower_name: str, args: Sequence[Value], static: bool = False) -> tuple[Any, ...] | None:
    """The key under which the choice of an overload is kept; None if more than the arguments' classes decides.

    Classes of scripts have none: they come and go.
    """
    if type_.__class__ is not DotNetType if static else type_.python is None:
        return None
    classes = [arg.__class__ for arg in args]
    if not _PLAIN.issuperset(classes):
        return None
    if int in classes and any(arg.__class__ is int and not -0x80000000 <= arg <= 0x7FFFFFFF for arg in args):
        return None
    return (type_, static, lower_name, *classes)


def kept_plan(key: tuple[Any, ...]) -> Plan | None:
    """A plan kept earlier; None if there is none yet."""
    return _plans.get(key)


def keep_plan(key: tuple[Any, ...], plan: Plan) -> None:
    """Keep a plan for the next call."""
    _plans[key] = plan
