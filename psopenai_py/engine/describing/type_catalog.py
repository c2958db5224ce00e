"""Which module of the engine declares which .NET types. The registry imports it when one of the names is first used.

The rows contain full names and accelerators. `shell.Shell` gives the table to the registry (`registry.add_catalog`).
"""

from __future__ import annotations

#: the attributes of parameters, which scripts also make as objects
_ATTRIBUTES = (
    "Parameter", "Alias", "ValidateSet", "ValidateRange", "ValidateLength", "ValidateCount", "ValidatePattern",
    "ValidateScript", "ValidateNotNull", "ValidateNotNullOrEmpty", "ValidateNotNullOrWhiteSpace", "AllowNull",
    "AllowEmptyString", "AllowEmptyCollection",
)  # fmt: skip

ENGINE_TYPES: dict[str, tuple[str, ...]] = {
    "psopenai_py.engine.members.psmembers": (
        "psnoteproperty",
        "psaliasproperty",
        "psscriptproperty",
        "psscriptmethod",
        "System.Management.Automation.PSMemberInfo",
        "System.Management.Automation.PSPropertyInfo",
        "System.Management.Automation.PSProperty",
        "System.Management.Automation.PSNoteProperty",
        "System.Management.Automation.PSAliasProperty",
        "System.Management.Automation.PSScriptProperty",
        "System.Management.Automation.PSCodeProperty",
        "System.Management.Automation.PSPropertySet",
        "System.Management.Automation.PSMemberSet",
        "System.Management.Automation.PSMethodInfo",
        "System.Management.Automation.PSMethod",
        "System.Management.Automation.PSScriptMethod",
    ),
    "psopenai_py.engine.describing.attributes": (
        *(f"System.Management.Automation.{name}Attribute" for name in _ATTRIBUTES),
        *_ATTRIBUTES,
        "System.Attribute",
        "System.FlagsAttribute",
        "System.Management.Automation.ValidateArgumentsAttribute",
        "System.Management.Automation.ValidateEnumeratedArgumentsAttribute",
        "System.Management.Automation.ArgumentTransformationAttribute",
        "System.Management.Automation.IValidateSetValuesGenerator",
        "System.Management.Automation.IArgumentCompleter",
    ),
    "psopenai_py.engine.describing.proxy_command": (
        "System.Management.Automation.CommandMetadata",
        "System.Management.Automation.ProxyCommand",
    ),
    "psopenai_py.engine.describing.dynamic_parameters": (
        "System.Management.Automation.RuntimeDefinedParameter",
        "System.Management.Automation.RuntimeDefinedParameterDictionary",
    ),
    "psopenai_py.engine.describing.command_metadata": (
        "System.Management.Automation.CommandInfo",
        "System.Management.Automation.CmdletInfo",
        "System.Management.Automation.FunctionInfo",
        "System.Management.Automation.FilterInfo",
        "System.Management.Automation.AliasInfo",
        "System.Management.Automation.ApplicationInfo",
        "System.Management.Automation.ExternalScriptInfo",
        "System.Management.Automation.ScriptInfo",
    ),
    "psopenai_py.engine.describing.record_types": (
        "System.Management.Automation.ErrorRecord",
        "System.Management.Automation.ErrorCategoryInfo",
        "System.Management.Automation.ErrorDetails",
        "System.Management.Automation.InvocationInfo",
        "psvariable",
        "System.Management.Automation.PSVariable",
        "System.Management.Automation.InformationRecord",
        "System.Management.Automation.HostInformationMessage",
        "System.Management.Automation.CompletionResult",
    ),
    "psopenai_py.engine.describing.host_types": (
        "System.Management.Automation.Internal.Host.InternalHost",
        "System.Management.Automation.Internal.Host.InternalHostUserInterface",
        "System.Management.Automation.Internal.Host.InternalHostRawUserInterface",
        "System.Management.Automation.Host.ChoiceDescription",
        "System.Management.Automation.Host.FieldDescription",
        "System.Management.Automation.Host.Size",
        "System.Management.Automation.Host.Coordinates",
    ),
    "psopenai_py.engine.describing.style": (
        "System.Management.Automation.PSStyle",
        "System.Management.Automation.OutputRendering",
        "System.Management.Automation.PSStyle+ForegroundColor",
        "System.Management.Automation.PSStyle+BackgroundColor",
        "System.Management.Automation.PSStyle+FormattingData",
    ),
    "psopenai_py.engine.describing.language_primitives": ("System.Management.Automation.LanguagePrimitives",),
    "psopenai_py.engine.describing.wildcard_type": (
        "wildcardpattern",
        "System.Management.Automation.WildcardPattern",
    ),
}
