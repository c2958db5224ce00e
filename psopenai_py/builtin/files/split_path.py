from __future__ import annotations

import os
import re
from collections.abc import Iterator
from typing import Any

from ...declare.cmdlet import Example, Param, cmdlet
from ...dotnet.io.paths import base_name, extension
from .common import ItemCmdlet, literal_path_param
from .paths import path_info

_SETS = ("ParentSet", "LeafSet", "LeafBaseSet", "ExtensionSet", "QualifierSet", "NoQualifierSet", "IsAbsoluteSet")
_ARGUMENT = "System.Management.Automation.PSArgumentException"
_QUALIFIER = re.compile(r"([A-Za-z]\w*:|.*?::)(.*)\Z", re.DOTALL)


def _part(set_name: str, help: str, mandatory: bool = True) -> Any:
    return Param("switch", set=set_name, mandatory=mandatory, pipeline="property", help=help)


@cmdlet(
    "Split-Path",
    default_set="ParentSet",
    outputs=("System.String", "System.Boolean"),
    error_name="Microsoft.PowerShell.Commands.SplitPathCommand",
)
class SplitPath(ItemCmdlet):
    """Get a part of a path: the folder, the name, the extension."""

    path = Param("string[]", set=_SETS, mandatory=True, position=0, pipeline="value property", help="The paths.")
    literal_path = literal_path_param("paths", set="LiteralPathSet")
    qualifier = _part("QualifierSet", "The drive with its colon.")
    no_qualifier = _part("NoQualifierSet", "What comes after the drive.")
    parent = _part("ParentSet", "The folder; this is the default.", mandatory=False)
    leaf = _part("LeafSet", "The name.")
    leaf_base = _part("LeafBaseSet", "The name without its extension.")
    extension = _part("ExtensionSet", "The extension with its dot.")
    resolve = Param("switch", help="Return the parts of the existing paths that wildcards stand for.")
    is_absolute = Param("switch", set="IsAbsoluteSet", mandatory=True, help="Whether the path starts at a root.")
    examples = (Example("Split-Path /data/out.jsonl -LeafBase", "out", result="out"),)
    remarks = "There is no -Credential."

    def process(self) -> Iterator[Any]:
        for path in self.given_paths():
            for one in self._resolved(path) if self.resolve else [path]:
                found = self._part_of(one)
                if found is not None:
                    yield found

    def _resolved(self, path: str) -> list[str]:
        return [str(path_info(self.session, place, path)) for place in self.places_of(path)]

    def _part_of(self, path: str) -> Any:
        qualified = _QUALIFIER.match(path)
        if self.qualifier:
            if qualified is None:
                message = f"The path '{path}' does not name a drive."
                self.refuse("ParsePathFormatError", message, "InvalidArgument", path, "System.FormatException")
                return None
            return qualified[1]
        if self.no_qualifier:
            return path if qualified is None else qualified[2]
        if self.is_absolute:
            return qualified is not None or path[:1] in ("/", "\\")
        name = leaf_of(path)
        if self.leaf:
            return name
        if self.leaf_base:
            return base_name(name)
        if self.extension:
            return extension(name)
        if not path.strip("/\\"):
            self.refuse("Argument", f"The path '{path}' has no parent.", "InvalidArgument", path, _ARGUMENT)
            return None
        return parent_of(path)


def _normal(path: str) -> str:
    path = path.replace("\\", "/") if os.sep == "/" else path.replace("/", "\\")
    return path.rstrip(os.sep) if path.strip(os.sep) else path


def leaf_of(path: str) -> str:
    """The last part of a path."""
    text = _normal(path)
    return text.rpartition(os.sep)[2] or text


def parent_of(path: str) -> str:
    """The path before the last part; empty if there is only one part."""
    found = _normal(path).rpartition(os.sep)[0].rstrip(os.sep)
    return found + os.sep if _QUALIFIER.fullmatch(found) and found.endswith(":") else found
