from __future__ import annotations

import getpass
import uuid
from datetime import date
from typing import Any

from ...declare.cmdlet import Example, Param, cmdlet
from ...dotnet.collections.dictionaries import NetDictionary
from ...dotnet.model.types import Value
from ...engine.pipeline.cmdlet import Cmdlet, Output
from ...engine.values.enumeration import as_list
from ...engine.values.objects import unwrap
from ...engine.values.text import to_text

#: the keys of a manifest in the order in which they are written, with the comment above each
_KEYS: dict[str, str] = {
    "RootModule": "The script module (.psm1) of this manifest",
    "ModuleVersion": "The version of the module",
    "CompatiblePSEditions": "The editions of PowerShell that can run it",
    "GUID": "Identifies the module",
    "Author": "Who wrote it",
    "CompanyName": "The company or person that publishes it",
    "Copyright": "Copyright",
    "Description": "What it does",
    "PowerShellVersion": "The lowest version of PowerShell that it needs",
    "PowerShellHostName": "The host that it needs",
    "PowerShellHostVersion": "The lowest version of that host",
    "DotNetFrameworkVersion": "The lowest version of the .NET Framework (Windows PowerShell only)",
    "ClrVersion": "The lowest version of the common language runtime (Windows PowerShell only)",
    "ProcessorArchitecture": "The processor that it needs (None, X86, Amd64)",
    "RequiredModules": "Modules that are imported before it",
    "RequiredAssemblies": "Assemblies that are loaded before it",
    "ScriptsToProcess": "Scripts that run in the caller's scope before it is imported",
    "TypesToProcess": "Type files (.ps1xml)",
    "FormatsToProcess": "Format files (.ps1xml)",
    "NestedModules": "Modules that are loaded inside of it",
    "FunctionsToExport": "Functions to export; list them, so that they are found without loading the module",
    "CmdletsToExport": "Cmdlets to export",
    "VariablesToExport": "Variables to export",
    "AliasesToExport": "Aliases to export",
    "DscResourcesToExport": "DSC resources to export",
    "ModuleList": "All modules that belong to it",
    "FileList": "All files that belong to it",
    "HelpInfoUri": "Where its updatable help is",
    "DefaultCommandPrefix": "The prefix of its commands' nouns",
}
_PUBLISHED = ("Tags", "LicenseUri", "ProjectUri", "IconUri", "ReleaseNotes", "Prerelease", "RequireLicenseAcceptance",
              "ExternalModuleDependencies")  # fmt: skip


def _one(help: str, type: str = "string", **more: Any) -> Any:
    return Param(type, help=help, **more)


def _many(help: str) -> Any:
    return Param("string[]", help=help, allow_empty_collection=True)


@cmdlet("New-ModuleManifest", should_process=True, error_name="Microsoft.PowerShell.Commands.NewModuleManifestCommand")
class NewModuleManifest(Cmdlet):
    """Write a module's manifest."""

    path = Param("string", mandatory=True, position=0, help="The manifest to write (.psd1).")
    nested_modules = Param("object[]", help=_KEYS["NestedModules"] + ".", allow_empty_collection=True)
    guid = _one("Its GUID; a new one by default.")
    author = _one("Who wrote it; the user by default.")
    company_name = _one("The company or person that publishes it.")
    copyright = _one("The copyright.")
    root_module = _one("The script module (.psm1).", aliases=("ModuleToProcess",))
    module_version = _one("The version; 0.0.1 by default.")
    description = _one("What it does.")
    processor_architecture = _one("The processor that it needs.")
    power_shell_version = _one("The lowest version of PowerShell that it needs.")
    clr_version = _one("For Windows PowerShell only.")
    dot_net_framework_version = _one("For Windows PowerShell only.")
    power_shell_host_name = _one("The host that it needs.")
    power_shell_host_version = _one("The lowest version of that host.")
    required_modules = Param("object[]", help=_KEYS["RequiredModules"] + ".")
    types_to_process = _many("Type files.")
    formats_to_process = _many("Format files.")
    scripts_to_process = _many(_KEYS["ScriptsToProcess"] + ".")
    required_assemblies = _many("Assemblies that are loaded before it.")
    file_list = _many("All files that belong to it.")
    module_list = Param("object[]", help="All modules that belong to it.")
    functions_to_export = _many("The functions; * by default.")
    aliases_to_export = _many("The aliases; * by default.")
    variables_to_export = _many("The variables; * by default.")
    cmdlets_to_export = _many("The cmdlets; * by default.")
    dsc_resources_to_export = _many("The DSC resources.")
    compatible_ps_editions = Param("string[]", name="CompatiblePSEditions", help="Desktop, Core.")
    private_data = Param("object", help="Data for the module's own code.")
    tags = _many("Tags for a gallery.")
    project_uri = _one("The address of the project.")
    license_uri = _one("The address of the license.")
    icon_uri = _one("The address of an icon.")
    release_notes = _one("Release notes.")
    prerelease = _one("The part of the version after the dash.")
    require_license_acceptance = Param("switch", help="Users must accept the license.")
    external_module_dependencies = _many("Modules that a gallery does not install with it.")
    help_info_uri = _one("Where its updatable help is.")
    pass_thru = Param("switch", help="Return the text too.")
    default_command_prefix = _one("The prefix of its commands' nouns.")
    examples = (
        Example(
            (
                "New-ModuleManifest ./New.psd1 -RootModule Tools.psm1 -ModuleVersion 1.2; (Test-ModuleManifest "
                "./New.psd1).Version.ToString()"
            ),
            "Writes the manifest of a module.",
            result="1.2",
        ),
    )

    def process(self) -> Output:
        path = self.session.path(to_text(self.path))
        if not path.lower().endswith(".psd1"):
            raise self.stop_with(
                "Modules_InvalidModuleManifestPath",
                f"-Path: the name of a manifest ends with .psd1, not as {self.path}.",
                "InvalidArgument",
                self.path,
                "System.ArgumentException",
            )
        text = self._text()
        if self.should_process(path, "Creating the file"):
            with open(path, "w", encoding="utf-8", newline="\n") as file:
                file.write(text)
        return [text] if self.pass_thru else None

    def _values(self) -> dict[str, Value]:
        user = to_text(self.author) or getpass.getuser()
        given = {param.name.lower(): getattr(self, param.attribute) for param in self.spec.params.values()}
        defaults: dict[str, Value] = {
            "moduleversion": "0.0.1",
            "guid": str(uuid.uuid4()),
            "author": user,
            "companyname": "Unknown",
            "copyright": f"(c) {to_text(self.author) or user}. All rights reserved.",
            **{f"{kind}toexport": ["*"] for kind in ("functions", "cmdlets", "variables", "aliases")},
        }
        return {key: given[key] if given.get(key) is not None else defaults.get(key) for key in given}

    def _text(self) -> str:
        values = self._values()
        lines = ["#", f"# Module manifest, written on {date.today().isoformat()}", "#", "", "@{", ""]
        for key, comment in _KEYS.items():
            lines += [f"# {comment}", self._line(key, values.get(key.lower())), ""]
        private = unwrap(self.private_data)
        if private is not None:
            lines += ["PrivateData = " + literal(private), ""]
        else:
            lines += ["PrivateData = @{", "", "    PSData = @{", ""]
            for key in _PUBLISHED:
                lines += ["        " + self._line(key, values.get(key.lower())), ""]
            lines += ["    }", "", "}", ""]
        return "\n".join([*lines, "}", ""])

    @staticmethod
    def _line(key: str, value: Value) -> str:
        if value is None or value is False or (isinstance(value, list) and not value and not key.endswith("Export")):
            return f"# {key} = ''"
        shown = value if not isinstance(value, list) or len(value) != 1 else value[0]
        return f"{key} = {literal(shown)}"


def literal(value: Value) -> str:
    """A value as PowerShell source."""
    plain = unwrap(value)
    if plain is None:
        return "$null"
    if isinstance(plain, bool):
        return "$true" if plain else "$false"
    if isinstance(plain, (int, float)):
        return to_text(plain)
    if isinstance(plain, NetDictionary):
        inner = "; ".join(f"{_key(key)} = {literal(each)}" for key, each in plain.items())
        return "@{ " + inner + " }"
    if isinstance(plain, list):
        return "@(" + ", ".join(literal(each) for each in as_list(plain)) + ")"
    return "'" + to_text(plain).replace("'", "''") + "'"


def _key(key: Value) -> str:
    text = to_text(key)
    return text if text.isidentifier() else literal(text)
