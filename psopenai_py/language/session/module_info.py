"""Modules as scripts see them: the members of [psmoduleinfo]."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from ...dotnet.collections.dictionaries import GenericDictionary, NetDictionary
from ...dotnet.model.core import OBJECT, Ref
from ...dotnet.model.registry import find_type, get_type, register
from ...dotnet.model.types import DotNetType, Value
from ...engine.binding.arguments import ValueToken
from ...engine.conversion.conversion import convert
from ...engine.pipeline.pipeline import run_pipeline
from ...engine.session.commands import CommandInfo
from ...engine.session.invocation_info import InvocationInfo
from ...engine.session.scope import Variable
from ...engine.session.session import Session
from ...engine.values.enumeration import as_list
from ...engine.values.objects import PSObject, ScriptMethod, ScriptProperty
from ...engine.values.text import to_text
from ...errors import NetException, TerminatingError, UsageError
from ..compile.commands import make_processor
from ..compile.constants import literal_value
from ..compile.scriptblock import Block
from ..runtime.module import Module
from ..runtime.pscmdlet import SessionState
from ..syntax.errors import ParseError
from .manifests import ModuleSpec, spec_of

MODULE = register(DotNetType("System.Management.Automation.PSModuleInfo", "psmoduleinfo", base=OBJECT, python=Module))


def _specification(value: Value) -> ModuleSpec:
    """The conversion to ModuleSpecification: of a name, of a table, of a module."""
    if not isinstance(value, (str, NetDictionary, Module, ModuleSpec)):
        raise TypeError(f"not a module specification: {value!r}")
    try:
        return spec_of(value)
    except TerminatingError as error:
        raise ValueError(error.record.message) from None


SPECIFICATION = register(
    DotNetType(
        "Microsoft.PowerShell.Commands.ModuleSpecification", base=OBJECT, python=ModuleSpec, convert=_specification
    )
)
SPECIFICATION.constructor("string")(spec_of)
SPECIFICATION.constructor("hashtable")(spec_of)
SPECIFICATION.prop("Name", "string")(lambda it: it.name)
SPECIFICATION.prop("Version")(lambda it: _as("version", it.minimum or None))
SPECIFICATION.prop("MaximumVersion", "string")(lambda it: it.maximum or None)
SPECIFICATION.prop("RequiredVersion")(lambda it: _as("version", it.exact or None))
SPECIFICATION.prop("Guid")(lambda it: _as("guid", it.guid or None))
SPECIFICATION.method("ToString", returns="string")(str)


@SPECIFICATION.static("TryParse", "string", "ref", returns="bool")
def _try_parse(text: str, out: Ref) -> bool:
    """Read a name, or a table in the form of `ToString`."""
    out.value = None
    try:
        value = literal_value(text) if text.lstrip().startswith("@{") else text
        out.value = spec_of(value)
    except (ParseError, UsageError, TerminatingError):
        return False
    return True


# -- what its manifest says -------------------------------------------------------------------------------------------


def _of_manifest(module: Module, key: str) -> Value:
    return module.manifest.get(key) if isinstance(module.manifest, NetDictionary) else None


def _public(module: Module, key: str) -> Value:
    """A value of ``PrivateData.PSData``."""
    private = _of_manifest(module, "PrivateData")
    data = private.get("PSData") if isinstance(private, NetDictionary) else None
    return data.get(key) if isinstance(data, NetDictionary) else None


def _as(type_name: str, value: Value) -> Value:
    type_ = find_type(type_name)
    if value is None or type_ is None:
        return None
    try:
        return convert(value, type_)
    except NetException:
        return value


_LISTS = {
    "FileList": "FileList", "Scripts": "ScriptsToProcess", "ExportedFormatFiles": "FormatsToProcess",
    "ExportedTypeFiles": "TypesToProcess", "CompatiblePSEditions": "CompatiblePSEditions",
    "RequiredAssemblies": "RequiredAssemblies", "ModuleList": "ModuleList",
}  # fmt: skip


def _declare_texts() -> None:
    def of_manifest(key: str) -> None:
        MODULE.prop(key, "string")(lambda it: to_text(_of_manifest(it, key)))

    def lists(name: str, key: str) -> None:
        MODULE.prop(name)(lambda it: [to_text(each) for each in as_list(_of_manifest(it, key))])

    def published(name: str, type_name: str) -> None:
        MODULE.prop(name)(lambda it: _as(type_name, _public(it, name)))

    for key in ("Description", "Author", "CompanyName", "Copyright", "HelpInfoUri", "PowerShellHostName"):
        of_manifest(key)
    for name, key in _LISTS.items():
        lists(name, key)
    for name, type_name in (
        ("ProjectUri", "uri"),
        ("LicenseUri", "uri"),
        ("IconUri", "uri"),
        ("ReleaseNotes", "string"),
    ):
        published(name, type_name)


_declare_texts()
MODULE.prop("Tags")(lambda it: [to_text(each) for each in as_list(_public(it, "Tags"))])
MODULE.prop("PrivateData")(lambda it: _of_manifest(it, "PrivateData"))
MODULE.setter("PrivateData")(lambda it, new: _set_private_data(it, new))
MODULE.prop("Guid")(lambda it: _as("guid", _of_manifest(it, "GUID") or "00000000-0000-0000-0000-000000000000"))
MODULE.prop("PowerShellVersion")(lambda it: _as("version", _of_manifest(it, "PowerShellVersion")))
MODULE.prop("Prefix", "string")(lambda it: it.prefix)


def _set_private_data(module: Module, new: Value) -> None:
    if not isinstance(module.manifest, NetDictionary):
        module.manifest = NetDictionary()
    module.manifest["PrivateData"] = new


# -- the module itself ------------------------------------------------------------------------------------------------

MODULE.prop("Name", "string")(lambda it: it.name)
MODULE.prop("Path", "string")(lambda it: it.path or None)
MODULE.prop("ModuleBase", "string")(lambda it: it.base or None)
MODULE.prop("Version")(lambda it: _as("version", it.version))
MODULE.prop("ModuleType", "string")(lambda it: "Manifest" if it.kind == "Manifest" else "Script")
MODULE.prop("AccessMode", "string")(lambda it: "ReadWrite")
MODULE.prop("RootModule", "string")(lambda it: it.root or None)
MODULE.prop("Definition", "string")(lambda it: "")
MODULE.prop("LogPipelineExecutionDetails", "bool")(lambda it: False)
MODULE.prop("NestedModules")(lambda it: list(it.nested))
MODULE.prop("RequiredModules")(lambda it: list(it.required))
MODULE.prop("SessionState")(lambda it: SessionState(it.session, it))
MODULE.prop("OnRemove", "scriptblock")(lambda it: it.on_remove)
MODULE.setter("OnRemove")(lambda it, new: setattr(it, "on_remove", new))
MODULE.method("ToString", returns="string")(str)


# -- exports ----------------------------------------------------------------------------------------------------------


def _table(items: Iterable[tuple[str, Value]], type_name: str) -> GenericDictionary:
    made = GenericDictionary(get_type(f"System.Collections.Generic.Dictionary[string,{type_name}]"))
    for name, value in items:
        made[name] = value
    return made


def _cmdlets(module: Module) -> list[tuple[str, Value]]:
    return [(name, module.session.commands.cmdlet(name)) for name in module.cmdlets]


def _functions(module: Module) -> list[tuple[str, Value]]:
    return [(info.name, info) for info in module.functions.values()]


def _aliases(module: Module) -> list[tuple[str, Value]]:
    return [(name, CommandInfo("Alias", name, definition=target)) for name, target in module.aliases.items()]


_COMMAND = "System.Management.Automation.CommandInfo"
MODULE.prop("ExportedFunctions")(lambda it: _table(_functions(it), _COMMAND))
MODULE.prop("ExportedCmdlets")(lambda it: _table(_cmdlets(it), _COMMAND))
MODULE.prop("ExportedAliases")(lambda it: _table(_aliases(it), _COMMAND))
MODULE.prop("ExportedCommands")(lambda it: _table([*_functions(it), *_cmdlets(it), *_aliases(it)], _COMMAND))
MODULE.prop("ExportedVariables")(
    lambda it: _table(
        [(variable.name, variable) for variable in it.variables.values()], "System.Management.Automation.PSVariable"
    )
)
MODULE.prop("ExportedDscResources")(lambda it: [])


@MODULE.method("GetExportedTypeDefinitions")
def _types(module: Module) -> Value:
    return _table([(type_.name, type_) for type_ in (module.scope.types or {}).values()], "object")


# -- running code in it -----------------------------------------------------------------------------------------------


def bound_to(module: Module, block: Block) -> Block:
    """A script block as code of a module."""
    return Block(block.ast, module.session, module, block.parameters, block.name)


@MODULE.method("Invoke", "scriptblock", "object[]", variadic=True)
def _invoke(module: Module, block: Block, *args: Value) -> Value:
    return bound_to(module, block).value(*args)


MODULE.method("NewBoundScriptBlock", "scriptblock", returns="scriptblock")(bound_to)


@MODULE.method("GetVariableFromCallersModule", "string")
def _callers_variable(module: Module, name: str) -> Value:
    return module.session.scope.find(name.lower())


@MODULE.method("AsCustomObject")
def as_custom_object(module: Module) -> PSObject:
    """An object with a method for each exported function and a property for each exported variable."""
    made = PSObject()
    for variable in module.variables.values():
        made._put(variable.name, _property(variable))
    for info in module.functions.values():
        made._put(info.name, ScriptMethod(partial(_call, module.session, info)))
    return made


def _property(variable: Variable) -> ScriptProperty:
    return ScriptProperty(lambda _: variable.value, lambda _, new: variable.set(new))


def _call(session: Session, info: CommandInfo, owner: Value, *args: Value) -> Value:
    found: list[Value] = []
    tokens = [ValueToken(value) for value in args]
    run_pipeline([make_processor(session, info, [*tokens], None, False, InvocationInfo(info))], found.append)
    return None if not found else found[0] if len(found) == 1 else found
