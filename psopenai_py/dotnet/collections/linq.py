"""``[System.Linq.Enumerable]``: the methods that scripts use. Sequences are returned as arrays."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal
from functools import reduce
from itertools import islice

from ...errors import NetException
from ..model.core import INT32, MULTICAST_DELEGATE, OBJECT
from ..model.enumerables import checked_length, element_type, make_array
from ..model.exceptions import not_null, range_error
from ..model.object import identity_key
from ..model.registry import get_type, register, type_of
from ..model.types import DotNetType, Value
from .lists import GenericList, sort_key

ENUMERABLE = register(DotNetType("System.Linq.Enumerable", base=OBJECT))
_ITEMS = "System.Collections.IEnumerable"


def _declare(name: str, *parameters: str, returns: str = "object") -> Callable[[Callable[..., Value]], None]:
    """Declare a method whose sequences must not be null."""

    def declare(call: Callable[..., Value]) -> None:
        def checked(*arguments: Value) -> Value:
            for parameter, argument in zip(parameters, arguments, strict=True):
                if parameter == _ITEMS and not hasattr(not_null(argument, "source"), "__iter__"):
                    raise NetException("System.ArgumentException", "The source is not a collection.")
            return call(*arguments)

        ENUMERABLE.static(name, *parameters, returns=returns)(checked)

    return declare


def _like(source: Value, items: Iterable[Value]) -> Value:
    """An array with the element type of the source."""
    return make_array(items, element_type(source) or OBJECT)


def _distinct(source: Iterable[Value]) -> dict[Value, Value]:
    found: dict[Value, Value] = {}
    for item in source:
        found.setdefault(identity_key(item), item)
    return found


def _union(a: Value, b: Value) -> Value:
    return _like(a, _distinct([*a, *b]).values())


def _except(a: Value, b: Value) -> Value:
    gone = _distinct(b)
    return _like(a, [item for key, item in _distinct(a).items() if key not in gone])


def _intersect(a: Value, b: Value) -> Value:
    kept = _distinct(b)
    return _like(a, [item for key, item in _distinct(a).items() if key in kept])


def _counted(count: int) -> int:
    if count < 0:
        raise range_error("count")
    return checked_length(count, OBJECT)


def _filled(function: Callable[[list[Value]], Value]) -> Callable[[Iterable[Value]], Value]:
    """A function of a sequence that must not be empty."""

    def call(source: Iterable[Value]) -> Value:
        items = list(source)
        if not items:
            raise NetException("System.InvalidOperationException", "Sequence contains no elements")
        return function(items)

    return call


def _numbers(source: Iterable[Value]) -> list[Value]:
    items = list(source)
    for item in items:
        if isinstance(item, bool) or not isinstance(item, (int, float, Decimal)):
            shown = "null" if item is None else type_of(item).full_name
            raise NetException("System.InvalidCastException", f"Unable to cast an object of type {shown} to a number.")
    return items


def _sum(source: Iterable[Value]) -> Value:
    items = _numbers(source)
    return type(items[0])(sum(items)) if items else 0


def _equal(a: Iterable[Value], b: Iterable[Value]) -> bool:
    return list(map(identity_key, a)) == list(map(identity_key, b))


def _skip(source: Value, count: int) -> Value:
    return _like(source, islice(source, max(count, 0), None))


def _take(source: Value, count: int) -> Value:
    return _like(source, islice(source, max(count, 0)))


_OF_ONE: dict[str, Callable[[Value], Value]] = {
    "Distinct": lambda source: _like(source, _distinct(source).values()),
    "Reverse": lambda source: _like(source, list(source)[::-1]),
    "ToArray": lambda source: _like(source, source),
    "Sum": _sum,
    "Average": _filled(lambda items: sum(_numbers(items)) / len(items)),
    "Max": _filled(lambda items: max(items, key=sort_key(None))),
    "Min": _filled(lambda items: min(items, key=sort_key(None))),
    "First": _filled(lambda items: items[0]),
    "Last": _filled(lambda items: items[-1]),
    "Count": lambda source: sum(1 for _ in source),
    "Any": lambda source: any(True for _ in source),
}
for _name, _call in _OF_ONE.items():
    _declare(_name, _ITEMS)(_call)
for _name, _of_two in {"Union": _union, "Except": _except, "Intersect": _intersect, "SequenceEqual": _equal}.items():
    _declare(_name, _ITEMS, _ITEMS)(_of_two)
_declare("Concat", _ITEMS, _ITEMS)(lambda a, b: _like(a, [*a, *b]))
_declare("Contains", _ITEMS, "object", returns="bool")(
    lambda source, item: identity_key(item) in map(identity_key, source)
)


def _where(source: Value, test: Callable[[Value], Value]) -> Value:
    return _like(source, filter(test, source))


def _first(source: Iterable[Value], test: Callable[[Value], Value]) -> Value:
    for item in source:
        if test(item):
            return item
    raise NetException("System.InvalidOperationException", "Sequence contains no matching element")


def _ordered(source: Value, key: Callable[[Value], Value], descending: bool = False) -> Value:
    order = sort_key(None)
    return _like(source, sorted(source, key=lambda item: order(key(item)), reverse=descending))


def _folded(source: Iterable[Value], step: Callable[[Value, Value], Value]) -> Value:
    return _filled(lambda items: reduce(step, items))(source)


# with a function, which a script gives as a delegate
for _name, _by in {
    "Where": _where,
    "Select": lambda source, make: make_array(map(make, source), OBJECT),
    "Any": lambda source, test: any(map(test, source)),
    "All": lambda source, test: all(map(test, source)),
    "Count": lambda source, test: sum(1 for item in source if test(item)),
    "First": _first,
    "FirstOrDefault": lambda source, test: next(filter(test, source), None),
    "Last": lambda source, test: _first(list(source)[::-1], test),
    "OrderBy": _ordered,
    "OrderByDescending": lambda source, key: _ordered(source, key, True),
    "Sum": lambda source, value: _sum(map(value, source)),
    "Aggregate": _folded,
}.items():
    _declare(_name, _ITEMS, MULTICAST_DELEGATE.full_name)(_by)
_declare("FirstOrDefault", _ITEMS)(lambda source: next(iter(source), None))
_declare("ToList", _ITEMS)(
    lambda source: GenericList(get_type("System.Collections.Generic.List[object]"), list(source))
)
_declare("Skip", _ITEMS, "int")(_skip)
_declare("Take", _ITEMS, "int")(_take)
_declare("Range", "int", "int")(lambda start, count: make_array(range(start, start + _counted(count)), INT32))
_declare("Repeat", "object", "int")(lambda item, count: make_array([item] * _counted(count), OBJECT))
