"""``-eq -ne -gt -ge -lt -le -contains -in`` on any two values; an array on the left is filtered."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from ...dotnet.culture.compare import compare_text, equal_text
from ...dotnet.model.carriers import Char
from ...dotnet.model.nulls import NULL_LIKE
from ...dotnet.model.object import net_equals
from ...dotnet.model.registry import type_of
from ...dotnet.model.types import Value
from ...errors import NetException, TerminatingError, terminating
from ..conversion.conversion import convert
from ..members.invocation import invoke
from ..members.methods import has_method
from ..values.enumeration import enumerate_value
from ..values.numeric import code_of, double_to_decimal, plain
from ..values.objects import PSObject, unwrap
from ..values.text import to_text

Filtering = Callable[[Any, Any], Any]


def equal_values(a: Value, b: Value, case_sensitive: bool = False) -> bool:
    """Whether two single values are equal. If necessary, the right one is converted to the type of the left one."""
    if a is b:
        return bool(a == a)  # NaN is not equal to itself
    left, right = a.__class__, b.__class__
    if left is str and right is str:
        return a == b or equal_text(a, b, not case_sensitive)
    if a is None or b is None:
        return left in NULL_LIKE and right in NULL_LIKE
    if left is right and (left is int or left is float or left is bool):
        return bool(a == b)
    a, b = unwrap(a), unwrap(b)
    if isinstance(a, str) and not isinstance(a, Char):
        return equal_text(str.__str__(a), to_text(b), not case_sensitive)
    if code_of(a) and code_of(b) and not isinstance(a, (bool, Char)) and not isinstance(b, (bool, Char)):
        return _compare_numbers(a, b) == 0
    return _equal_objects(a, b, case_sensitive)


def _equal_objects(a: Value, b: Value, case_sensitive: bool) -> bool:
    if a is b or net_equals(a, b):
        return True
    if isinstance(a, Char) and isinstance(b, str):
        return len(b) == 1 and equal_text(str.__str__(a), str.__str__(b), not case_sensitive)
    if isinstance(a, PSObject):
        return False
    try:
        return net_equals(a, convert(b, type_of(a)))
    except (TerminatingError, NetException):
        return False


def compare_values(a: Value, b: Value, case_sensitive: bool = False) -> int:
    """-1, 0 or 1 for the order of two single values. Raises an error for values that have no order."""
    left, right = a.__class__, b.__class__
    if left is str and right is str:
        return compare_text(a, b, not case_sensitive)
    if a is None or b is None:
        return 0 if a is b else -_order_to_null(b) if a is None else _order_to_null(a)
    a, b = unwrap(a), unwrap(b)
    if isinstance(a, str) and not isinstance(a, Char):
        return compare_text(str.__str__(a), to_text(b), not case_sensitive)
    if code_of(a) and code_of(b) and not isinstance(a, (bool, Char)) and not isinstance(b, (bool, Char)):
        return _compare_numbers(a, b)
    if isinstance(a, Char) and isinstance(b, str) and len(b) == 1:
        return compare_text(str.__str__(a), str.__str__(b), not case_sensitive)
    return _compare_objects(a, b)


def _order_to_null(value: Value) -> int:
    """1 if the value comes after ``$null``, -1 if it comes before it, as only negative numbers do."""
    value = unwrap(value)
    return -1 if isinstance(value, (int, float, Decimal)) and value < 0 else 1


def _compare_numbers(a: Value, b: Value) -> int:
    a, b = plain(a), plain(b)
    if (isinstance(a, Decimal) and isinstance(b, float)) or (isinstance(b, Decimal) and isinstance(a, float)):
        a, b = _as_decimals(a, b)
    if a < b:
        return -1
    return 0 if a == b else 1 if a > b else _UNORDERED


def _as_decimals(a: Value, b: Value) -> tuple[Value, Value]:
    """A decimal and a double as two decimals, or as two doubles if the double is too large for a decimal."""
    try:
        return tuple(each if isinstance(each, Decimal) else double_to_decimal(each) for each in (a, b))  # type: ignore[return-value]
    except TerminatingError:
        return float(a), float(b)


_UNORDERED = 2  # a comparison with NaN: neither smaller, equal nor greater


def _compare_objects(a: Value, b: Value) -> int:
    b = convert(b, type_of(a))
    if net_equals(a, b):
        return 0
    if code_of(a) and code_of(b):
        return _compare_numbers(a, b)
    try:
        return -1 if a < b else 1
    except TypeError:
        pass
    if has_method(a, "compareto"):
        order = int(invoke(a, "CompareTo", [b]))
        return (order > 0) - (order < 0)
    text = f'Cannot compare "{to_text(a)}" because it has no order.'
    raise terminating(
        "NotIcomparable", text, "InvalidOperation", None, "System.Management.Automation.PSArgumentException"
    )


def _make_equality(wanted: bool, case_sensitive: bool) -> Filtering:
    def compare(a: Value, b: Value) -> Value:
        left = a.__class__
        if left is b.__class__ and (left is int or left is float):
            return (a == b) is wanted
        if left is not str:
            items = enumerate_value(a)
            if items is not None:
                return [item for item in items if equal_values(item, b, case_sensitive) is wanted]
        return equal_values(a, b, case_sensitive) is wanted

    return compare


def _make_order(test: Callable[[int], bool], case_sensitive: bool) -> Filtering:
    def compare(a: Value, b: Value) -> Value:
        if a.__class__ is not str:
            items = enumerate_value(a)
            if items is not None:
                return [item for item in items if test(compare_values(item, b, case_sensitive))]
        return test(compare_values(a, b, case_sensitive))

    return compare


eq, ceq = _make_equality(True, False), _make_equality(True, True)
ne, cne = _make_equality(False, False), _make_equality(False, True)


def _number_first(fast: Filtering, slow: Filtering) -> Filtering:
    """A comparison with a fast path for two numbers of the same plain class."""

    def compare(a: Value, b: Value) -> Value:
        left = a.__class__
        if left is b.__class__ and (left is int or left is float):
            return fast(a, b)
        return slow(a, b)

    return compare


def _greater(order: int) -> bool:
    return order == 1


def _not_smaller(order: int) -> bool:
    return order in (0, 1)


def _smaller(order: int) -> bool:
    return order == -1


def _not_greater(order: int) -> bool:
    return order in (-1, 0)


gt, cgt = (_number_first(lambda a, b: a > b, _make_order(_greater, case)) for case in (False, True))
ge, cge = (_number_first(lambda a, b: a >= b, _make_order(_not_smaller, case)) for case in (False, True))
lt, clt = (_number_first(lambda a, b: a < b, _make_order(_smaller, case)) for case in (False, True))
le, cle = (_number_first(lambda a, b: a <= b, _make_order(_not_greater, case)) for case in (False, True))


def contains(a: Value, b: Value, case_sensitive: bool = False) -> bool:
    """Whether an item of ``a`` (or ``a`` itself, where it does not unroll) equals ``b``."""
    items = enumerate_value(a)
    if items is None:
        return equal_values(a, b, case_sensitive)
    return any(equal_values(item, b, case_sensitive) for item in items)


def in_(a: Value, b: Value, case_sensitive: bool = False) -> bool:
    """``a -in b``: ``b -contains a``."""
    return contains(b, a, case_sensitive)
