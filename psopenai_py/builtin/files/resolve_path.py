from __future__ import annotations

import os
from collections.abc import Iterator

from ...declare.cmdlet import Example, Param, cmdlet
from ...dotnet.model.types import Value
from .common import ItemCmdlet, literal_path_param, path_param
from .paths import locate, path_info


@cmdlet(
    "Resolve-Path",
    default_set="Path",
    outputs="System.Management.Automation.PathInfo",
    error_name="Microsoft.PowerShell.Commands.ResolvePathCommand",
)
class ResolvePath(ItemCmdlet):
    """Get the full paths of existing items."""

    path = path_param()
    literal_path = literal_path_param()
    relative = Param("switch", help="Return paths relative to the current location.")
    relative_base_path = Param("string", help="The folder that the paths are relative to.")
    force = Param("switch", help="Include hidden items for wildcards.")
    examples = (
        Example(
            "Resolve-Path *.jsonl -Relative",
            "The JSON Lines files of the current folder.",
            result="./done.jsonl\n./out.jsonl\n./requests.jsonl\n./results.jsonl",
        ),
    )
    remarks = "There is no -Credential."

    def process(self) -> Iterator[Value]:
        base = (
            self.session.here
            if self.relative_base_path is None
            else locate(self.session, str(self.relative_base_path)).path
        )
        for path in self.given_paths():
            for place in self.places_of(path):
                if not self.relative or place.drive is not None:
                    yield path_info(self.session, place, path)
                    continue
                shown = os.path.relpath(place.path, base)
                yield shown if shown.startswith("..") else os.path.join(".", "" if shown == "." else shown)
