from __future__ import annotations

import os
from collections.abc import Iterator

from ...declare.cmdlet import Example, Param, cmdlet
from ...engine.pipeline.cmdlet import Cmdlet
from ...engine.session.file_paths import FolderDrive
from ...engine.values.text import to_text
from .drives import DRIVES, FILE_SYSTEM
from .items import DriveInfo, folder_drive_info
from .paths import locate


@cmdlet(
    "New-PSDrive",
    outputs="System.Management.Automation.PSDriveInfo",
    should_process=True,
    error_name="Microsoft.PowerShell.Commands.NewPSDriveCommand",
)
class NewPSDrive(Cmdlet):
    """Make a folder a drive of this session: its paths begin with the drive's name, as in Data:/in.jsonl."""

    name = Param("string", mandatory=True, position=0, pipeline="property", help="The drive's name, without the colon.")
    ps_provider = Param(
        "string", name="PSProvider", mandatory=True, position=1, pipeline="property", completions=(FILE_SYSTEM,),
        help="FileSystem.",
    )  # fmt: skip
    root = Param("string", mandatory=True, position=2, pipeline="property", allow_empty_string=True, help="The folder.")
    description = Param("string", pipeline="property", help="What it is for.")
    scope = Param("string", pipeline="property", help="Accepted for compatibility; drives last as long as the session.")
    persist = Param("switch", help="Accepted for compatibility.")
    credential = Param("object", help="Accepted for compatibility.")
    examples = (Example("New-PSDrive Data FileSystem . | Out-Null; Test-Path Data:/", "", result="True"),)
    remarks = "Drives are made for folders only (FileSystem)."

    def process(self) -> Iterator[DriveInfo]:
        name, drives = to_text(self.name), self.session.folder_drives
        if to_text(self.ps_provider).lower() != FILE_SYSTEM.lower():
            raise self.stop_with(
                "NotSupported",
                f"-PSProvider: drives are made for folders only (FileSystem), not for {self.ps_provider}.",
                "NotImplemented",
                self.ps_provider,
                "System.Management.Automation.PSNotSupportedException",
            )
        if name.lower() in drives or name.lower() in DRIVES:
            exception = "System.Management.Automation.SessionStateException"
            self.fail("DriveAlreadyExists", f"There is a drive {name} already.", "ResourceExists", name, exception)
            return
        root = locate(self.session, to_text(self.root))
        if root.drive is not None or not os.path.isdir(root.path):
            message = f"-Root: {root.shown} is not a folder that exists."
            self.fail("DriveRootError", message, "ReadError", name, "System.IO.IOException")
            return
        if self.should_process(f"Name: {name} Provider: {FILE_SYSTEM} Root: {root.path}", "New drive"):
            drives[name.lower()] = made = FolderDrive(name, root.path, to_text(self.description))
            yield folder_drive_info(made)
