"""Which module of the engine declares which .NET types. The registry imports it when one of the names is first used.

The rows contain full names and accelerators. `shell.Shell` gives the table to the registry (`registry.add_catalog`).
"""

from __future__ import annotations

_AUTOMATION = "System.Management.Automation."


def _named(names: str) -> tuple[str, ...]:
    """The full names of types of PowerShell's own namespace."""
    return tuple(_AUTOMATION + name for name in names.split())


ENGINE_TYPES: dict[str, tuple[str, ...]] = {
    "psopenai_py.engine.members.psmembers": (
        *("psnoteproperty", "psaliasproperty", "psscriptproperty", "psscriptmethod"),
        *_named("PSMemberInfo PSPropertyInfo PSMethodInfo PSMethod PSScriptMethod PSProperty PSCodeProperty"),
        *_named("PSNoteProperty PSAliasProperty PSScriptProperty PSPropertySet PSMemberSet"),
    ),
    "psopenai_py.engine.describing.command_metadata": _named(
        "CommandInfo CmdletInfo FunctionInfo FilterInfo AliasInfo ApplicationInfo ExternalScriptInfo ScriptInfo"
    ),
    "psopenai_py.engine.describing.record_types": _named(
        "ErrorRecord ErrorCategoryInfo ErrorDetails InvocationInfo PSVariable InformationRecord HostInformationMessage"
    ),
    "psopenai_py.engine.describing.wildcard_type": ("wildcardpattern", *_named("WildcardPattern")),
}
