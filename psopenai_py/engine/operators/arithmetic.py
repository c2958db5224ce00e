"""``+ - * / %`` on any two values, the unary signs, ``++`` and ``--``."""

from __future__ import annotations

from ...declare.sentinel import MISSING
from ...dotnet.collections.dictionaries import NetDictionary
from ...dotnet.model.carriers import Char
from ...dotnet.model.enumerables import LONGEST_ARRAY
from ...dotnet.model.enums import EnumValue
from ...dotnet.model.registry import type_of
from ...dotnet.model.types import Value
from ...dotnet.numbers.literals import parse_number
from ...dotnet.text.strings import LONGEST_TEXT
from ...dotnet.text.utf16 import begins_with_half, joined
from ...errors import NetException, TerminatingError, terminating
from ..conversion.conversion import convert, convert_to_int
from ..members.methods import call_operator
from ..values.enumeration import as_list, enumerate_value
from ..values.numeric import calculate, code_of, plain
from ..values.objects import PSObject, unwrap
from ..values.text import to_text

_MIN, _MAX = -0x80000000, 0x7FFFFFFF
_METHODS = {"+": "op_Addition", "-": "op_Subtraction", "*": "op_Multiply", "/": "op_Division", "%": "op_Modulus"}


def add(a: Value, b: Value) -> Value:
    """``a + b``: the left operand decides whether numbers are added, text joined, items appended or tables merged."""
    left, right = type(a), type(b)
    if left is int and right is int:
        result = a + b
        return result if _MIN <= result <= _MAX else calculate("+", a, b)
    if left is float and (right is float or right is int):
        return a + b
    if left is str:
        text = b if right is str else to_text(b)
        result = a + text
        return result if result.isascii() or not begins_with_half(text) else joined((a, text))
    if left is list:
        return [*a, *b] if right is list else [*a, *_appended(b)]
    return _add_other(a, b)


def _appended(b: Value) -> list[Value]:
    return [None] if b is None else as_list(b)


def _add_other(a: Value, b: Value) -> Value:
    a, b = unwrap(a), unwrap(b)
    if a is None:
        return b
    if isinstance(a, str):
        return joined((str.__str__(a), to_text(b)))
    if isinstance(a, NetDictionary):
        return _merge(a, b)
    items = enumerate_value(a)
    if items is not None:
        return [*items, *_appended(b)]
    return _numbers("+", a, b)


def _merge(a: NetDictionary, b: Value) -> Value:
    if b is None:
        return a.copy()
    if not isinstance(b, NetDictionary):
        raise terminating("AddHashTableToNonHashTable", "A hash table can only be added to another hash table.")
    merged = a.copy()
    for key, value in b.items():
        if key in merged:
            text = (
                f"Item has already been added. Key in dictionary: '{to_text(key)}'  Key being added: '{to_text(key)}'"
            )
            raise terminating("System.ArgumentException", text, "OperationStopped", None, "System.ArgumentException")
        merged[key] = value
    return merged


def sub(a: Value, b: Value) -> Value:
    """``a - b``; text is converted to a number."""
    left, right = type(a), type(b)
    if left is int and right is int:
        result = a - b
        return result if _MIN <= result <= _MAX else calculate("-", a, b)
    if left is float and (right is float or right is int):
        return a - b
    return _numbers("-", unwrap(a), unwrap(b))


def mul(a: Value, b: Value) -> Value:
    """``a * b``; text and arrays are repeated."""
    left, right = type(a), type(b)
    if left is int and right is int:
        result = a * b
        return result if _MIN <= result <= _MAX else calculate("*", a, b)
    if left is float and (right is float or right is int):
        return a * b
    a, b = unwrap(a), unwrap(b)
    if a is None:
        return None
    if isinstance(a, str) and not isinstance(a, Char):
        return str.__str__(a) * _times(b, "strCount", len(a), LONGEST_TEXT)
    items = enumerate_value(a)
    if items is not None:
        elements = list(items)
        return elements * _times(b, "times", len(elements), LONGEST_ARRAY)
    if isinstance(a, (bool, Char)):
        text = f"The operator '*' is not defined for [{type_of(a).full_name}]."
        raise terminating("NotADefinedOperationForType", text, "InvalidOperation", a)
    return _numbers("*", a, b)


def _times(b: Value, parameter: str, size: int, most: int) -> int:
    """How often a text or an array of this size is repeated. What gets longer than .NET allows is an error."""
    count = convert_to_int(b)
    if size * count > most:
        name = "System.OutOfMemoryException"
        raise terminating(name, f"Repeated {count} times it gets too long.", "OperationStopped", None, name)
    if count < 0:
        name = "System.ArgumentOutOfRangeException"
        raise terminating(
            name, f"Cannot repeat {count} times.", "OperationStopped", None, name, NetException(name, parameter)
        )
    return count


def div(a: Value, b: Value) -> Value:
    """``a / b``: a whole number if two whole numbers divide without remainder, else a double."""
    if type(a) is float and type(b) is float and b:
        return a / b
    return _numbers("/", unwrap(a), unwrap(b))


def mod(a: Value, b: Value) -> Value:
    """``a % b``, with the sign of ``a``."""
    if type(a) is int and type(b) is int and b > 0:
        if a >= 0:
            return a % b
        return -(-a % b)
    return _numbers("%", unwrap(a), unwrap(b))


def _numbers(op: str, a: Value, b: Value) -> Value:
    left, right = code_of(a), code_of(b)
    if left and right:
        return calculate(op, a, b)
    if isinstance(a, str) and not left and (right or isinstance(b, str) or b is None):
        other = 0 if b is None or isinstance(b, str) else b
        return _numbers(op, number_from_text(a, other), b)
    if left:
        if b is None:
            return calculate(op, a, 0)
        if isinstance(b, str):
            return calculate(op, a, number_from_text(b, a))
    if a is None and (right or b is None or isinstance(b, str)):
        if b is None:
            return None
        return _numbers(op, 0, b)
    if isinstance(a, EnumValue):  # with an enum on the left the result is a value of that enum
        made = _numbers(op, a.value, b.value if isinstance(b, EnumValue) else b)
        return EnumValue(a.dotnet_type, made) if type(made) is int else made
    if isinstance(b, EnumValue):
        return _numbers(op, a, b.value)
    return _declared(op, a, b)


def number_from_text(text: str, like: Value) -> Value:
    """Text as a number beside another operand: of the type it is written in, else of the other operand's type."""
    stripped = text.strip()
    if not stripped:
        return 0
    found = parse_number(stripped)
    if found is not None:
        return found.to_value()
    return convert(text, type_of(like))


def _declared(op: str, a: Value, b: Value) -> Value:
    """The result of an operator that one of the two .NET types declares (date plus time span)."""
    result = call_operator(_METHODS[op], a, b)
    if result is MISSING:
        raise no_operator(_METHODS[op], a)
    return result


def no_operator(method: str, a: Value) -> TerminatingError:
    """The error of an operator that a type does not have."""
    shown = "null" if a is None else type_of(a).full_name
    text = f"[{shown}] has no method named '{method}'."
    return terminating("MethodNotFound", text, "InvalidOperation", method)


def neg(value: Value) -> Value:
    """``-value``."""
    if type(value) is float:
        return -value
    value = unwrap(value)
    if code_of(value) or value is None or isinstance(value, str):
        return sub(0, value) if not (code_of(value) and isinstance(value, float)) else -plain(value)
    negated = call_operator("op_UnaryNegation", value)
    return sub(0, value) if negated is MISSING else negated


def plus(value: Value) -> Value:
    """``+value``: the value as a number."""
    value = unwrap(value)
    if code_of(value) and not isinstance(value, (bool, str)):
        return value
    return add(0, value)


def increment(value: Value, by: int = 1) -> Value:
    """The new value of a variable after ``++`` (or ``--``, with -1); it must be a number or null."""
    if type(value) is int:
        return add(value, by)
    value = unwrap(value)
    if value is None:
        return by
    if isinstance(value, EnumValue):
        return _numbers("+", value, by)
    if isinstance(value, PSObject) or not code_of(value) or isinstance(value, (bool, str)):
        sign = "++" if by > 0 else "--"
        raise terminating("OperatorRequiresNumber", f"The operator '{sign}' works only on numbers.", "InvalidOperation")
    return calculate("+", value, by)
