"""The members of values: ``value.name`` and ``[type]::name``, read and written.

::

    get_member(value, name, strict)        with member enumeration over collections
    property_or_missing(value, name)       the value's own property, or MISSING
    get_static(type, name)
    set_member(value, name, new), set_static(type, name, new)
    invoke, invoke_static, construct       from `invocation`
    get_index, set_index                   from `indexing`
    members_of(value)                      for Get-Member, from `member_info`
"""

from __future__ import annotations

from ...declare.sentinel import MISSING
from ...dotnet.collections.dictionaries import NetDictionary
from ...dotnet.model.registry import type_of
from ...dotnet.model.types import DotNetType, Property, Value
from ...errors import NetException, TerminatingError, terminating
from ..conversion.conversion import cannot_set, set_declared, set_property, set_stored
from ..values.enumeration import enumerate_value
from ..values.extended import extended
from ..values.objects import (
    AliasProperty,
    MemberSet,
    PropertySet,
    PSMember,
    PSObject,
    ScriptMethod,
    ScriptProperty,
    unwrap,
)
from ..values.text import to_text
from ..values.typedata import EVER_MADE, type_member
from .indexing import get_index, set_index
from .invocation import construct, find_method_call, find_operator, invoke, invoke_static, methods_of

_GET_ERROR = "System.Management.Automation.GetValueInvocationException"


def get_member(value: Value, name: Value, strict: bool = False) -> Value:
    """``value.name``: null where there is no such member, an error in ``strict`` mode."""
    cls = value.__class__
    if cls is PSObject:
        if name in value._props:
            found = value._props[name]
            if not isinstance(found, PSMember):
                return found
    elif (cls is list and name in ("Length", "Count")) or (cls is str and name == "Length" and value.isascii()):
        return len(value)
    found = property_or_missing(value, name)
    if found is not MISSING:
        return found
    text = name if isinstance(name, str) else to_text(name)
    items = None if value is None else enumerate_value(value)
    if items is not None:
        found = _enumerated(list(items), text)
        if found is not MISSING:
            return found
    else:
        found = _intrinsic(value, text.lower())
        if found is not MISSING:
            return found
    if strict:
        raise not_found(text, "PropertyNotFoundStrict")
    return None


def _intrinsic(value: Value, lower: str) -> Value:
    """A scalar counts as a collection of one."""
    if lower in ("count", "length"):
        return 0 if value is None else 1
    return MISSING


def _enumerated(items: list[Value], name: str) -> Value:
    """The member of every item that has it, in one array; nested collections are gone through as well."""
    found: list[Value] = []
    seen = False
    for item in items:
        each = MISSING if item is None else property_or_missing(item, name)
        if each is MISSING:
            inner = None if item is None else enumerate_value(item)
            each = MISSING if inner is None else _enumerated(list(inner), name)
            if each is MISSING:
                if isinstance(item, PSObject) and item._base is None:
                    seen = True
                    found.append(None)
                continue
        seen = True
        parts = enumerate_value(each)
        if parts is None:
            found.append(each)
        else:
            found.extend(parts)
    if not seen:
        return MISSING
    return found[0] if len(found) == 1 else found if found else None


def property_or_missing(value: Value, name: Value) -> Value:
    """The value's own property, method or intrinsic member of that name; ``MISSING`` where it has none."""
    if value is None:
        return MISSING
    text = name if isinstance(name, str) else to_text(name)
    at = value
    while isinstance(at, PSObject):
        stored = at._find(text)
        if stored is not None:
            return _read(value, at._props[stored], stored)
        at = at._base
    inner = unwrap(value)
    if isinstance(inner, NetDictionary):
        key = name if not isinstance(name, str) else text
        if key in inner:
            return inner.get(key)
    added = extended(inner)
    if added is not None and (stored := added._find(text)) is not None:
        return _read(inner, added._props[stored], stored)
    return _declared(value, inner, text)


def _declared(value: Value, inner: Value, name: str) -> Value:
    """What the type declares, what Update-TypeData added, what every value has."""
    lower = name.lower()
    if not isinstance(inner, PSObject):
        if lower == "count" and isinstance(inner, (list, bytearray)):
            return len(inner)
        declared = type_of(inner).find_property(lower)
        if declared is not None:
            return _read_declared(inner, declared)
    if EVER_MADE:
        member = type_member(value, lower)
        if member is not None:
            return _read(value, member, name)
    if lower in _EVERYWHERE:
        from .object_views import intrinsic_member

        return intrinsic_member(value, lower)
    if methods_of(inner, lower):
        from .psmembers import MethodValue

        return MethodValue(value, name)
    return MISSING


_EVERYWHERE = frozenset({"psobject", "psbase", "psadapted", "psextended", "pstypenames"})


def _read_declared(value: Value, declared: Property) -> Value:
    try:
        return declared.get(value)
    except NetException as error:
        text = f'Exception getting "{declared.name}": "{error.message}"'
        raise terminating("ExceptionWhenGetting", text, "NotSpecified", None, _GET_ERROR, error) from error


def _read(owner: Value, stored: Value, name: str) -> Value:
    """The value of a stored member."""
    if not isinstance(stored, PSMember):
        return stored
    if isinstance(stored, ScriptProperty):
        return _run_getter(owner, stored, name)
    if isinstance(stored, AliasProperty):
        found = property_or_missing(owner, stored.target)
        return None if found is MISSING else found
    if isinstance(stored, (PropertySet, MemberSet)):
        from .psmembers import PropertyInfo

        return PropertyInfo(owner, name, stored.kind)
    if isinstance(stored, ScriptMethod):
        from .psmembers import MethodValue

        return MethodValue(owner, name, script=True)
    return stored


def _run_getter(owner: Value, stored: ScriptProperty, name: str) -> Value:
    """A script property's value; what goes wrong inside stays inside, and the value is null."""
    try:
        return stored.get(owner)
    except (TerminatingError, NetException):
        return None


def get_static(type_: DotNetType, name: Value, strict: bool = False) -> Value:
    """``[type]::name``."""
    text = to_text(name)
    declared = type_.find_static_property(text.lower())
    if declared is not None:
        try:
            return declared.get()
        except NetException as error:
            message = f'Exception getting "{declared.name}": "{error.message}"'
            raise terminating("ExceptionWhenGetting", message, "NotSpecified", None, _GET_ERROR, error) from error
    if type_.find_static_methods(text.lower()) or (text.lower() == "new" and type_.constructors):
        from .psmembers import MethodValue

        return MethodValue(type_, text, static=True)
    if strict:
        raise not_found(text, "PropertyNotFoundStrict")
    return None


# -- writing ----------------------------------------------------------------------------------------------------------


def set_member(value: Value, name: Value, new: Value) -> None:
    """``value.name = new``. Dictionaries take any key; other values only members that can be written."""
    text = name if isinstance(name, str) else to_text(name)
    if value is None:
        raise not_found(text, "PropertyNotFound")
    at = value
    while isinstance(at, PSObject):
        stored = at._find(text)
        if stored is not None:
            _store(value, at, stored, text, new)
            return
        at = at._base
    inner = unwrap(value)
    added = extended(inner)
    if added is not None and (stored := added._find(text)) is not None:
        _store(inner, added, stored, text, new)
    elif isinstance(inner, NetDictionary):
        set_index(inner, name, new)
    else:
        set_property(value, text, new, set_member)


def _store(owner: Value, holder: PSObject, stored: str, name: str, new: Value) -> None:
    """Write to what ``holder`` keeps as ``stored``; ``name`` is how it was written."""
    member = holder._props[stored]
    if isinstance(member, PSMember):
        set_stored(owner, member, name, new, set_member)
    else:
        holder._put(stored, new)


def set_static(type_: DotNetType, name: Value, new: Value) -> None:
    """``[type]::name = new``."""
    text = to_text(name)
    declared = type_.find_static_property(text.lower())
    if declared is None:
        raise cannot_set(text)
    set_declared(type_, declared, new, text)


def not_found(name: str, error_id: str) -> TerminatingError:
    strict = error_id == "PropertyNotFoundStrict"
    exception = "System.Management.Automation." + ("PropertyNotFoundException" if strict else "RuntimeException")
    return terminating(error_id, f"The object has no property '{name}'.", "InvalidOperation", None, exception)


__all__ = [
    "construct",
    "find_method_call",
    "find_operator",
    "get_index",
    "get_member",
    "get_static",
    "invoke",
    "invoke_static",
    "property_or_missing",
    "set_index",
    "set_member",
    "set_static",
]
