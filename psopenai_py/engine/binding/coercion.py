"""From an argument to the value of a parameter: transform, convert, check the type name, validate."""

from __future__ import annotations

from ...declare.cmdlet import CmdletSpec, ParamSpec
from ...declare.sentinel import Sentinel
from ...declare.validators import ValidateScript
from ...dotnet.model.carriers import plain_number
from ...dotnet.model.core import Ref, Switch
from ...dotnet.model.registry import find_type, get_type
from ...dotnet.model.types import DotNetType, Value
from ...errors import TerminatingError
from ..conversion.conversion import convert, is_exact
from ..values.objects import type_names, unwrap
from ..values.text import to_text
from . import binding_errors as errors
from .parameters import common_of
from .validation import Invalid, check, elements, is_collection

#: the answer for a value that does not bind without coercion, or not at all
DOES_NOT_FIT = Sentinel("DOES_NOT_FIT", __name__)


def param_type(param: ParamSpec) -> DotNetType:
    """The .NET type of a parameter's values; ``object`` where the declared type is none of ours.

    Declarations name collections without their namespace: ``IDictionary``.
    """
    declared = param.type
    if isinstance(declared, DotNetType):
        return declared
    return find_type(str(declared)) or find_type(f"System.Collections.{declared}") or get_type("object")


def coerce(spec: CmdletSpec, param: ParamSpec, value: Value, coerced: bool, mandatory: bool) -> Value:
    """The value that ``param`` gets for ``value``.

    Without ``coerced`` nothing is converted, and a value of another type is answered with `DOES_NOT_FIT`. A value that
    does not pass raises a `errors.BindingError`.
    """
    if param.transform is not None and (coerced or spec.factory is None):  # a function's is never left out
        try:
            value = param.transform(value)
        except (ValueError, TypeError) as error:
            raise errors.not_converted(spec, param, _without_secret(param, str(error), value)) from error
    if param.enum:
        value = _enum(spec, param, value, coerced)
    elif not coerced:
        value = _as_it_is(spec, param, value, mandatory)
    else:
        value = _convert(spec, param, value)
    if value is DOES_NOT_FIT:
        return value
    if param.of is not None and value is not None:
        _check_type_name(spec, param, value)
    for validator in param.validators:
        try:
            check(validator, value)
        except Invalid as error:
            why = _without_secret(param, str(error), value)
            refused = errors.invalid(spec, param, why, cause=error.error_id)
            refused.passing = isinstance(validator, ValidateScript) and validator.passing
            raise refused from error
    if mandatory:
        _check_empty(spec, param, value)
    return value


def _as_it_is(spec: CmdletSpec, param: ParamSpec, value: Value, mandatory: bool) -> Value:
    """A value that is of the parameter's type, or of its elements' type; null where the type has it."""
    type_ = param_type(param)
    if value is None:
        if type_.value_type:
            return DOES_NOT_FIT
        if mandatory:
            _check_empty(spec, param, value)
        return _convert(spec, param, value)
    if is_exact(value, type_):
        return value
    if type_.element is not None and is_exact(value, type_.element):
        return _convert(spec, param, value)
    return DOES_NOT_FIT


def _convert(spec: CmdletSpec, param: ParamSpec, value: Value) -> Value:
    type_ = param_type(param)
    if type_.full_name == "System.Object":
        return value if spec.factory is None else plain_number(value)
    compiled = spec.compiled or param.name.lower() in common_of(spec)
    if value is None and compiled and type_.full_name == "System.String":
        return None  # a function's parameter gets an empty text instead
    bare = unwrap(value)
    if type_.full_name == "System.Management.Automation.PSReference" and not isinstance(bare, Ref):
        raise errors.not_converted(spec, param, "it takes a reference: ([ref]$variable).", compiled=compiled)
    if type_.full_name in ("System.Boolean", "System.Management.Automation.SwitchParameter"):
        bare = _flag(spec, param, bare, compiled)
    elif spec.common and type_.full_name == "System.Boolean[]" and bare is not None:
        for element in elements(bare) if is_collection(bare) else (bare,):
            _flag(spec, param, unwrap(element), compiled, whole=False)
    elif spec.common and type_.full_name == "System.String" and isinstance(bare, list):
        raise errors.not_converted(spec, param, "it is an array where one string is expected", compiled=compiled)
    try:
        return convert(bare if bare is not value else value, type_)
    except TerminatingError as error:
        why = _without_secret(param, error.record.message, value)
        raise errors.not_converted(spec, param, why, error.record.exception, compiled) from error


def _flag(spec: CmdletSpec, param: ParamSpec, value: Value, compiled: bool, whole: bool = True) -> Value:
    """Booleans and switches take booleans and numbers only: a text such as 'false' would be true. So do the elements
    of an array of booleans (not ``whole``)."""
    is_switch = whole and param_type(param).full_name != "System.Boolean"
    if value is None and is_switch:
        return False
    takes_numbers = compiled or not is_switch
    if isinstance(value, (bool, Switch)) or (takes_numbers and isinstance(value, (int, float))):
        return bool(value)
    raise errors.not_converted(
        spec, param, f'"{to_text(value)}" is not a boolean; write $true or $false (or 1 or 0).', compiled=compiled
    )


def _enum(spec: CmdletSpec, param: ParamSpec, value: Value, coerced: bool) -> Value:
    """The canonical name of an enum's member, from any case, a unique prefix or its number."""
    compiled = spec.compiled or param.name.lower() in common_of(spec)
    if isinstance(value, int) and not isinstance(value, bool):
        if 0 <= value < len(param.enum):
            return param.enum[value]
    else:
        text = to_text(value).strip().lower()
        exact = [n for n in param.enum if n.lower() == text]
        found = exact or [n for n in param.enum if text and n.lower().startswith(text)]
        if len(found) == 1:
            return found[0]
    if not coerced:
        return DOES_NOT_FIT
    why = f'"{to_text(value)}" is not one of: {", ".join(param.enum)}'
    raise errors.not_converted(spec, param, why, compiled=compiled)


def _without_secret(param: ParamSpec, why: str, value: Value) -> str:
    """What is wrong with a value, without the value if it is a secret, or the user and password of an address."""
    for each in (value, *(elements(value) if is_collection(value) else ())):
        text = to_text(each)
        if errors.takes_secret(param.name):
            why = why.replace(text, "***") if text.strip() else why
        elif "://" in text and "@" in text:
            scheme, _, rest = text.partition("://")
            why = why.replace(text, f"{scheme}://***@{rest.rpartition('@')[2]}")
    return why


def _check_type_name(spec: CmdletSpec, param: ParamSpec, value: Value) -> None:
    wanted = str(param.of).lower()
    for one in elements(value) if is_collection(value) else (value,):
        if one is None or wanted not in (n.lower() for n in type_names(one)):
            raise errors.binding_error(
                spec,
                "MismatchedPSTypeName",
                f"-{param.name} takes objects of the type {param.of}, and this is not one.",
                param.name,
            )


def _check_empty(spec: CmdletSpec, param: ParamSpec, value: Value, deeper: bool = True) -> None:
    """What a mandatory parameter does not take: null, an empty text, an empty collection, or such elements.

    An empty text is refused only where the declared type, or that of the elements, is a text.
    """
    if value is None:
        if not param.allow_null:
            raise errors.invalid(spec, param, "it is null", "NullNotAllowed")
        return
    type_ = param_type(param)
    if isinstance(value, str):
        declared = type_ if deeper or type_.element is None else type_.element
        if not value and not param.allow_empty_string and declared.full_name == "System.String":
            raise errors.invalid(spec, param, "it is an empty text", "EmptyStringNotAllowed")
        return
    if not deeper or not (type_.element is not None or is_collection(value)):
        return
    if type_.element is None and type_.full_name == "System.Object":
        return
    seen = False
    for element in elements(value):
        seen = True
        if type_.element is not None and type_.element.value_type:
            break
        _check_empty(spec, param, element, deeper=False)
    if not seen and not param.allow_empty_collection:
        kind = "EmptyArrayNotAllowed" if type_.element is not None else "EmptyCollectionNotAllowed"
        raise errors.invalid(spec, param, "it is an empty collection", kind)
