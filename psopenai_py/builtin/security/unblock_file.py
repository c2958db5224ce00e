from __future__ import annotations

import os
import subprocess
import sys

from ...declare.cmdlet import Example, Failure, Param, cmdlet
from ..files.common import ItemCmdlet, literal_path_param
from ..files.paths import Place

_MARK = "com.apple.quarantine"


@cmdlet(
    "Unblock-File",
    default_set="ByPath",
    should_process=True,
    error_name="Microsoft.PowerShell.Commands.UnblockFileCommand",
)
class UnblockFile(ItemCmdlet):
    """Remove the mark of files that came from the web, so that the system does not refuse to open them.

    Only macOS marks files so, and Windows; on Linux there is nothing to remove, and the files stay as they are.
    """

    path = Param("string[]", set="ByPath", mandatory=True, position=0, help="The files; wildcards are allowed.")
    literal_path = literal_path_param("files", set="ByLiteralPath")
    examples = (Example("Get-ChildItem -Filter *.jsonl | Unblock-File", "Unblocks the files of a folder."),)
    failures = (
        Failure(
            "Unblock-File missing.ps1",
            "Unblock-File: Cannot find path '/home/me/missing.ps1': nothing is there.",
            "PathNotFound,Microsoft.PowerShell.Commands.UnblockFileCommand",
        ),
    )
    remarks = "PowerShell refuses to run this cmdlet on Linux; here, scripts that call it go on."

    def process(self) -> None:
        for place in self.places():
            if place.drive is None and self.should_process(place.path):
                self._unblock(place)

    def _unblock(self, place: Place) -> None:
        if sys.platform == "darwin" and os.path.isfile("/usr/bin/xattr"):
            # It fails for a file without the mark, which is what is wanted.
            subprocess.run(["/usr/bin/xattr", "-d", _MARK, place.path], capture_output=True, check=False)
