"""What a function's ``dynamicparam`` block makes: RuntimeDefinedParameters, their dictionary and attributes."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from ...declare import validators as checks
from ...declare.cmdlet import ALL_SETS, CmdletSpec, InSet, ParamSpec
from ...dotnet.collections.dictionaries import GenericDictionary
from ...dotnet.model.core import OBJECT
from ...dotnet.model.registry import get_type, register
from ...dotnet.model.types import DotNetType, Value
from ..values.enumeration import as_list
from ..values.objects import unwrap
from ..values.text import to_text
from .command_metadata import ALIAS, ATTRIBUTE, PARAMETER, VALIDATOR_TYPES, Described, SetFlags

_AUTOMATION = "System.Management.Automation."


class RuntimeParameter:
    """A RuntimeDefinedParameter."""

    __slots__ = ("attributes", "is_set", "name", "type", "value")

    def __init__(self, name: str = "", type_: DotNetType | None = None, attributes: Value = None) -> None:
        self.name = name
        self.type = type_ or OBJECT
        self.attributes: Any = attributes if attributes is not None else _collection()
        self.value: Value = None
        self.is_set = False


def _collection() -> Value:
    return get_type("System.Collections.ObjectModel.Collection[System.Attribute]").make()


RUNTIME_PARAMETER = register(DotNetType(_AUTOMATION + "RuntimeDefinedParameter", python=RuntimeParameter, base=OBJECT))
RUNTIME_PARAMETER.constructor()(RuntimeParameter)
RUNTIME_PARAMETER.constructor("string", "type", "System.Collections.ObjectModel.Collection[System.Attribute]")(
    RuntimeParameter
)
RUNTIME_PARAMETER.prop("Name", "string")(lambda it: it.name)
RUNTIME_PARAMETER.prop("ParameterType", "type")(lambda it: it.type)
RUNTIME_PARAMETER.prop("Value")(lambda it: it.value)
RUNTIME_PARAMETER.prop("IsSet", "bool")(lambda it: it.is_set)
RUNTIME_PARAMETER.prop("Attributes")(lambda it: it.attributes)
for _name, _slot in (("Name", "name"), ("ParameterType", "type"), ("Value", "value"), ("IsSet", "is_set")):
    RUNTIME_PARAMETER.setter(_name)(lambda it, new, slot=_slot: setattr(it, slot, new))

_TABLE = get_type(f"System.Collections.Generic.Dictionary[string,{RUNTIME_PARAMETER.full_name}]")
TABLE = register(DotNetType(_AUTOMATION + "RuntimeDefinedParameterDictionary", base=_TABLE, arguments=_TABLE.arguments))
TABLE.constructor()(lambda: GenericDictionary(TABLE))


# -- attributes that scripts make -------------------------------------------------------------------------------------


def _declare_parameter() -> None:
    PARAMETER.constructor()(lambda: Described(PARAMETER, SetFlags(ParamSpec("", "object", {}), ALL_SETS, InSet())))

    def flag(name: str, slot: str) -> None:
        PARAMETER.setter(name)(lambda it, new: setattr(it.of.flags, slot, new))

    for name, slot in (
        ("Mandatory", "mandatory"),
        ("Position", "position"),
        ("ValueFromPipeline", "by_value"),
        ("ValueFromPipelineByPropertyName", "by_property"),
        ("ValueFromRemainingArguments", "remaining"),
    ):
        flag(name, slot)
    PARAMETER.setter("ParameterSetName")(lambda it, new: setattr(it.of, "set_name", new or ALL_SETS))
    PARAMETER.setter("HelpMessage")(lambda it, new: setattr(it.of.param, "help", new or ""))
    PARAMETER.setter("DontShow")(lambda it, new: setattr(it.of.param, "hidden", new))


def _declare_validator(cls: type, parameters: tuple[str, ...], make: Callable[..., Value], variadic: bool) -> None:
    type_ = VALIDATOR_TYPES[cls]
    type_.constructor(*parameters, variadic=variadic)(lambda *args: Described(type_, make(*args)))
    for prop in list(type_.properties.values()):
        if prop.name in ("ErrorMessage", "IgnoreCase"):
            slot = "message" if prop.name == "ErrorMessage" else "ignore_case"
            prop.set = lambda it, new, slot=slot: setattr(it.of, slot, new)


_declare_parameter()
ALIAS.constructor("string[]", variadic=True)(lambda *names: Described(ALIAS, ParamSpec("", "object", {}, tuple(names))))
for _cls, _parameters, _make, _variadic in (
    (checks.ValidateSet, ("string[]",), lambda *values: checks.ValidateSet(tuple(values)), True),
    (checks.ValidateRange, ("object", "object"), checks.ValidateRange, False),
    (checks.ValidateLength, ("int", "int"), checks.ValidateLength, False),
    (checks.ValidateCount, ("int", "int"), checks.ValidateCount, False),
    (checks.ValidatePattern, ("string",), checks.ValidatePattern, False),
    (checks.ValidateScript, ("scriptblock",), checks.ValidateScript, False),
    (checks.ValidateNotNull, (), checks.ValidateNotNull, False),
    (checks.ValidateNotNullOrEmpty, (), checks.ValidateNotNullOrEmpty, False),
    (checks.ValidateNotNullOrWhiteSpace, (), checks.ValidateNotNullOrWhiteSpace, False),
):
    _declare_validator(_cls, _parameters, _make, _variadic)

_ALLOWING = ("AllowNull", "AllowEmptyString", "AllowEmptyCollection")
_ALLOWS: dict[str, DotNetType] = {}
for _name in _ALLOWING:
    _ALLOWS[_name] = register(DotNetType(f"{_AUTOMATION}{_name}Attribute", _name.lower(), base=ATTRIBUTE))
    _ALLOWS[_name].constructor()(lambda type_=_ALLOWS[_name]: Described(type_, None))


# -- as a declaration -------------------------------------------------------------------------------------------------


def with_dynamic(spec: CmdletSpec, made: Iterable[RuntimeParameter]) -> CmdletSpec:
    """The declaration of a function with the parameters that its dynamicparam block made."""
    params = dict(spec.params)
    for parameter in made:
        params[parameter.name.lower()] = _param(parameter)
    return replace(spec, params=params)


def runtime_parameters(output: Iterable[Value]) -> list[RuntimeParameter]:
    """The parameters in what a dynamicparam block put out."""
    found: list[RuntimeParameter] = []
    for value in output:
        table = unwrap(value)
        if isinstance(table, GenericDictionary):
            found += [each for each in map(unwrap, table.values()) if isinstance(each, RuntimeParameter)]
    return found


def _param(parameter: RuntimeParameter) -> ParamSpec:
    sets: dict[str, InSet] = {}
    aliases: list[str] = []
    validators: list[checks.Validator] = []
    allowed: set[str] = set()
    help_text, hidden = "", False
    for attribute in map(unwrap, as_list(parameter.attributes)):
        if not isinstance(attribute, Described):
            continue
        if attribute.dotnet_type is PARAMETER:
            sets[attribute.of.set_name] = attribute.of.flags
            help_text, hidden = attribute.of.param.help or help_text, attribute.of.param.hidden or hidden
        elif attribute.dotnet_type is ALIAS:
            aliases += map(to_text, attribute.of.aliases)
        elif isinstance(attribute.of, checks.Validator):
            validators.append(attribute.of)
        else:
            allowed.add(attribute.dotnet_type.full_name)
    return ParamSpec(
        parameter.name,
        parameter.type,
        sets or {ALL_SETS: InSet()},
        tuple(aliases),
        tuple(validators),
        help=help_text,
        hidden=hidden,
        allow_null=_ALLOWS["AllowNull"].full_name in allowed,
        allow_empty_string=_ALLOWS["AllowEmptyString"].full_name in allowed,
        allow_empty_collection=_ALLOWS["AllowEmptyCollection"].full_name in allowed,
    )
