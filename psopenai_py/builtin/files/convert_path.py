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
    """Tell the full paths of existing items as plain text, without drives of PowerShell's own."""

    path = path_param()
    literal_path = literal_path_param()
    force = Param("switch", help="Let wildcards match hidden items too.")
    examples = (Example("Convert-Path ~", "The home folder."),)

    def process(self) -> Iterator[str]:
        for place in self.places():
            yield place.path
