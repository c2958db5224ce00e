"""To arrays and to the collection classes."""

from __future__ import annotations

from ...dotnet.model.types import DotNetType, Value
from ..values.enumeration import enumerate_value
from ..values.objects import unwrap


def convert_to_array(value: Value, type_: DotNetType) -> Value:
    """An array of the type's elements: every item of a collection converted, anything else as the one element."""
    from ...dotnet.model.enumerables import is_array, make_array
    from ...dotnet.text.strings import chars_of
    from .conversion import convert

    element = type_.element
    assert element is not None
    inner = unwrap(value)
    if inner is None:
        return None
    if element.full_name == "System.Char" and isinstance(inner, str):
        return chars_of(inner)
    if element.full_name == "System.Object":
        if is_array(inner):
            return inner if inner.__class__ is list else list(inner)
        items = enumerate_value(inner)
        return list(items) if items is not None else [value]
    items = enumerate_value(inner)
    if items is None:
        return make_array([convert(value, element)], element)
    return make_array([convert(item, element) for item in items], element)
