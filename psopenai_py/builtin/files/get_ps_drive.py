from __future__ import annotations

from collections.abc import Iterator

from ...declare.cmdlet import Example, Failure, Param, cmdlet
from ...dotnet.model.types import Value
from ...engine.pipeline.cmdlet import Cmdlet
from ...engine.session.session import Session
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
    examples = (Example("(Get-PSDrive).Name", "All drives.", result="/\nAlias\nEnv\nFunction\nTemp\nVariable"),)
    remarks = (
        "The drives are /, Temp, Alias, Env, Function and Variable. There is no registry and no certificate store."
    )

    def process(self) -> Iterator[Value]:
        drives = _all_drives(self.session)
        wanted = [str(kind).lower() for kind in self.ps_provider or ()]
        for pattern in self.name or ["*"]:
            match = wildcard_to_regex(str(pattern)).match
            found = [drive for drive in drives if match(str(drive))]
            if not found and not has_wildcards(str(pattern)):
                self.write_error(drive_not_found(str(pattern)).record)
            for drive in sorted(found, key=lambda each: str(each).lower()):
                if not wanted or str(drive.__dict__["Provider"].__dict__["Name"]).lower() in wanted:
                    yield drive


@cmdlet(
    "Get-PSProvider",
    outputs="System.Management.Automation.ProviderInfo",
    error_name="Microsoft.PowerShell.Commands.GetPSProviderCommand",
)
class GetPSProvider(Cmdlet):
    """List the providers of drives: what kinds of items there are, with the drives of each."""

    ps_provider = Param(
        "string[]", name="PSProvider", position=0, pipeline="property", help="The providers; wildcards are allowed."
    )
    examples = (Example("(Get-PSProvider FileSystem).Drives", "The drives of files."),)
    failures = (
        Failure(
            "Get-PSProvider Registry",
            "Get-PSProvider: There is no provider named 'Registry'.",
            "ProviderNotFound,Microsoft.PowerShell.Commands.GetPSProviderCommand",
        ),
    )
    remarks = "Registry, Certificate and WSMan are providers of Windows."

    def process(self) -> Iterator[Value]:
        providers: dict[str, ProviderInfo] = {}
        for drive in _all_drives(self.session):
            provider: ProviderInfo = drive.__dict__["Provider"]
            known = providers.setdefault(str(provider.__dict__["Name"]), provider)
            known.__dict__.setdefault("Drives", []).append(drive)
        for pattern in map(str, self.ps_provider or ["*"]):
            match = wildcard_to_regex(pattern).match
            found = [provider for name, provider in sorted(providers.items()) if match(name)]
            if not found and not has_wildcards(pattern):
                exception = "System.Management.Automation.ProviderNotFoundException"
                text = f"There is no provider named '{pattern}'."
                self.fail("ProviderNotFound", text, "ObjectNotFound", pattern, exception)
            yield from found


def _all_drives(session: Session) -> list[DriveInfo]:
    drives = [file_drive()] + [
        DriveInfo(Name=cls.name, Provider=ProviderInfo(Name=cls.provider, Home=""), Root="", CurrentLocation="")
        for cls in DRIVES.values()
    ]
    return drives + [folder_drive_info(drive) for drive in session.folder_drives.values()]
