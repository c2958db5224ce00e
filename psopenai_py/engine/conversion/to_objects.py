"""To classes: script blocks to delegates, dictionaries to objects, constructors, ``Parse``."""

from __future__ import annotations

from collections.abc import Iterator

from ...declare.sentinel import Sentinel
from ...dotnet.model.types import DotNetType, Method, Value
from ...errors import NetException, TerminatingError
from ..values.enumeration import as_list
from ..values.objects import CUSTOM_OBJECT, PSMember, PSObject, unwrap
from ..values.scriptblock import ScriptBlock
from ..values.text import to_text
from .to_failures import cast_error, final_error, null_error

_DELEGATES = ("System.Delegate", "System.MulticastDelegate")
_GENERIC_INTERFACE = "System.Collections.Generic.I"
_HOOK_IDS = {
    "System.Text.RegularExpressions.Regex": "InvalidCastFromStringToRegex",
    "System.Type": "InvalidCastFromStringToType",
    "System.Version": "InvalidCastParseTargetInvocation",
    "System.Net.IPAddress": "InvalidCastParseTargetInvocation",
    "System.Uri": "InvalidCastConstructorException",
    "System.Net.Mail.MailAddress": "InvalidCastConstructorException",
}


def convert_to_class(value: Value, type_: DotNetType) -> Value:
    """A value of a class or struct that has no conversion of its own here."""
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
                raise  # a text is read by its type's Parse or not at all
            failure = failure or error
            if attempt is _by_properties:
                failure = error
            continue
        if made is not _NO_WAY:
            return made
    raise failure or final_error(value, type_)


#: the answer of a way that does not apply to a value
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
    if isinstance(inner, str):
        error_id = _HOOK_IDS.get(type_.full_name, "InvalidCastParseTargetInvocationWithFormatProvider")
    else:
        error_id = "InvalidCastConstructorException"
    name = error.type_name if isinstance(error, NetException) else "System.FormatException"
    return cast_error(error_id, value, type_, str(error), name)


def _by_items(value: Value, inner: Value, type_: DotNetType) -> Value:
    """An array of the right elements for ``IEnumerable<T>`` and its like."""
    if not (type_.arguments and len(type_.arguments) == 1 and type_.full_name.startswith(_GENERIC_INTERFACE)):
        return _NO_WAY
    from ...dotnet.model.registry import array_of
    from .to_collections import convert_to_array

    return convert_to_array(value, array_of(type_.arguments[0]))


def _by_parse(value: Value, inner: Value, type_: DotNetType) -> Value:
    """A static ``Parse`` that takes one string."""
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
    """A constructor with one parameter that takes the value, converted if need be but not from a dictionary."""
    from .conversion import conversion_rank
    from .overloads import resolve

    if is_dictionary(inner) != _takes_dictionaries(type_):
        return _NO_WAY
    if "System.Collections.IEnumerable" in type_.interfaces and not isinstance(inner, str):
        value = inner = as_list(inner) if not is_dictionary(inner) else inner  # a scalar is a collection of one
    single = [m for m in type_.constructors if len(m.parameters) == 1 and not m.variadic]
    if not single:
        return _NO_WAY
    fitting = [m for m in single if conversion_rank(inner, _parameter_type(m)) is not None]
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
    from ...dotnet.model.registry import get_type

    return get_type(method.parameters[0])


def is_dictionary(value: Value) -> bool:
    from ...dotnet.collections.dictionaries import NetDictionary

    return isinstance(value, NetDictionary)


def _by_properties(value: Value, inner: Value, type_: DotNetType) -> Value:
    """A new object with the properties that a dictionary or custom object tells."""
    if _takes_dictionaries(type_):
        return _NO_WAY
    if is_dictionary(inner):
        pairs = [(to_text(key), each) for key, each in inner.items()]
    elif isinstance(inner, PSObject):
        pairs = [(name, inner[name]) for name in inner]
    else:
        return _NO_WAY
    empty = next((m for m in type_.constructors if not m.parameters), None)
    if empty is None:
        return _NO_WAY
    from ..members.members import set_member

    made = empty.call()
    for name, each in pairs:
        try:
            set_member(made, name, each)
        except TerminatingError as error:
            raise cast_error("ObjectCreationError", value, type_, error.record.message) from error
    return made


def is_delegate(type_: DotNetType) -> bool:
    return any(at.full_name in _DELEGATES for at in type_.lineage())


def to_delegate(block: ScriptBlock, type_: DotNetType) -> Value:
    """The script block as a delegate; its arguments are the block's ``$args`` (or parameters)."""
    from ...dotnet.model.delegates import Delegate

    result = _result_type(type_)
    if result is None:
        return Delegate(type_, block.value)

    def call(*args: Value) -> Value:
        from .conversion import convert

        return convert(block.value(*args), result)

    return Delegate(type_, call)


def _result_type(type_: DotNetType) -> DotNetType | None:
    """What a delegate of the type returns; None for nothing."""
    from ...dotnet.model.registry import get_type

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
