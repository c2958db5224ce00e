"""What a command says about itself: the members of ``(Get-Command Get-Batch)``, its parameters and its sets."""

from __future__ import annotations

from typing import Any

from ...declare.cmdlet import ALL_SETS, CmdletSpec, ParamSpec
from ...dotnet.collections.dictionaries import Hashtable
from ...dotnet.model.core import OBJECT
from ...dotnet.model.enums import EnumValue
from ...dotnet.model.registry import find_type, get_type, register
from ...dotnet.model.types import DotNetType, Value
from ..binding.coercion import param_type
from ..binding.parameters import common_of, is_switch_type
from ..conversion.conversion import convert
from ..session.commands import IMPORTED_VERSIONS, MODULE_VERSIONS, AliasTarget, CommandInfo
from ..values.objects import PSObject
from ..values.text import to_text
from .attributes import ALIAS, ALLOWS, ATTRIBUTE, PARAMETER, VALIDATOR_TYPES, Described, SetFlags, declare_flags
from .syntax import in_order, syntax_lines, syntax_text

_AUTOMATION = "System.Management.Automation."


def _type(name: str, base: DotNetType = OBJECT, accelerator: str | None = None) -> DotNetType:
    return register(DotNetType(_AUTOMATION + name, accelerator, base=base))


_CONVERTER = _type("ArgumentTypeConverterAttribute", ATTRIBUTE)
_METADATA = _type("ParameterMetadata")
_SET_METADATA = _type("ParameterSetMetadata")
_SET_INFO = _type("CommandParameterSetInfo")
declare_flags(_SET_METADATA)


class _SetInfo(Described):
    """A parameter set; its text is its syntax."""

    __slots__ = ()

    def __str__(self) -> str:
        return str(self.of)


# -- parameters -------------------------------------------------------------------------------------------------------


def parameters_of(spec: CmdletSpec | None) -> Value:
    """A table of the parameters by name, the common ones last."""
    table = Hashtable()
    if spec is not None:
        for param in (*spec.params.values(), *common_of(spec).values()):
            table[param.name] = Described(_METADATA, param)
    return table


def _attributes(it: Described) -> Value:
    param: ParamSpec = it.of
    found = [Described(PARAMETER, SetFlags(param, name, flags)) for name, flags in param.sets.items()]
    if param.aliases:
        found.append(Described(ALIAS, param))
    found += [make() for make in param.own_attributes]
    found += [
        Described(VALIDATOR_TYPES[type(each)], each) for each in param.validators if type(each) in VALIDATOR_TYPES
    ]
    allowed = (param.allow_null, param.allow_empty_string, param.allow_empty_collection)
    found += [Described(type_, None) for type_, allows in zip(ALLOWS.values(), allowed, strict=True) if allows]
    if param_type(param) is not OBJECT:
        found.append(Described(_CONVERTER, param))
    return found


def _sets(it: Described) -> Value:
    table = Hashtable()
    for name, flags in it.of.sets.items():
        table[name] = Described(_SET_METADATA, SetFlags(it.of, name, flags))
    return table


_METADATA.prop("Name", "string")(lambda it: it.of.name)
_METADATA.prop("ParameterType", "type")(lambda it: param_type(it.of))
_METADATA.prop("ParameterSets")(_sets)
_METADATA.prop("IsDynamic", "bool")(lambda it: False)
_METADATA.prop("Aliases")(lambda it: list(it.of.aliases))
_METADATA.prop("Attributes")(_attributes)
_METADATA.prop("SwitchParameter", "bool")(lambda it: is_switch_type(it.of))


# -- parameter sets ---------------------------------------------------------------------------------------------------


class ParameterSet:
    """One parameter set of a command; its text is its syntax without the command's name."""

    __slots__ = ("name", "spec")

    def __init__(self, spec: CmdletSpec, name: str) -> None:
        self.spec, self.name = spec, name

    def __str__(self) -> str:
        line = syntax_lines(self.spec)[self.spec.set_names.index(self.name)]
        return line.removeprefix(self.spec.name).lstrip()


def sets_of(spec: CmdletSpec | None) -> Value:
    """The command's parameter sets."""
    return [] if spec is None else [_SetInfo(_SET_INFO, ParameterSet(spec, name)) for name in spec.set_names]


def default_set_of(spec: CmdletSpec | None) -> Value:
    return None if spec is None or spec.default_set == ALL_SETS else spec.default_set


def _set_parameters(it: Described) -> Value:
    name = it.of.name
    return [Described(_IN_SET, SetFlags(param, name, flags)) for param, flags in in_order(it.of.spec, name)]


_IN_SET = _type("CommandParameterInfo")  # a parameter as a member of the set
declare_flags(_IN_SET)
_IN_SET.prop("Name", "string")(lambda it: it.of.param.name)
_IN_SET.prop("ParameterType", "type")(lambda it: param_type(it.of.param))
_IN_SET.prop("IsDynamic", "bool")(lambda it: False)
_IN_SET.prop("Aliases")(lambda it: list(it.of.param.aliases))
_IN_SET.prop("Attributes")(lambda it: _attributes(Described(_METADATA, it.of.param)))


_SET_INFO.prop("Name", "string")(lambda it: it.of.name)
_SET_INFO.prop("IsDefault", "bool")(lambda it: it.of.spec.default_set == it.of.name and it.of.name != ALL_SETS)
_SET_INFO.prop("Parameters")(_set_parameters)
_SET_INFO.method("ToString", returns="string")(lambda it: str(it.of))


def output_types_of(spec: CmdletSpec | None) -> list[Value]:
    """The types of output that the command declares."""
    names = spec.outputs if spec is not None else ()
    return [PSObject({"Name": name, "Type": find_type(name)}, _AUTOMATION + "PSTypeName") for name in names]


# -- commands ---------------------------------------------------------------------------------------------------------


def _command_type(kind: str) -> Value:
    type_: Any = get_type(_AUTOMATION + "CommandTypes")
    return EnumValue(type_, type_.members[kind])


def _version(info: CommandInfo) -> Value:
    """The version of the command's module; null outside of modules."""
    module = getattr(info.definition, "module", None)
    version = {**MODULE_VERSIONS, **IMPORTED_VERSIONS}.get(info.module) if module is None else module.version
    return None if version is None else convert(version, get_type("version"))


def _definition(info: CommandInfo) -> str:
    """The code of a function, the command of an alias, the path of a file; for a cmdlet its syntax."""
    if info.definition is not None:
        return to_text(info.definition)
    return info.name if info.spec is None else syntax_text(info.spec)


COMMAND_INFO = _type("CommandInfo")
COMMAND_INFO.prop("Name", "string")(lambda it: it.name)
COMMAND_INFO.prop("CommandType", _AUTOMATION + "CommandTypes")(lambda it: _command_type(it.kind))
COMMAND_INFO.prop("Source", "string")(lambda it: it.module)
COMMAND_INFO.prop("ModuleName", "string")(lambda it: it.module)
COMMAND_INFO.prop("Version", "version")(_version)
COMMAND_INFO.method("ToString", returns="string")(lambda it: it.name)
COMMAND_INFO.prop("Definition", "string")(lambda it: _definition(it))
COMMAND_INFO.prop("Parameters")(lambda it: parameters_of(it.spec))
COMMAND_INFO.prop("ParameterSets")(lambda it: sets_of(it.spec))
COMMAND_INFO.prop("DefaultParameterSet", "string")(lambda it: default_set_of(it.spec))
COMMAND_INFO.prop("OutputType")(lambda it: output_types_of(it.spec))

FUNCTION_INFO = _type("FunctionInfo", COMMAND_INFO)
FUNCTION_INFO.prop("ScriptBlock", "scriptblock")(lambda it: it.definition)
FUNCTION_INFO.prop("Module")(lambda it: getattr(it.definition, "module", None))
FUNCTION_INFO.prop("CmdletBinding", "bool")(lambda it: it.spec is not None and it.spec.common)
_type("FilterInfo", FUNCTION_INFO)
CMDLET_INFO = _type("CmdletInfo", COMMAND_INFO)
CMDLET_INFO.prop("Verb", "string")(lambda it: it.name.partition("-")[0])
CMDLET_INFO.prop("Noun", "string")(lambda it: it.name.partition("-")[2])
ALIAS_INFO = _type("AliasInfo", COMMAND_INFO)
ALIAS_INFO.prop("DisplayName", "string")(lambda it: f"{it.name} -> {it.definition}")
ALIAS_INFO.prop("Description", "string")(lambda it: getattr(it.definition, "description", ""))


@ALIAS_INFO.setter("Description")
def _describe_alias(alias: CommandInfo, text: str) -> None:
    if not isinstance(alias.definition, AliasTarget):
        alias.definition = AliasTarget(alias.definition, alias.name)
    alias.definition.description = text


ALIAS_INFO.prop("Options", "string")(lambda it: getattr(it.definition, "option", "") or "None")
ALIAS_INFO.prop("ReferencedCommand", _AUTOMATION + "CommandInfo")(lambda it: it.resolved)
ALIAS_INFO.prop("ResolvedCommand", _AUTOMATION + "CommandInfo")(lambda it: it.resolved)
ALIAS_INFO.prop("ResolvedCommandName", "string")(lambda it: it.resolved.name if it.resolved is not None else None)
for _file in (_type("ApplicationInfo", COMMAND_INFO), _type("ExternalScriptInfo", COMMAND_INFO)):
    _file.prop("Path", "string")(lambda it: it.definition)
    _file.prop("Source", "string")(lambda it: it.definition)
    _file.prop("ScriptBlock", "scriptblock")(lambda it: it.block)
    _file.prop("Module")(lambda it: getattr(it.block, "module", None))
_type("ScriptInfo", COMMAND_INFO)
