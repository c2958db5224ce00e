"""From any value to any type, by PowerShell's rules (``[int]'0x10'``, ``[string](1, 2)``, ``[pscustomobject]@{}``).

::

    convert(value, type_)           the value as that type, or a TerminatingError (PSInvalidCastException)
    try_convert(value, type_)       the same, but MISSING if it cannot be converted
    is_instance(value, type_)       what ``-is`` says
    is_exact(value, type_)          whether a parameter of the type takes the value as it is
    resolve(methods, args, name)    the overload that a call means, with the arguments in its parameters' types
    set_property(value, name, new)  a property that the value's type declares, from a value of any type

The last two convert, and conversions use them: ``[type]$value`` may call a constructor, ``[type]@{ Name = 'x' }`` sets
properties of a new object. So they stand here, and not with the other members in `engine.members`, which may then call
conversions freely and are never called by them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextvars import ContextVar

from ...declare.sentinel import MISSING, Sentinel
from ...dotnet.collections.dictionaries import NetDictionary
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
from ...dotnet.model.delegates import Delegate
from ...dotnet.model.enumerables import is_array, make_array
from ...dotnet.model.registry import array_of, find_type, get_type, type_of
from ...dotnet.model.types import Adapted, DotNetType, Method, Property, Value
from ...dotnet.text.strings import chars_of
from ...errors import NetException, TerminatingError, terminating
from ..session.scriptblock import ScriptBlock
from ..values.enumeration import as_list, enumerate_value
from ..values.objects import CUSTOM_OBJECT, AliasProperty, PSMember, PSObject, ScriptProperty, unwrap
from ..values.text import to_text
from ..values.truth import to_bool
from ..values.typedata import type_member
from .failures import caller_error, cast_error, final_error, null_error
from .overloads import Plan, choose, is_delegate, plan_of, rank
from .to_enums import convert_to_enum
from .to_numbers import big_converter, char_converter, decimal_converter, real_converter, whole_converter

_GENERIC_INTERFACE = "System.Collections.Generic.I"
_XML = "System.Xml.XmlDocument"
_HOOK_IDS = {
    _XML: "InvalidCastToXmlDocument",
    "System.Text.RegularExpressions.Regex": "InvalidCastFromStringToRegex",
    "System.Type": "InvalidCastFromStringToType",
    "System.Version": "InvalidCastParseTargetInvocation",
    "System.Net.IPAddress": "InvalidCastParseTargetInvocation",
    "System.Uri": "InvalidCastConstructorException",
    "System.Net.Mail.MailAddress": "InvalidCastConstructorException",
}
_SET_ERROR = "System.Management.Automation.SetValueInvocationException"
_RUNTIME_ERROR = "System.Management.Automation.RuntimeException"


def convert(value: Value, type_: DotNetType) -> Value:
    """The value as ``type_``. Raises a `TerminatingError` with PowerShell's error id if it cannot be converted."""
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
    """The converted value, or ``MISSING`` if the conversion fails."""
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


def _to_switch(value: Value) -> Value:
    inner = unwrap(value)
    if isinstance(inner, Switch):
        return inner
    if inner is None or isinstance(inner, bool):
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
    STRING: to_text,
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


# -- arrays -----------------------------------------------------------------------------------------------------------


def convert_to_array(value: Value, type_: DotNetType) -> Value:
    """An array of the type: every item of a collection converted, or any other value as the only element."""
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


# -- classes ----------------------------------------------------------------------------------------------------------


def convert_to_class(value: Value, type_: DotNetType) -> Value:
    """A value of a class or struct for which there is no conversion of its own above.

    The ways are tried in PowerShell's order: the type's own conversion, items, ``Parse``, a constructor, properties.
    """
    inner = unwrap(value)
    if inner is None:
        if type_.value_type:
            raise null_error(type_)
        return None
    if is_delegate(type_):
        if isinstance(inner, ScriptBlock):
            return to_delegate(inner, type_)
        if callable(inner):  # another delegate type: the code is the same
            return inner
    failure: TerminatingError | None = None
    for attempt in (_by_hook, _by_items, _by_parse, _by_constructor, _by_properties):
        try:
            made = attempt(value, inner, type_)
        except TerminatingError as error:
            if isinstance(inner, str) and attempt in (_by_hook, _by_parse):
                raise  # a text that Parse refuses is not tried in other ways
            failure = failure or error
            if attempt is _by_properties:
                failure = error
            continue
        if made is not _NO_WAY:
            return made
    raise failure or final_error(value, type_)


#: returned by a way that does not apply to a value
_NO_WAY = Sentinel("_NO_WAY", __name__)


def _by_hook(value: Value, inner: Value, type_: DotNetType) -> Value:
    hook = next((at.convert for at in type_.lineage() if at.convert is not None), None)
    if hook is None:
        return _NO_WAY
    try:
        return hook(inner)
    except TypeError:
        return _NO_WAY
    except (ValueError, NetException) as error:
        raise _hook_error(value, inner, type_, error) from error


def _hook_error(value: Value, inner: Value, type_: DotNetType, error: Exception) -> TerminatingError:
    if isinstance(inner, str) or type_.full_name == _XML:
        error_id = _HOOK_IDS.get(type_.full_name, "InvalidCastParseTargetInvocationWithFormatProvider")
    else:
        error_id = "InvalidCastConstructorException"
    name = error.type_name if isinstance(error, NetException) else "System.FormatException"
    return cast_error(error_id, value, type_, str(error), name)


def _by_items(value: Value, inner: Value, type_: DotNetType) -> Value:
    """An array with the right type of elements, for ``IEnumerable<T>`` and similar interfaces."""
    if not (type_.arguments and len(type_.arguments) == 1 and type_.full_name.startswith(_GENERIC_INTERFACE)):
        return _NO_WAY
    return convert_to_array(value, array_of(type_.arguments[0]))


def _by_parse(value: Value, inner: Value, type_: DotNetType) -> Value:
    """The result of a static ``Parse`` that takes one string."""
    if not isinstance(inner, str):
        return _NO_WAY
    for method in type_.static_methods.get("parse", ()):
        if method.parameters == ("string",):
            try:
                return method.call(str(inner))
            except NetException as error:
                raise _hook_error(value, inner, type_, error) from error
    return _NO_WAY


def _by_constructor(value: Value, inner: Value, type_: DotNetType) -> Value:
    """The result of a constructor with one parameter, which takes the value, converted if necessary.

    Dictionaries go only to types that are dictionaries themselves. A constructor for any object is none for a cast.
    """
    if is_dictionary(inner) != _takes_dictionaries(type_):
        return _NO_WAY
    single = [
        m for m in type_.constructors if len(m.parameters) == 1 and not m.variadic and m.parameters != ("psobject",)
    ]
    as_text = isinstance(inner, str) and any(m.parameters == ("string",) for m in single)
    if "System.Collections.IEnumerable" in type_.interfaces and not is_dictionary(inner) and not as_text:
        value = inner = as_list(inner)  # a scalar: a collection of one
    if not single:
        return _NO_WAY
    fitting = [m for m in single if rank(inner, _parameter_type(m)) is not None]
    if not fitting:
        return _NO_WAY
    try:
        method, args = resolve(fitting, [value], ".ctor")
        return method.call(*args)
    except NetException as error:
        raise cast_error("InvalidCastConstructorException", value, type_, error.message, error.type_name) from error


def _takes_dictionaries(type_: DotNetType) -> bool:
    return any("System.Collections.IDictionary" in at.interfaces for at in type_.lineage())


def _parameter_type(method: Method) -> DotNetType:
    return get_type(method.parameters[0])


def is_dictionary(value: Value) -> bool:
    return isinstance(value, NetDictionary)


def _by_properties(value: Value, inner: Value, type_: DotNetType) -> Value:
    """A new object with the properties that a dictionary or a custom object gives."""
    if _takes_dictionaries(type_):
        return _NO_WAY
    if is_dictionary(inner):
        pairs = [(to_text(key), each) for key, each in inner.items()]
    elif isinstance(inner, PSObject):
        pairs = [(name, inner._get(name)) for name in inner]
    else:
        return _NO_WAY
    empty = next((m for m in type_.constructors if not m.parameters), None)
    if empty is None:
        return _NO_WAY
    made = empty.call()
    for name, each in pairs:
        try:
            set_property(made, name, each)
        except TerminatingError as error:
            raise cast_error("ObjectCreationError", value, type_, error.record.message) from error
    return made


def to_delegate(block: ScriptBlock, type_: DotNetType) -> Value:
    """The script block as a delegate; its arguments are the block's ``$args`` (or parameters)."""
    result = _result_type(type_)
    if result is None:
        return Delegate(type_, block.value)

    def call(*args: Value) -> Value:
        return convert(block.value(*args), result)

    return Delegate(type_, call)


def _result_type(type_: DotNetType) -> DotNetType | None:
    """The type that a delegate of the type returns; None if it returns nothing."""
    head = type_.full_name.partition("`")[0]
    if head == "System.Predicate":
        return get_type("bool")
    if head == "System.Comparison":
        return get_type("int")
    if head in ("System.Func", "System.Converter") and type_.arguments:
        return type_.arguments[-1]
    return get_type("string") if head.endswith("MatchEvaluator") else None


def to_custom_object(value: Value, type_: DotNetType) -> Value:
    """``[pscustomobject]``: a dictionary becomes an object, anything else stays as it is."""
    inner = unwrap(value)
    if not is_dictionary(inner):
        return value
    props: dict[str, Value] = {}
    made = PSObject(props)
    for key, each in _custom_pairs(inner):
        if key == "":
            why = "A property needs a name."
            raise cast_error("InvalidCastConstructorException", value, type_, why, "System.ArgumentException")
        if key.lower() == "pstypename" and isinstance(each, str):
            made._types = (to_text(each), *CUSTOM_OBJECT)
            continue
        made._put(key, each)
    return made


def _custom_pairs(table: Value) -> Iterator[tuple[str, Value]]:
    for key, each in table.items():
        yield to_text(key), (PSObject(base=each) if isinstance(each, PSMember) else each)


# -- arguments of a call ----------------------------------------------------------------------------------------------


def resolve(methods: Sequence[Method], args: Sequence[Value], name: str) -> tuple[Method, list[Value]]:
    """The best overload and the converted arguments; raises PowerShell's error where none fits."""
    plan = plan_of(*choose(methods, args, name), len(args))
    return plan.method, planned_arguments(plan, args, name)


def planned_arguments(plan: Plan, args: Sequence[Value], name: str) -> list[Value]:
    """The arguments as the chosen overload's function takes them."""
    made = convert_arguments(plan.types, args, name) if plan.types else []
    if plan.spreads and made[-1] is not None:
        made[-1:] = list(made[-1])  # the function takes the items of a ``params`` array one by one
    return made


def convert_arguments(types: Sequence[DotNetType], args: Sequence[Value], name: str) -> list[Value]:
    """The arguments in the types of their parameters; the error says which argument does not fit."""
    made: list[Value] = []
    for at, (type_, arg) in enumerate(zip(types, args, strict=True)):
        try:
            made.append(convert(arg, type_))
        except TerminatingError as error:
            raise _not_converted(error, name, at) from error
    return made


def _not_converted(error: TerminatingError, name: str, at: int) -> TerminatingError:
    text = f'Argument {at + 1} of "{name}": {error.record.message}'
    return terminating(
        "MethodArgumentConversionInvalidCastArgument",
        text,
        "NotSpecified",
        None,
        "System.Management.Automation.MethodException",
        error.record.exception,
    )


# -- properties -------------------------------------------------------------------------------------------------------


Setter = Callable[[Value, str, Value], None]


def set_property(value: Value, name: str, new: Value, set_target: Setter | None = None) -> None:
    """Set a property that the value's type declares or that Update-TypeData gave it.

    ``set_target`` sets what an alias stands for, where that may be more than such a property. Raises a
    `TerminatingError` where there is no such property, where it cannot be set, and where the value does not fit.
    """
    inner, lower = unwrap(value), name.lower()
    declared = inner.adapted_properties().get(lower) if isinstance(inner, Adapted) else None
    if declared is None and not isinstance(inner, PSObject):
        declared = type_of(inner).find_property(lower)
    if declared is not None:
        set_declared(inner, declared, new, declared.name)
        return
    member = type_member(value, lower)
    if isinstance(member, PSMember):
        set_stored(value, member, name, new, set_target or set_property)
    elif lower != "pstypenames":  # assigning to it has no effect, as in PowerShell
        failure = cannot_set(name)
        raise _set_failed(name, failure.record.exception) if isinstance(inner, PSObject) else failure


def set_declared(owner: Value, declared: Property, new: Value, name: str) -> None:
    """Set a declared property; ``owner`` is the value, or the type where the property is static."""
    if declared.set is None:
        raise cannot_set(name)
    type_ = find_type(declared.type_name)
    try:
        new = new if type_ is None else convert(new, type_)
        declared.set(owner, new)
    except TerminatingError as error:
        raise _set_failed(name, error.record.exception) from error
    except Exception as error:
        found = caller_error(error, (new,))
        if found is None:
            raise
        raise _set_failed(name, found) from error


def set_stored(owner: Value, member: PSMember, name: str, new: Value, set_target: Setter) -> None:
    """Set a property that is not simply a stored value; ``set_target`` sets what an alias stands for."""
    if isinstance(member, AliasProperty):
        set_target(owner, member.target, new)
    elif isinstance(member, ScriptProperty) and member.set is not None:
        try:
            member.set(owner, new)
        except TerminatingError as error:
            raise _set_failed(name, error.record.exception) from error
    else:
        raise cannot_set(name)


def cannot_set(name: str) -> TerminatingError:
    """The error of setting a property that is not there or that can only be read."""
    text = f"The object has no property '{name}' that can be set."
    return terminating("PropertyAssignmentException", text, "InvalidOperation", None, _RUNTIME_ERROR)


def _set_failed(name: str, cause: NetException) -> TerminatingError:
    text = f'Exception setting "{name}": "{cause.message}"'
    return terminating("ExceptionWhenSetting", text, "NotSpecified", None, _SET_ERROR, cause)
