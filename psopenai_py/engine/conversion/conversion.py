"""From any value to any type, by PowerShell's rules (``[int]'0x10'``, ``[string](1, 2)``, ``[pscustomobject]@{}``).

::

    convert(value, type_)           the value as that type, or a TerminatingError (PSInvalidCastException)
    try_convert(value, type_)       the same, but MISSING where there is no way
    is_instance(value, type_)       what ``-is`` says
    is_exact(value, type_)          whether a parameter of the type takes the value as it is
    conversion_rank(value, type_)   how good a match the value is for a method's parameter; None for no match
"""

from __future__ import annotations

from collections.abc import Callable
from contextvars import ContextVar

from ...declare.sentinel import MISSING
from ...dotnet.model.core import (
    ARRAY,
    BIGINT,
    BOOLEAN,
    CHAR,
    DECIMAL,
    DOUBLE,
    INT32,
    INT64,
    OBJECT,
    OBJECT_ARRAY,
    PSCUSTOMOBJECT,
    PSOBJECT,
    REF,
    SCRIPTBLOCK,
    SINGLE,
    STRING,
    SWITCH,
    TYPE,
    VOID,
    WHOLE_NUMBERS,
    Ref,
    Switch,
)
from ...dotnet.model.registry import find_type, type_of
from ...dotnet.model.types import DotNetType, Value
from ...errors import NetException, TerminatingError
from ..members.own_types import PSObject, ScriptBlock
from ..values.objects import unwrap
from ..values.text import to_text
from ..values.truth import to_bool
from .to_collections import convert_to_array
from .to_enums import convert_to_enum
from .to_failures import cast_error, final_error
from .to_numbers import big_converter, char_converter, decimal_converter, real_converter, whole_converter
from .to_objects import convert_to_class, to_custom_object


def convert(value: Value, type_: DotNetType) -> Value:
    """The value as ``type_``; raises a `TerminatingError` with PowerShell's error id where it cannot be."""
    direct = _DIRECT.get(type_)
    if direct is not None:
        return direct(value)
    if type_.element is not None:
        inner = unwrap(value)
        if inner is not None and type_of(inner) is type_:
            return inner
        return convert_to_array(value, type_)
    if type_ is ARRAY:
        return convert_to_array(value, OBJECT_ARRAY) if not is_instance(value, ARRAY) else unwrap(value)
    if type_.full_name.startswith("System.Nullable`1"):
        return None if value is None else convert(value, type_.arguments[0])
    if value is not None and is_instance(value, type_):
        return value if isinstance(value, PSObject) and value._base is None else unwrap(value)
    if type_.is_enum:
        return convert_to_enum(value, type_)
    return convert_to_class(value, type_)


def try_convert(value: Value, type_: DotNetType) -> Value:
    """The converted value, or ``MISSING`` where the conversion fails."""
    try:
        return convert(value, type_)
    except (TerminatingError, NetException):
        return MISSING


def is_instance(value: Value, type_: DotNetType) -> bool:
    """Whether the value is of the type, a subtype, or implements the interface."""
    if value is None:
        return False
    if type_ is OBJECT:
        return True
    if isinstance(value, PSObject):
        if type_ is PSOBJECT or type_ is PSCUSTOMOBJECT:
            return True
        if value._base is None:
            return type_.full_name in value._types and type_of(value).is_subtype_of(type_)
        value = value._base
    return type_of(value).is_subtype_of(type_)


def is_exact(value: Value, type_: DotNetType) -> bool:
    """Whether a parameter of the type binds the value without coercing it."""
    if type_ is OBJECT or type_ is PSOBJECT:
        return True
    if value is None:
        return not type_.value_type
    return is_instance(value, type_)


def convert_to_int(value: Value) -> int:
    """The value as an ``[int]``."""
    return _DIRECT[INT32](value)  # type: ignore[no-any-return]


def convert_to_long(value: Value) -> int:
    """The value as a whole number of 64 bits, as a bare Python number."""
    return int(_DIRECT[INT64](value))


def _to_string(value: Value) -> str:
    return to_text(value)


def _to_switch(value: Value) -> Value:
    inner = unwrap(value)
    if isinstance(inner, Switch):
        return inner
    if inner is None or isinstance(inner, (bool, int, float)):
        return Switch(to_bool(inner))
    raise final_error(value, SWITCH)


#: finds a type by its name; in a session also the classes of its scripts
type_lookup: ContextVar[Callable[[str], DotNetType | None]] = ContextVar("type_lookup", default=find_type)


def _to_script_block(value: Value) -> Value:
    inner = unwrap(value)
    if inner is None or isinstance(inner, ScriptBlock):
        return inner
    raise final_error(value, SCRIPTBLOCK)


def _to_ref(value: Value) -> Value:
    return value if isinstance(value, Ref) else Ref(value)


def _as_is(value: Value) -> Value:
    return value


def _to_nothing(value: Value) -> Value:
    return None


def _to_type(value: Value) -> Value:
    inner = unwrap(value)
    if inner is None or isinstance(inner, DotNetType):
        return inner
    found = type_lookup.get()(str(inner)) if isinstance(inner, str) else None
    if found is None:
        raise cast_error("InvalidCastFromStringToType", value, TYPE, "There is no type of that name.")
    return found


_DIRECT: dict[DotNetType, Callable[[Value], Value]] = {
    OBJECT: _as_is,
    PSOBJECT: _as_is,
    PSCUSTOMOBJECT: lambda value: to_custom_object(value, PSCUSTOMOBJECT),
    STRING: _to_string,
    BOOLEAN: to_bool,
    SWITCH: _to_switch,
    DOUBLE: real_converter(DOUBLE, single=False),
    SINGLE: real_converter(SINGLE, single=True),
    DECIMAL: decimal_converter(DECIMAL),
    BIGINT: big_converter(BIGINT),
    CHAR: char_converter(CHAR),
    SCRIPTBLOCK: _to_script_block,
    REF: _to_ref,
    TYPE: _to_type,
    VOID: _to_nothing,
    **{type_: whole_converter(type_, carrier) for type_, carrier in WHOLE_NUMBERS.items()},
}


def default_of(type_: DotNetType) -> Value:
    """What a variable of the type holds before anything is assigned."""
    if type_.default is not None:
        return type_.default()
    return "" if type_ is STRING else None


def conversion_rank(value: Value, type_: DotNetType) -> int | None:
    """The rank of passing ``value`` to a parameter of ``type_``: smaller is better, None is impossible."""
    from .overloads import rank

    return rank(value, type_)
