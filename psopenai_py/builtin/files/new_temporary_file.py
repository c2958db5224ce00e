from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator

from ...declare.cmdlet import Example, cmdlet
from ...dotnet.model.types import Value
from ...engine.pipeline.cmdlet import Cmdlet
from .items import file_item


@cmdlet(
    "New-TemporaryFile",
    outputs="System.IO.FileInfo",
    should_process=True,
    confirm_impact="Low",
    error_name="Microsoft.PowerShell.Commands.NewTemporaryFileCommand",
)
class NewTemporaryFile(Cmdlet):
    """Create an empty file with a unique name in the folder for temporary files."""

    examples = (
        Example(
            "$file = New-TemporaryFile; Set-Content $file 'Hello'; Get-Content $file",
            "Creates a file to write into.",
            result="Hello",
        ),
    )

    def end(self) -> Iterator[Value]:
        if self.should_process(tempfile.gettempdir()):
            handle, path = tempfile.mkstemp(".tmp", "tmp")
            os.close(handle)
            yield file_item(path)
