"""The results of Get-Item and similar cmdlets: files and folders with PowerShell's note properties, items of drives."""

from __future__ import annotations

import os
from typing import Any

from ...dotnet.io.info import FileSystemInfo, file_system_info
from ...dotnet.model.types import Value
from ...engine.session.file_paths import FolderDrive
from ...engine.values.objects import PSObject
from ..records import Record, net_record
from .drives import FILE_SYSTEM
from .paths import Place

_PROVIDER_NAME = f"Microsoft.PowerShell.Core\\{FILE_SYSTEM}"


@net_record("System.Management.Automation.ProviderInfo", Name="string", Drives="object", Home="string")
class ProviderInfo(Record):
    """The provider of a drive."""

    def __str__(self) -> str:
        name: Any = self.__dict__["Name"]
        return f"Microsoft.PowerShell.Core\\{name}"


@net_record(
    "System.Management.Automation.PSDriveInfo",
    Name="string", Provider="object", Root="string", CurrentLocation="string", Description="string",
)  # fmt: skip
class DriveInfo(Record):
    """A drive."""

    def __str__(self) -> str:
        return str(self.__dict__["Name"])


def file_drive() -> DriveInfo:
    """The drive of the file system."""
    provider = ProviderInfo(Name=FILE_SYSTEM, Home=os.path.expanduser("~"))
    return DriveInfo(Name="/", Provider=provider, Root="/", CurrentLocation=_here(), Description="")


def _here() -> str:
    """The current folder below the root; empty if it was removed."""
    try:
        return os.getcwd().lstrip("/")
    except FileNotFoundError:
        return ""


def folder_drive_info(drive: FolderDrive) -> DriveInfo:
    """A drive that is a folder."""
    provider = ProviderInfo(Name=FILE_SYSTEM, Home=os.path.expanduser("~"))
    return DriveInfo(
        Name=drive.name, Provider=provider, Root=drive.root, CurrentLocation="", Description=drive.description
    )


_DRIVE = file_drive()


def file_item(path: str, info: FileSystemInfo | None = None) -> PSObject:
    """A file or folder as an object."""
    found = info if info is not None else file_system_info(path)
    return PSObject({**path_notes(path), "PSIsContainer": found.is_directory}, base=found)


def path_notes(path: str) -> dict[str, Value]:
    """The note properties that say where a file or folder is."""
    parent = os.path.dirname(path)
    return {
        "PSPath": f"{_PROVIDER_NAME}::{path}",
        "PSParentPath": f"{_PROVIDER_NAME}::{parent}" if parent != path else "",
        "PSChildName": os.path.basename(path) or path,
        "PSDrive": _DRIVE,
        "PSProvider": _DRIVE.__dict__["Provider"],
    }


def item_at(place: Place) -> Value:
    """The object of a place that exists."""
    if place.drive is None:
        return file_item(place.path)
    return place.drive.item(place.drive.find(place.path) or place.path)
