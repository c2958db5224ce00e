"""The methods of values, declared by .NET types or added by scripts; static methods, constructors and operators.

A .NET exception in a method becomes a `TerminatingError`, wrapped as PowerShell wraps it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NoReturn

from ...declare.sentinel import MISSING
from ...dotnet.model.core import OBJECT
from ...dotnet.model.enumerables import new_array
from ...dotnet.model.registry import type_of
from ...dotnet.model.types import DotNetType, Method, Value
from ...errors import NetException, TerminatingError, terminating
from ..conversion.conversion import convert_to_int, planned_arguments, resolve
from ..conversion.failures import caller_error
from ..conversion.overloads import Plan, choose, keep_plan, kept_plan, plan_key, plan_of
from ..values.extended import extended
from ..values.objects import PSObject, ScriptMethod, holder_of, unwrap
from ..values.text import to_text
from ..values.typedata import current_types, type_member

_CALL_FAILED = "System.Management.Automation.MethodInvocationException"
_NO_CALL = "System.Management.Automation.MethodException"
_NEVER_EXTENDED = frozenset(
    {str, int, float, bool}
)  # Add-Member wraps such values: one without a wrapper has no added members


def has_method(value: Value, lower: str) -> bool:
    """Whether the value has a .NET method or a script method of that lower-case name."""
    if value is None:
        return False
    return script_method_of(value, lower) is not None or bool(methods_of(unwrap(value), lower))


def methods_of(value: Value, lower: str) -> list[Method]:
    """The .NET overloads of a value under a lower-case name; a custom object has those of every object."""
    if isinstance(value, PSObject):
        return [] if lower == "tostring" else OBJECT.methods.get(lower, [])
    found = type_of(value).find_methods(lower)
    return found if found else OBJECT.methods.get(lower, [])


def script_method_of(value: Value, lower: str) -> ScriptMethod | None:
    """The script method of that lower-case name, of the value itself or from Update-TypeData, or None."""
    if value.__class__ in _NEVER_EXTENDED and not current_types.get():
        return None
    held = holder_of(value, lower)
    if held is None:
        added = extended(unwrap(value))
        stored = added._find(lower) if added is not None else None
        member = added._props[stored] if added is not None and stored is not None else type_member(value, lower)
    else:
        member = held[0]._props[held[1]]
    return member if isinstance(member, ScriptMethod) else None


def invoke_declared(value: Value, lower: str, args: Sequence[Value]) -> Value:
    """The result of a .NET method; ``MISSING`` if the value has no method of that name."""
    key = None if isinstance(value, PSObject) else plan_key(type_of(value), lower, args)
    plan = kept_plan(key) if key is not None else None
    if plan is None:
        methods = methods_of(value, lower)
        if not methods:
            return MISSING
        plan = plan_of(*choose(methods, args, methods[0].name), len(args))
        if key is not None:
            keep_plan(key, plan)
    method = plan.method
    converted = planned_arguments(plan, args, method.name)
    try:
        return method.call(value, *converted)
    except Exception as error:
        _fail(error, method, converted, method.name, len(args))


def call_script_method(method: ScriptMethod, owner: Value, args: Sequence[Value]) -> Value:
    """Run a script method; an error in it is wrapped."""
    try:
        return method.call(owner, *args)
    except TerminatingError as error:
        text = f"The script method failed: {error.record.message}"
        cause = error.record.exception
        raise terminating("ScriptMethodRuntimeException", text, "NotSpecified", owner, _CALL_FAILED, cause) from error


def call_method(methods: Sequence[Method], owner: Value, args: Sequence[Value], name: str) -> Value:
    """Call the best of some instance overloads; a .NET exception becomes a MethodInvocationException."""
    method, converted = resolve(methods, args, name)
    try:
        return method.call(owner, *converted)
    except Exception as error:
        _fail(error, method, converted, name, len(args))


def _fail(error: Exception, method: Method, args: Sequence[Value], name: str, count: int) -> NoReturn:
    """End the call of a declared member that failed: .NET's exceptions are wrapped, a fault of our own code stays."""
    found = caller_error(error, args, method.names)
    if found is None:
        raise error
    raise wrapped(found, name, count) from error


def wrapped(error: NetException, name: str, count: int) -> TerminatingError:
    """The error for a .NET exception in a method; its id is the exception's short name."""
    if error.error_record is not None and error.type_name.startswith("System.Management.Automation."):
        return TerminatingError(error.error_record)
    text = f'Exception calling "{name}" with "{count}" argument(s): "{error.message}"'
    short = error.type_name.rpartition(".")[2]
    return terminating(short, text, "NotSpecified", None, _CALL_FAILED, error)


def no_method(value: Value, name: str) -> TerminatingError:
    """The error of calling a method that the value, or the type, does not have."""
    shown = value.full_name if isinstance(value, DotNetType) else type_of(value).full_name
    text = f"[{shown}] has no method named '{name}'."
    return terminating("MethodNotFound", text, "InvalidOperation", name)


def invoke_static(type_: DotNetType, name: Value, args: Sequence[Value]) -> Value:
    """``[type]::name(args)``; ``new`` constructs."""
    text = to_text(name)
    lower = text.lower()
    key = plan_key(type_, lower, args, static=True)
    plan = kept_plan(key) if key is not None else None
    if plan is not None:
        return _call_planned(plan, args, plan.method.name)
    methods = type_.find_static_methods(lower)
    if not methods:
        if lower == "new":
            return construct(type_, args)
        methods = OBJECT.find_static_methods(lower)
    if not methods:
        raise no_method(type_, text)
    return _call_static(methods, args, methods[0].name, key)


def _call_static(
    methods: Sequence[Method], args: Sequence[Value], name: str, key: tuple[object, ...] | None = None
) -> Value:
    """Call the best overload; the choice is kept under ``key``."""
    plan = plan_of(*choose(methods, args, name), len(args))
    if key is not None:
        keep_plan(key, plan)
    return _call_planned(plan, args, name)


def _call_planned(plan: Plan, args: Sequence[Value], name: str) -> Value:
    converted = planned_arguments(plan, args, name)
    try:
        return plan.method.call(*converted)
    except Exception as error:
        _fail(error, plan.method, converted, name, len(args))


def construct(type_: DotNetType, args: Sequence[Value]) -> Value:
    """``[type]::new(args)``."""
    if type_.full_name in ("System.Management.Automation.PSObject", "System.Management.Automation.PSCustomObject"):
        return PSObject() if not args else args[0] if isinstance(args[0], PSObject) else PSObject(base=args[0])
    if type_.element is not None and type_.rank == 1:
        return _new_array(type_, args)
    if type_.constructors:
        return _call_static(type_.constructors, args, ".ctor")
    if type_.value_type and not args and type_.default is not None:
        return type_.default()
    text = f"[{type_.full_name}] cannot be constructed" + ("." if not args else f" from {len(args)} arguments.")
    raise terminating("MethodCountCouldNotFindBest", text, "NotSpecified", type_, _NO_CALL)


def _new_array(type_: DotNetType, args: Sequence[Value]) -> Value:
    """An array of a given length, filled with the element type's default."""
    assert type_.element is not None
    if len(args) != 1:
        text = "An array is made from its length."
        raise terminating("MethodCountCouldNotFindBest", text, "NotSpecified", type_, _NO_CALL)
    length = convert_to_int(args[0])
    if length < 0:
        raise wrapped(NetException("System.OverflowException", "An array's length cannot be negative."), ".ctor", 1)
    try:
        return new_array(type_.element, length)
    except NetException as error:
        raise wrapped(error, ".ctor", 1) from error


def call_operator(method: str, *operands: Value) -> Value:
    """The result of an operator that the type of an operand declares; ``MISSING`` if no type declares it."""
    owners = [type_of(each) for each in operands if each is not None and not isinstance(each, PSObject)]
    methods = [m for type_ in dict.fromkeys(owners) for m in type_.find_static_methods(method.lower())]
    return _call_static(methods, operands, method) if methods else MISSING
