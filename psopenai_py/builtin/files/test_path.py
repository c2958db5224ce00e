from __future__ import annotations

import os
from collections.abc import Iterator

from ...declare.cmdlet import Example, Param, cmdlet
from ...dotnet.io.info import file_system_info
from ...dotnet.time.datetime import DateTime
from ...engine.values.text import to_text
from ...errors import TerminatingError
from .common import ItemCmdlet
from .paths import Place, expand, locate, name_filter


@cmdlet(
    "Test-Path",
    default_set="Path",
    outputs="System.Boolean",
    error_name="Microsoft.PowerShell.Commands.TestPathCommand",
)
class TestPath(ItemCmdlet):
    """Test whether an item exists."""

    path = Param(
        "string[]",
        set="Path",
        mandatory=True,
        position=0,
        pipeline="value property",
        allow_empty_string=True,
        allow_empty_collection=True,
        allow_null=True,
        help="The paths; wildcards are allowed.",
    )
    literal_path = Param(
        "string[]",
        set="LiteralPath",
        mandatory=True,
        pipeline="property",
        aliases=("PSPath", "LP"),
        allow_empty_string=True,
        allow_empty_collection=True,
        allow_null=True,
        help="The paths; no character is treated as a wildcard.",
    )
    filter = Param("string", help="Include only names like this; it supports * and ? only.")
    include = Param("string[]", help="Include only names like one of these.")
    exclude = Param("string[]", help="Leave out names like one of these.")
    path_type = Param(
        "Microsoft.PowerShell.Commands.TestPathType",
        aliases=("Type",),
        default="Any",
        enum=("Any", "Container", "Leaf"),
        help="Whether it must be a folder (Container) or a file (Leaf).",
    )
    is_valid = Param("switch", help="Only test whether the path is valid.")
    older_than = Param("datetime", help="Test whether it was changed before this time.")
    newer_than = Param("datetime", help="Test whether it was changed after this time.")
    examples = (Example("Test-Path Env:OPENAI_API_KEY", "Whether the environment variable is set.", result="True"),)
    remarks = "There is no -Credential."

    def process(self) -> Iterator[bool]:
        paths = self.literal_path if self.is_literal else self.path
        if not paths:
            self.refuse(
                "NullPathNotPermitted",
                "There is no path to test: it is null or empty.",
                "InvalidArgument",
                "",
                "System.Management.Automation.PSArgumentNullException",
            )
            return
        for path in paths:
            text = to_text(path)
            if path is None:
                self.refuse(
                    "NullPathNotPermitted",
                    "There is no path to test: it is null.",
                    "InvalidArgument",
                    "",
                    "System.Management.Automation.PSArgumentNullException",
                )
            elif not text or text.isspace():
                yield False
            else:
                yield self._is_valid(text) if self.is_valid else self._exists(text)

    def _is_valid(self, text: str) -> bool:
        try:
            locate(self.session, text)
        except TerminatingError:
            return False
        return "\0" not in text

    def _exists(self, text: str) -> bool:
        try:
            places = expand(self.session, text, self.is_literal, force=True)
        except TerminatingError:
            return False
        passes = name_filter(self.filter, self.include, self.exclude)
        return any(place.exists and passes(place.leaf) and self._is_wanted(place) for place in places)

    def _is_wanted(self, place: Place) -> bool:
        if self.path_type != "Any" and place.is_container != (self.path_type == "Container"):
            return False
        if place.drive is not None or not (self.is_bound("OlderThan") or self.is_bound("NewerThan")):
            return True
        written: DateTime = file_system_info(os.path.abspath(place.path)).time("st_mtime_ns").to_local()
        return not (
            (self.is_bound("OlderThan") and written >= self.older_than)
            or (self.is_bound("NewerThan") and written <= self.newer_than)
        )
