from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any

from ...declare.cmdlet import Example, Param, cmdlet
from ...engine.values.text import to_text
from .common import ItemCmdlet
from .paths import drive_not_found, path_info, unknown_drive


@cmdlet("Join-Path", outputs="System.String", error_name="Microsoft.PowerShell.Commands.JoinPathCommand")
class JoinPath(ItemCmdlet):
    """Join a folder and names into a path."""

    path = Param(
        "string[]", mandatory=True, position=0, pipeline="value property", aliases=("PSPath",), help="The folders."
    )
    child_path = Param(
        "string[]",
        mandatory=True,
        position=1,
        pipeline="property",
        allow_empty_string=True,
        allow_empty_collection=True,
        allow_null=True,
        help="The names to join to the folder.",
    )
    additional_child_path = Param(
        "string[]",
        position=2,
        pipeline="property",
        remaining=True,
        allow_empty_string=True,
        allow_empty_collection=True,
        allow_null=True,
        help="More parts.",
    )
    resolve = Param("switch", help="Return the existing paths that the joined ones stand for.")
    examples = (Example("Join-Path out results.jsonl", "out/results.jsonl", result="out/results.jsonl"),)
    remarks = "There is no -Credential."

    literal_path: Any = None

    def process(self) -> Iterator[str]:
        children = [*(self.child_path or ()), *(self.additional_child_path or ())]
        for path in self.given_paths():
            if (unknown := unknown_drive(self.session, path)) is not None:
                self.write_error(drive_not_found(unknown).record)
                continue
            for child in children:
                path = join(path, to_text(child))
            if not self.resolve:
                yield path
                continue
            for place in self.places_of(path):
                yield str(path_info(self.session, place, path))


def join(parent: str, child: str) -> str:
    """The two with one separator between them."""
    if os.sep == "/":
        parent, child = parent.replace("\\", "/"), child.replace("\\", "/")
    if not parent:
        return child
    tail = child.lstrip("\\/")
    return parent + tail if parent[-1] in "\\/" else parent + os.sep + tail
