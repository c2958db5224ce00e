from __future__ import annotations

from ...declare.cmdlet import Example, Param, cmdlet
from ...declare.validators import ValidateSet
from ...engine.pipeline.cmdlet import Cmdlet, Output
from ...engine.values.enumeration import as_list
from ...engine.values.objects import PSObject
from ...engine.values.text import to_text
from ...errors import TerminatingError


@cmdlet("Import-Module", default_set="Name", error_name="Microsoft.PowerShell.Commands.ImportModuleCommand")
class ImportModule(Cmdlet):
    """Load a module of script functions from a file or from the folders of PSModulePath."""

    name = Param(
        "object[]", mandatory=True, position=0, pipeline="value", help="The module's name, or the path of its file."
    )
    prefix = Param("string", help="A prefix for the functions' nouns.")
    force = Param("switch", help="Load the module again.")
    pass_thru = Param("switch", help="Return the module.")
    disable_name_checking = Param("switch", help="Accepted for compatibility.")
    global_ = Param("switch", name="Global", help="Import the functions into the global scope.")
    scope = Param("string", validators=(ValidateSet(("Local", "Global")),), help="The scope of the functions.")
    minimum_version = Param("object", aliases=("Version",), help="Accepted for compatibility.")
    required_version = Param("object", help="Accepted for compatibility.")
    examples = (Example("Import-Module ./Tools.psm1", "Loads the functions of a file."),)

    def process(self) -> Output:
        everywhere = self.global_ or to_text(self.scope).lower() == "global"
        scope = self.session.globals if everywhere else self.session.scope
        for name in as_list(self.name):
            shown = to_text(name["Name"] if isinstance(name, PSObject) and "Name" in name else name)
            try:
                module = self.session.language.import_module(shown, scope, bool(self.force), to_text(self.prefix))
            except TerminatingError as error:
                if error.record.error_id != "Modules_ModuleNotFound":
                    raise
                self.write_error(error.record)
                continue
            if self.pass_thru:
                self.write(module)
        return None
