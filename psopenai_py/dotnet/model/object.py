"""The members of System.Object, Boolean, SwitchParameter, PSReference, and .NET's rules of equality."""

from __future__ import annotations

from ...errors import NetException
from .carriers import Char, Int64
from .core import BOOLEAN, OBJECT, REF, SWITCH, PlainObject, Ref, Switch
from .registry import type_of
from .types import DotNetType, Value, text_of_type
from .values import try_into


def identity_key(value: Value) -> Value:
    """A hashable key; the keys of two values are equal if and only if ``Object.Equals`` is true.

    Numbers of different types differ (1, 1L and 1.0 are three keys), strings differ from chars, and an object that
    does not define equality is equal only to itself.
    """
    cls = value.__class__
    if cls is str or cls is int or value is None:
        return value
    if cls is Int64 and not -0x80000000 <= value <= 0x7FFFFFFF:
        return int(value)  # an int of that size counts as a long too
    if cls is float and value != value:
        return (float, "NaN")  # for Equals, NaN is equal to itself
    if cls.__hash__ is None:
        return (cls, id(value))
    if isinstance(value, str) and cls is not Char:
        return str.__str__(value)  # subclasses, such as the lines of a file, count as strings
    return (cls, value)


def net_equals(left: Value, right: Value) -> bool:
    """``Object.Equals``: same type and same value."""
    return left is right or bool(identity_key(left) == identity_key(right))


def hash_code(value: Value) -> int:
    """A 32-bit hash; within a process, equal values have equal hashes."""
    cls = value.__class__
    if cls is int and -0x80000000 <= value <= 0x7FFFFFFF:
        return int(value)
    return (hash(identity_key(value)) + 0x80000000) % 0x100000000 - 0x80000000


def compare_numbers(left: Value, right: Value) -> int:
    """``CompareTo`` of two numbers of one type: NaN comes first."""
    if left != left or right != right:
        return int(left == left) - int(right == right)
    return int(left > right) - int(left < right)


def default_text(value: Value) -> str:
    """``ToString`` of a type that does not override it."""
    return text_of_type(type_of(value))


OBJECT.method("ToString", returns="string")(default_text)
OBJECT.method("GetType", returns="type")(type_of)
OBJECT.method("Equals", "object", returns="bool", names=("obj",))(net_equals)
OBJECT.method("GetHashCode", returns="int")(hash_code)
_BOTH = ("objA", "objB")
OBJECT.static("Equals", "object", "object", returns="bool", names=_BOTH)(net_equals)
OBJECT.static("ReferenceEquals", "object", "object", returns="bool", names=_BOTH)(lambda left, right: left is right)
OBJECT.constructor()(PlainObject)


def _parse_bool(text: str) -> bool:
    found = {"true": True, "false": False}.get(text.strip(" \t\r\n\0").lower())
    if found is None:
        raise NetException("System.FormatException", f"String '{text}' was not recognized as a valid Boolean.")
    return found


def _try_parse_bool(text: str | None, out: Ref) -> bool:
    return try_into(out, False, _parse_bool, text or "")


BOOLEAN.method("ToString", returns="string")(str)
BOOLEAN.method("ToString", "System.IFormatProvider", returns="string")(lambda value, _: str(value))
BOOLEAN.method("CompareTo", "bool", returns="int")(compare_numbers)
BOOLEAN.static("Parse", "string", returns="bool")(_parse_bool)
BOOLEAN.static("TryParse", "string", "ref", returns="bool")(_try_parse_bool)
BOOLEAN.static_prop("TrueString", "string")(lambda: "True")
BOOLEAN.static_prop("FalseString", "string")(lambda: "False")

SWITCH.prop("IsPresent", "bool")(lambda switch: switch.is_present)
SWITCH.method("ToBool", returns="bool")(bool)
SWITCH.method("ToString", returns="string")(lambda switch: str(switch.is_present))
SWITCH.static_prop("Present", "switch")(lambda: Switch(True))
SWITCH.constructor("bool")(Switch)


def _set_reference(reference: Ref, new: Value) -> None:
    reference.value = new


REF.prop("Value")(lambda reference: reference.value)
REF.setter("Value")(_set_reference)
REF.constructor("object")(Ref)


def value_default(type_: DotNetType) -> Value:
    """The value of an element of a new array of that type, or of a variable that is not set."""
    return type_.default() if type_.default is not None else None
