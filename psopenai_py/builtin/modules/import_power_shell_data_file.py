from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ...declare.cmdlet import Example, Param, cmdlet
from ...errors import TerminatingError
from ...language.session.data_files import not_data, read_data_file
from ..files.common import ItemCmdlet, literal_path_param, path_param
from ..files.paths import no_file

_MOST = 500  # keys that a table may have


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
    skip_limit_check = Param("switch", help="Accept a table with more than 500 keys.")
    examples = (
        Example("(Import-PowerShellDataFile ./Tools.psd1).ModuleVersion", "The version of a module.", result="1.0.0"),
    )

    def process(self) -> Iterator[Any]:
        for place in self.places():
            if place.drive is not None:
                raise no_file(self, place)
            try:
                table = read_data_file(self.session, place.path)
                if len(table) > _MOST and not self.skip_limit_check:
                    text = f"it has {len(table)} keys, and more than {_MOST} need -SkipLimitCheck"
                    raise not_data("InvalidOperationException", place.path, text)
                yield table
            except TerminatingError as error:
                self.write_error(error.record)
