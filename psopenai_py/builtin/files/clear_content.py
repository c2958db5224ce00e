from __future__ import annotations

import os

from ...declare.cmdlet import Example, cmdlet
from ...engine.values.wildcard import has_wildcards
from .common import ItemCmdlet, Selection, literal_path_param, make_writable, path_param


@cmdlet(
    "Clear-Content",
    default_set="Path",
    should_process=True,
    error_name="Microsoft.PowerShell.Commands.ClearContentCommand",
)
class ClearContent(Selection, ItemCmdlet):
    """Empty a file."""

    path = path_param("property", "The files; wildcards are allowed.")
    literal_path = literal_path_param()
    examples = (Example("Clear-Content log.txt; (Get-Item log.txt).Length", "Empties the file.", result="0"),)
    remarks = "There is no -Credential."

    def process(self) -> None:
        for given in self.given_paths():
            places = list(self.places_of(given))
            if not places and has_wildcards(given):
                message = f"Nothing is at '{given}', or -Filter, -Include or -Exclude leave all of it out."
                self.refuse("ItemNotFound", message, "ObjectNotFound", given, "System.Exception")
            for place in places:
                if place.drive is not None:
                    place.drive.set(place.path, None)
                elif os.path.isdir(place.path):
                    message = f"'{place.path}' is a folder; only files have content."
                    exception = "System.NotSupportedException"
                    self.refuse("ClearDirectoryContent", message, "InvalidOperation", place.path, exception)
                elif self.should_process(f"Item: {place.path}", "Clear Content"):
                    self._clear(place.path)

    def _clear(self, path: str) -> None:
        try:
            if self.is_forced:
                make_writable(path)
            os.truncate(path, 0)
        except OSError as error:
            denied = isinstance(error, PermissionError)
            self.file_fault(
                "ClearContentUnauthorizedAccessError" if denied else "ClearContentIOError",
                error,
                path,
                "PermissionDenied" if denied else "WriteError",
            )
