from __future__ import annotations

from ...declare.cmdlet import Example, Param, cmdlet
from ...engine.pipeline.cmdlet import Cmdlet
from ...engine.values.text import to_text
from ...engine.values.wildcard import has_wildcards, wildcard_to_regex
from .paths import drive_not_found


@cmdlet(
    "Remove-PSDrive",
    default_set="Name",
    should_process=True,
    error_name="Microsoft.PowerShell.Commands.RemovePSDriveCommand",
)
class RemovePSDrive(Cmdlet):
    """Remove a drive that New-PSDrive made; the folder stays."""

    name = Param("string[]", set="Name", mandatory=True, position=0, pipeline="value property", help="The drives.")
    literal_name = Param("string[]", set="LiteralName", mandatory=True, pipeline="property", help="The drives.")
    ps_provider = Param("string[]", name="PSProvider", pipeline="property", help="Accepted for compatibility.")
    scope = Param("string", pipeline="property", help="Accepted for compatibility.")
    force = Param("switch", help="Remove the drive of the current location too.")
    examples = (Example("New-PSDrive Data FileSystem . | Remove-PSDrive", "Removes the drive."),)

    def process(self) -> None:
        drives = self.session.folder_drives
        for pattern in map(to_text, self.name or self.literal_name or ()):
            match = wildcard_to_regex(pattern).match
            found = [key for key, drive in drives.items() if match(drive.name) and key != "temp"]
            if not found and not has_wildcards(pattern):
                self.write_error(drive_not_found(pattern).record)
            for key in found:
                if key == self.session.drive.lower() and not self.force:
                    message = f"The drive {pattern} is in use: it is the current location."
                    exception = "System.Management.Automation.PSInvalidOperationException"
                    self.fail("InvalidOperation", message, "InvalidOperation", pattern, exception)
                elif self.should_process(f"Name: {drives[key].name}", "Remove drive"):
                    del drives[key]
                    if key == self.session.drive.lower():
                        self.session.drive = ""
