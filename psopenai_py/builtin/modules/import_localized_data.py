from __future__ import annotations

import os
from typing import Any

from ...declare.cmdlet import Example, Param, cmdlet
from ...engine.pipeline.cmdlet import Cmdlet
from ...engine.values.text import to_text
from ...language.runtime.frame import interpreter
from ...language.session.data_files import read_data_file


@cmdlet(
    "Import-LocalizedData",
    outputs="System.Collections.Hashtable",
    error_name="Microsoft.PowerShell.Commands.ImportLocalizedData",
)
class ImportLocalizedData(Cmdlet):
    """Read a script's texts in the language of the user, from a data file (.psd1).

    The file has the name of the script. It is looked for in a folder named after the culture (en-US, then en) beside
    the script, then beside the script itself.
    """

    binding_variable = Param("string", position=0, aliases=("Variable",), help="The variable to set.")
    ui_culture = Param("string", name="UICulture", position=1, help="The culture; by default that of the session.")
    base_directory = Param("string", help="The folder with the cultures' folders; by default that of the script.")
    file_name = Param("string", help="The name of the file; by default that of the script, with .psd1.")
    supported_command = Param("string[]", help="Commands that the file may call beside ConvertFrom-StringData.")
    examples = (
        Example(
            "Import-LocalizedData -BindingVariable texts -BaseDirectory . -FileName texts; $texts.Greeting",
            "Sets $texts from ./en-US/texts.psd1; in a script the names are the script's.",
            result="Hello",
        ),
    )

    def process(self) -> Any:
        script = self._script()
        folder = self.session.path(to_text(self.base_directory)) if self.base_directory else os.path.dirname(script)
        name = to_text(self.file_name) or os.path.splitext(os.path.basename(script))[0]
        if not folder or not name:
            raise self.stop_with(
                "NotCalledFromAScriptFile",
                "Use -FileName and -BaseDirectory: no script file calls Import-LocalizedData.",
                "InvalidOperation",
                None,
                "System.Management.Automation.PSInvalidOperationException",
            )
        path = self._find(folder, name if name.lower().endswith(".psd1") else name + ".psd1")
        if path is None:
            return None
        found = read_data_file(
            self.session, path, ["ConvertFrom-StringData", *map(to_text, self.supported_command or ())], table=False
        )
        if self.binding_variable is None:
            return [found]
        self.session.scope.set(to_text(self.binding_variable).removeprefix("$"), found)
        return None

    def _script(self) -> str:
        """The file of the code that calls."""
        extent = self.runtime.invocation.extent if self.runtime.invocation is not None else None
        if extent is not None and extent.file:
            return str(extent.file)
        call = interpreter(self.session).call
        return (call.file or "") if call is not None else ""

    def _find(self, folder: str, name: str) -> str | None:
        culture = to_text(self.ui_culture or self.session.get_variable("PSUICulture"))
        cultures = [culture]
        while "-" in cultures[-1]:
            cultures.append(cultures[-1].rpartition("-")[0])
        for each in [*cultures, ""]:
            path = os.path.join(folder, each, name)
            if os.path.isfile(path):
                return path
        self.fail(
            "ImportLocalizedData",
            f"There is no file {name} for the culture {culture} in {folder}.",
            "ObjectNotFound",
            os.path.join(folder, culture, name),
            "System.Management.Automation.PSInvalidOperationException",
        )
        return None
