"""The parameters that the cmdlets for items share, and how they find their items."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any

from ...declare.cmdlet import Param
from ...dotnet.io.errors import file_error
from ...engine.pipeline.cmdlet import Cmdlet
from ...engine.values.text import to_text
from ...engine.values.wildcard import has_wildcards
from ...errors import ErrorRecord, NetException
from .paths import Place, drive_not_found, expand, name_filter, not_found, unknown_drive


def path_param(pipeline: str = "value property", help: str = "The items; wildcards are allowed.") -> Any:
    return Param("string[]", set="Path", mandatory=True, position=0, pipeline=pipeline, help=help)


def literal_path_param(
    what: str = "items",
    type: str = "string[]",
    set: str | tuple[str, ...] = "LiteralPath",
    *,
    mandatory: bool = True,
    position: int | None = None,
) -> Any:
    """``what``: what the paths lead to, for the help text."""
    return Param(
        type,
        set=set,
        mandatory=mandatory,
        position=position,
        pipeline="property",
        aliases=("PSPath", "LP"),
        help=f"The {what}; no character is treated as a wildcard.",
    )


class Selection:
    """-Filter, -Include, -Exclude and -Force."""

    filter = Param("string", help="Include only names like this; it supports * and ? only.")
    include = Param("string[]", help="Include only names like one of these.")
    exclude = Param("string[]", help="Leave out names like one of these.")
    force = Param("switch", help="Include hidden items, and overcome write protection.")


class ItemCmdlet(Cmdlet):
    """A cmdlet with -Path and -LiteralPath."""

    path: Any
    literal_path: Any

    def given_paths(self) -> list[str]:
        return [to_text(path) for path in (self.path if self.literal_path is None else self.literal_path) or ()]

    @property
    def is_literal(self) -> bool:
        return self.literal_path is not None

    @property
    def is_forced(self) -> bool:
        return bool(getattr(self, "force", False))

    def places(self) -> Iterator[Place]:
        """The existing places that the paths stand for; a missing path without wildcards is an error."""
        for path in self.given_paths():
            yield from self.places_of(path)

    def places_with_properties(self) -> Iterator[Place]:
        """The same, and an end at a place on a drive that is not a folder's: `Env:` and its like have no properties."""
        for place in self.places():
            if place.drive is not None:
                raise self.stop_with(
                    "NotSupported",
                    f"Items of the drive {place.drive.name} do not have properties of this kind.",
                    "NotImplemented",
                    None,
                    "System.Management.Automation.PSNotSupportedException",
                )
            yield place

    def places_of(self, path: str, literal: bool | None = None) -> Iterator[Place]:
        """The same for one path; ``literal``: without wildcards."""
        literal = self.is_literal if literal is None else literal
        passes = self.name_test()
        if (unknown := unknown_drive(self.session, path)) is not None:
            self.write_error(drive_not_found(unknown).record)
            return
        found = expand(self.session, path, literal, self.is_forced)
        if (literal or not has_wildcards(path)) and not found[0].exists:
            self.write_error(not_found(found[0].shown))
            return
        for place in found:
            if passes(place.leaf):
                yield place

    def name_test(self) -> Any:
        return name_filter(
            getattr(self, "filter", None), getattr(self, "include", None), getattr(self, "exclude", None)
        )

    def file_fault(self, error_id: str, error: OSError, path: str, category: str = "WriteError") -> None:
        """Write a non-terminating error for an error of the operating system."""
        self.write_error(ErrorRecord(error_id, "", category, path, file_error(error, path)))

    def refuse(
        self, error_id: str, message: str, category: str, target: Any, exception: str = "System.IO.IOException"
    ) -> None:
        self.write_error(ErrorRecord(error_id, "", category, target, NetException(exception, message)))


def make_writable(path: str) -> None:
    """Remove a file's write protection."""
    if os.path.exists(path) and not os.access(path, os.W_OK):
        os.chmod(path, os.stat(path).st_mode | 0o200)
