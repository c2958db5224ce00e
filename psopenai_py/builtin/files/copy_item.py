from __future__ import annotations

import os
import shutil
from collections.abc import Iterator

from ...declare.cmdlet import Example, Param, cmdlet
from ...dotnet.model.types import Value
from .common import make_writable
from .items import file_item
from .paths import Place, locate
from .transfer import TransferCmdlet


@cmdlet(
    "Copy-Item", default_set="Path", should_process=True, error_name="Microsoft.PowerShell.Commands.CopyItemCommand"
)
class CopyItem(TransferCmdlet):
    """Copy files and folders."""

    container = Param(
        "switch", default=True, help="Keep the folder structure; -Container:$false copies all files into one folder."
    )
    recurse = Param("switch", help="Copy the content of the folders too.")
    examples = (
        Example(
            "Copy-Item *.jsonl backup -PassThru | Select-Object Name",
            "Copies files into a folder.",
            result="Name\n----\ndone.jsonl\nout.jsonl\nrequests.jsonl\nresults.jsonl",
        ),
    )
    remarks = "There are no other computers: -FromSession and -ToSession do not exist, nor does -Credential."

    def process(self) -> Iterator[Value]:
        for place in list(self.places()):
            target = self.target_of(place)
            if target is not None:
                yield from self._copy(place, target)

    def _copy(self, place: Place, target: str) -> Iterator[Value]:
        source = place.path
        if self._is_same(source, target):
            self.refuse("CopyError", f"{source} cannot be copied onto itself.", "WriteError", source)
        elif os.path.isdir(source):
            yield from self._copy_folder(source, target)
        elif self.should_process(f"Item: {source} Destination: {target}", "Copy File"):
            copied = self._copy_file(source, target)
            if copied and self.pass_thru:
                yield file_item(target)

    def _is_same(self, source: str, target: str) -> bool:
        """Whether the two are one file or folder, also through links; a folder may be copied into itself."""
        wanted = locate(self.session, str(self.destination or ".")).path
        same = [at for at in (target, wanted) if os.path.exists(at) and os.path.exists(source)]
        return any(os.path.samefile(source, at) and (at == target or os.path.islink(source)) for at in same)

    def _copy_folder(self, source: str, target: str) -> Iterator[Value]:
        if os.path.isfile(target):
            self.refuse(
                "CopyContainerItemToLeafError",
                f"The folder {source} cannot be copied onto the file {target}.",
                "InvalidArgument",
                source,
                "System.Management.Automation.PSArgumentException",
            )
            return
        if not self.should_process(f"Item: {source} Destination: {target}", "Copy Directory"):
            return
        try:
            if self.container:
                os.makedirs(target, exist_ok=True)
        except OSError as error:
            self.file_fault("CopyDirectoryInfoItemIOError", error, target)
            return
        if self.pass_thru and self.container:
            yield file_item(target)
        if not self.recurse:
            return
        passes = self.name_test() if self.filter else (lambda name: True)
        for entry in sorted(os.scandir(source), key=lambda each: each.name):
            inner = os.path.join(target, entry.name) if self.container else target
            if entry.is_dir():
                yield from self._copy_folder(entry.path, inner)
            elif passes(entry.name):
                to = inner if self.container else os.path.join(target, entry.name)
                if self._copy_file(entry.path, to) and self.pass_thru:
                    yield file_item(to)

    def _copy_file(self, source: str, target: str) -> bool:
        try:
            if self.is_forced:
                make_writable(target)
            shutil.copy2(source, target)
        except OSError as error:
            denied = isinstance(error, PermissionError)
            self.file_fault(
                "CopyFileInfoItemUnauthorizedAccessError" if denied else "CopyFileInfoItemIOError",
                error,
                target,
                "PermissionDenied" if denied else "WriteError",
            )
            return False
        return True
