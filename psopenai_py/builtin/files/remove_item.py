from __future__ import annotations

import os
import shutil

from ...declare.cmdlet import Example, Param, cmdlet
from ...dotnet.io.info import file_system_info
from .common import ItemCmdlet, Selection, literal_path_param, make_writable, path_param
from .paths import Place


@cmdlet(
    "Remove-Item", default_set="Path", should_process=True, error_name="Microsoft.PowerShell.Commands.RemoveItemCommand"
)
class RemoveItem(Selection, ItemCmdlet):
    """Delete files, folders, and items of other drives."""

    path = path_param()
    literal_path = literal_path_param()
    recurse = Param("switch", help="Delete the content of folders too.")
    examples = (
        Example("Remove-Item Env:OPENAI_API_BASE -ErrorAction Ignore", "Removes an environment variable."),
        Example("Remove-Item done.jsonl; Test-Path done.jsonl", "Deletes a file.", result="False"),
    )
    remarks = "There is no -Credential."

    def process(self) -> None:
        for place in list(self.places()):
            if place.drive is not None:
                if self.should_process(f"Item: {place.path}", "Remove Item"):
                    place.drive.remove(place.path)
            else:
                self._remove(place)

    def _remove(self, place: Place) -> None:
        path = place.path
        is_folder = place.is_container and not os.path.islink(path)
        if is_folder and self._is_in_use(path):
            raise self.stop_with(
                "InvalidOperation",
                f"The folder '{path}' is the current location or contains it; it cannot be deleted.",
                "InvalidOperation",
                path,
                "System.Management.Automation.PSInvalidOperationException",
            )
        if is_folder and not self.recurse and os.listdir(path) and not self._may_recurse(path):
            return
        if not self.should_process(path, "Remove Directory" if is_folder else "Remove File"):
            return
        if not self.is_forced and _is_protected(place) and not os.path.islink(path):
            self.refuse(
                "RemoveFileSystemItemUnAuthorizedAccess",
                f"The item '{path}' is hidden or read-only. Use -Force.",
                "PermissionDenied",
                path,
            )
            return
        try:
            if is_folder:
                shutil.rmtree(path)
            else:
                if self.is_forced:
                    make_writable(path)
                os.remove(path)
        except OSError as error:
            denied = isinstance(error, PermissionError)
            self.file_fault(
                "RemoveFileSystemItemUnAuthorizedAccess" if denied else "RemoveFileSystemItemIOError",
                error,
                path,
                "PermissionDenied" if denied else "WriteError",
            )

    def _may_recurse(self, path: str) -> bool:
        """Whether to delete a folder that is not empty: the user is asked; -WhatIf deletes nothing anyway."""
        if self.runtime.common.get("whatif"):
            return True
        if not self.session.host.interactive:
            raise self.stop_with(
                "InvalidOperation",
                f"The folder '{path}' is not empty. Use -Recurse to delete what is in it too.",
                "InvalidOperation",
                path,
                "System.Management.Automation.PSInvalidOperationException",
            )
        question = f"The folder {path} is not empty. Delete it with all that is in it?"
        return self.session.host.confirm(question) in ("yes", "all")

    def _is_in_use(self, path: str) -> bool:
        here = self.session.here
        return here == path or here.startswith(path.rstrip(os.sep) + os.sep)


def _is_protected(place: Place) -> bool:
    return place.is_hidden or file_system_info(place.path).is_read_only
