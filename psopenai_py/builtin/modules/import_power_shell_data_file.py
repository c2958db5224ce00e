from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ...declare.cmdlet import Example, cmdlet
from ...errors import TerminatingError
from ...language.session.data_files import read_data_file
from ..files.common import ItemCmdlet, literal_path_param, path_param
from ..files.paths import no_file


@cmdlet(
    "Import-PowerShellDataFile",
    default_set="Path",
    outputs="System.Collections.Hashtable",
    error_name="Microsoft.PowerShell.Commands.ImportPowerShellDataFileCommand",
)
class ImportPowerShellDataFile(ItemCmdlet):
    """Read the table of a data file (.psd1) without running code."""

    path = path_param("value", "The files; wildcards are allowed.")
    literal_path = literal_path_param("files")
    examples = (Example("(Import-PowerShellDataFile ./Tools.psd1).ModuleVersion", "The version of a module."),)

    def process(self) -> Iterator[Any]:
        for place in self.places():
            if place.drive is not None:
                raise no_file(self, place)
            try:
                yield read_data_file(self.session, place.path)
            except TerminatingError as error:
                self.write_error(error.record)
