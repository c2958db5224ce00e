from __future__ import annotations

from typing import Any

from ...declare.cmdlet import Example, Param, cmdlet
from ...declare.validators import ValidateSet
from ...dotnet.collections.dictionaries import Hashtable
from ...dotnet.model.types import Value
from ...engine.pipeline.cmdlet import Cmdlet, Output
from ...engine.values.enumeration import as_list
from ...engine.values.objects import unwrap
from ...engine.values.text import to_text
from ...errors import TerminatingError
from ...language.runtime.module import Module
from ...language.session.module_info import as_custom_object
from ...language.session.modules import ImportOptions, import_module, running_module, unusual_verbs
from .parameters import fully_qualified_name_param, module_info_param


def _only(what: str) -> Any:
    return Param("string[]", help=f"Import only these {what}; wildcards are allowed.")


@cmdlet(
    "Import-Module",
    default_set="Name",
    outputs="System.Management.Automation.PSModuleInfo",
    error_name="Microsoft.PowerShell.Commands.ImportModuleCommand",
)
class ImportModule(Cmdlet):
    """Load a module of script functions from a file or from the folders of PSModulePath.

    The functions are added to the global scope; inside of a module they are added to that module.
    """

    name = Param(
        "string[]",
        set="Name",
        mandatory=True,
        position=0,
        pipeline="value",
        help="The modules' names, or the paths of their files or folders.",
    )
    fully_qualified_name = fully_qualified_name_param()
    module_info = module_info_param()
    global_ = Param("switch", name="Global", help="Import into the global scope.")
    prefix = Param("string", help="A prefix for the functions' nouns.")
    function = _only("functions")
    cmdlet = _only("cmdlets")
    variable = _only("variables")
    alias = _only("aliases")
    force = Param("switch", help="Load the module again.")
    pass_thru = Param("switch", help="Return the module.")
    as_custom_object = Param("switch", help="Return an object with a method for each function, and import nothing.")
    minimum_version = Param("string", set="Name", aliases=("Version",), help="The lowest version that will do.")
    maximum_version = Param("string", set="Name", help="The highest version that will do.")
    required_version = Param("string", set="Name", help="The only version that will do.")
    argument_list = Param("object[]", aliases=("Args",), help="Arguments for the param block of the module's script.")
    disable_name_checking = Param("switch", help="Do not warn of verbs that are not approved.")
    no_clobber = Param("switch", aliases=("NoOverwrite",), help="Do not replace commands of the same names.")
    scope = Param("string", validators=(ValidateSet(("Local", "Global")),), help="The scope of the functions.")
    skip_edition_check = Param("switch", help="Accepted for compatibility.")
    examples = (
        Example(
            "Import-Module ./Tools.psm1; Get-Tool", "Loads the functions of a file, and calls one.", result="hammer"
        ),
    )
    remarks = (
        "Modules are scripts: .psm1, .psd1 and .ps1. Assemblies (.dll), remote modules and those of Windows "
        "PowerShell do not load. PSOpenAI is always this package, also where a script names the file of the "
        "PowerShell module."
    )

    def process(self) -> Output:
        for wanted in self.name or self.fully_qualified_name or self.module_info or ():
            self._import(self._spec(unwrap(wanted)))
        return None

    def _spec(self, wanted: Value) -> Value:
        limits = {
            "ModuleVersion": self.minimum_version,
            "MaximumVersion": self.maximum_version,
            "RequiredVersion": self.required_version,
        }
        return _table(wanted, limits) if any(limits.values()) else wanted

    def _import(self, wanted: Value) -> None:
        session = self.session
        everywhere = self.global_ or to_text(self.scope).lower() == "global"
        importer = None if everywhere else running_module(session)
        options = ImportOptions(
            importer,
            session.scope if to_text(self.scope).lower() == "local" else None,
            bool(self.force),
            to_text(self.prefix),
            as_list(self.argument_list),
            {kind: _texts(getattr(self, kind)) for kind in ("function", "cmdlet", "variable", "alias")},
            bool(self.no_clobber),
            quiet=bool(self.as_custom_object),
        )
        try:
            module = import_module(session, wanted, options)
        except TerminatingError as error:
            if not error.record.error_id.startswith("Modules_"):
                raise
            self.write_error(error.record)
            return
        if module is None:
            return
        if not self.disable_name_checking:
            self._check_names(module)
        if self.as_custom_object:
            self.write(as_custom_object(module))
        elif self.pass_thru:
            self.write(module)

    def _check_names(self, module: Module) -> None:
        unusual = unusual_verbs(module)
        if unusual:
            self.runtime.write_warning(
                f"The module '{module.name}' exports commands whose verbs are not approved (Get-Verb lists those that "
                f"are), so they are harder to find: {', '.join(unusual[:5])}{' ...' if len(unusual) > 5 else ''}"
            )


def _texts(given: Value) -> list[str] | None:
    return None if given is None else [to_text(each) for each in as_list(given)]


def _table(name: Value, limits: dict[str, Value]) -> Value:
    made = Hashtable({"ModuleName": to_text(name)})
    for key, value in limits.items():
        if value:
            made[key] = value
    return made
