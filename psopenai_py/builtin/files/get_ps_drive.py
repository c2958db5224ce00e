from __future__ import annotations

from collections.abc import Iterator

from ...declare.cmdlet import Example, Param, cmdlet
from ...dotnet.model.types import Value
from ...engine.pipeline.cmdlet import Cmdlet
from ...engine.values.wildcard import has_wildcards, wildcard_to_regex
from .drives import DRIVES
from .items import DriveInfo, ProviderInfo, file_drive, folder_drive_info
from .paths import drive_not_found


@cmdlet(
    "Get-PSDrive",
    default_set="Name",
    outputs="System.Management.Automation.PSDriveInfo",
    error_name="Microsoft.PowerShell.Commands.GetPSDriveCommand",
)
class GetPSDrive(Cmdlet):
    """List the drives."""

    name = Param("string[]", set="Name", position=0, pipeline="property", help="The drives; wildcards are allowed.")
    ps_provider = Param("string[]", name="PSProvider", pipeline="property", help="Only drives of these providers.")
    examples = (Example("Get-PSDrive", "All drives."),)

    def process(self) -> Iterator[Value]:
        drives = [file_drive()] + [
            DriveInfo(Name=cls.name, Provider=ProviderInfo(Name=cls.provider, Home=""), Root="", CurrentLocation="")
            for cls in DRIVES.values()
        ]
        drives += [folder_drive_info(drive) for drive in self.session.folder_drives.values()]
        wanted = [str(kind).lower() for kind in self.ps_provider or ()]
        for pattern in self.name or ["*"]:
            match = wildcard_to_regex(str(pattern)).match
            found = [drive for drive in drives if match(str(drive))]
            if not found and not has_wildcards(str(pattern)):
                self.write_error(drive_not_found(str(pattern)).record)
            for drive in sorted(found, key=lambda each: str(each).lower()):
                if not wanted or str(drive.__dict__["Provider"].__dict__["Name"]).lower() in wanted:
                    yield drive
