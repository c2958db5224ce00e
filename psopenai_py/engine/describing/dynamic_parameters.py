"""What a function's ``dynamicparam`` block makes: RuntimeDefinedParameters, their dictionary and attributes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ...dataclass import replace
from ...declare import validators as checks
from ...declare.cmdlet import ALL_SETS, CmdletSpec, InSet, ParamSpec
from ...dotnet.collections.dictionaries import GenericDictionary
from ...dotnet.model.core import OBJECT
from ...dotnet.model.registry import get_type, register
from ...dotnet.model.types import DotNetType, Value
from ..values.enumeration import as_list
from ..values.objects import unwrap
from ..values.text import to_text
from .attributes import ALIAS, ALLOWS, PARAMETER, Described

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
        allow_null=ALLOWS["AllowNull"].full_name in allowed,
        allow_empty_string=ALLOWS["AllowEmptyString"].full_name in allowed,
        allow_empty_collection=ALLOWS["AllowEmptyCollection"].full_name in allowed,
    )
