from __future__ import annotations

from collections.abc import Iterator

from ...declare.cmdlet import Example, Param, cmdlet
from .common import ItemCmdlet, literal_path_param, path_param


@cmdlet(
    "Convert-Path",
    default_set="Path",
    outputs="System.String",
    error_name="Microsoft.PowerShell.Commands.ConvertPathCommand",
)
class ConvertPath(ItemCmdlet):
    """Get the full paths of existing items as plain text, without PowerShell drives."""

    path = path_param()
    literal_path = literal_path_param()
    force = Param("switch", help="Include hidden items for wildcards.")
    examples = (Example("Convert-Path ~", "The home folder."),)

    def process(self) -> Iterator[str]:
        for place in self.places():
            yield place.path
