"""Writing members: ``value.name = new``, ``[type]::name = new``."""

from __future__ import annotations

from ...dotnet.collections.dictionaries import NetDictionary
from ...dotnet.model.registry import find_type, type_of
from ...dotnet.model.types import DotNetType, Property, Value
from ...errors import NetException, TerminatingError, terminating
from ..values.extended import extended
from ..values.objects import AliasProperty, PSMember, ScriptProperty, unwrap
from ..values.text import to_text
from ..values.typedata import EVER_MADE, type_member
from .own_types import PSObject

_SET_ERROR = "System.Management.Automation.SetValueInvocationException"
_NOT_SET = "PropertyAssignmentException"


def set_member(value: Value, name: Value, new: Value) -> None:
    """``value.name = new``. Dictionaries take any key; other values only members that can be written."""
    text = name if isinstance(name, str) else to_text(name)
    if value is None:
        raise not_found(text, "PropertyNotFound")
    at = value
    while isinstance(at, PSObject):
        stored = at._find(text)
        if stored is not None:
            member = at._props[stored]
            if isinstance(member, PSMember):
                _write(value, member, text, new)
            else:
                at._put(stored, new)
            return
        at = at._base
    _set_on_base(value, unwrap(value), name if not isinstance(name, str) else text, new)


def _set_on_base(value: Value, inner: Value, name: Value, new: Value) -> None:
    text = name if isinstance(name, str) else to_text(name)
    added = extended(inner)
    if added is not None and (stored := added._find(text)) is not None:
        member = added._props[stored]
        if isinstance(member, PSMember):
            _write(inner, member, text, new)
        else:
            added._put(stored, new)
        return
    if isinstance(inner, NetDictionary):
        from .indexing import set_index as store

        store(inner, name, new)
        return
    if not isinstance(inner, PSObject):
        declared = type_of(inner).find_property(text.lower())
        if declared is not None:
            _write_declared(inner, declared, new)
            return
    if EVER_MADE:
        member = type_member(value, text.lower())
        if isinstance(member, PSMember):
            _write(value, member, text, new)
            return
    if text.lower() == "pstypenames":
        return
    raise not_found(text, _NOT_SET)


def _write(owner: Value, member: PSMember, name: str, new: Value) -> None:
    if isinstance(member, AliasProperty):
        set_member(owner, member.target, new)
    elif isinstance(member, ScriptProperty) and member.set is not None:
        try:
            member.set(owner, new)
        except TerminatingError as error:
            raise _set_failed(name, error.record.exception) from error
    else:
        raise not_found(name, _NOT_SET)


def _write_declared(value: Value, declared: Property, new: Value) -> None:
    if declared.set is None:
        raise not_found(declared.name, _NOT_SET)
    from ..conversion.conversion import convert

    type_ = find_type(declared.type_name)
    try:
        declared.set(value, new if type_ is None else convert(new, type_))
    except TerminatingError as error:
        raise _set_failed(declared.name, error.record.exception) from error
    except NetException as error:
        raise _set_failed(declared.name, error) from error


def set_static(type_: DotNetType, name: Value, new: Value) -> None:
    """``[type]::name = new``."""
    text = to_text(name)
    declared = type_.find_static_property(text.lower())
    if declared is None or declared.set is None:
        raise not_found(text, _NOT_SET)
    from ..conversion.conversion import convert

    target = find_type(declared.type_name)
    try:
        declared.set(type_, new if target is None else convert(new, target))
    except TerminatingError as error:
        raise _set_failed(text, error.record.exception) from error
    except NetException as error:
        raise _set_failed(text, error) from error


def _set_failed(name: str, cause: NetException) -> TerminatingError:
    text = f'Exception setting "{name}": "{cause.message}"'
    return terminating("ExceptionWhenSetting", text, "NotSpecified", None, _SET_ERROR, cause)


def not_found(name: str, error_id: str, target: Value = None) -> TerminatingError:
    text = f"The object has no property '{name}'" + (" that can be set." if error_id == _NOT_SET else ".")
    name_ = "System.Management.Automation.PropertyNotFoundException"
    exception = name_ if error_id == "PropertyNotFoundStrict" else "System.Management.Automation.RuntimeException"
    return terminating(error_id, text, "InvalidOperation", None, exception)
