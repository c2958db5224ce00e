from __future__ import annotations

import os
import shutil
from collections.abc import Iterator

from ...declare.cmdlet import Example, cmdlet
from ...dotnet.model.types import Value
from .items import file_item
from .transfer import TransferCmdlet


@cmdlet(
    "Move-Item", default_set="Path", should_process=True, error_name="Microsoft.PowerShell.Commands.MoveItemCommand"
)
class MoveItem(TransferCmdlet):
    """Move files and folders."""

    examples = (
        Example(
            "Move-Item done.jsonl archive; Test-Path archive/done.jsonl", "Moves a file into a folder.", result="True"
        ),
    )
    remarks = "There is no -Credential."

    def process(self) -> Iterator[Value]:
        for place in list(self.places()):
            target = self.target_of(place)
            if target is None:
                continue
            kind = "Directory" if place.is_container else "File"
            action = f"Item: {place.path} Destination: {target}"
            moved = self.should_process(action, f"Move {kind}") and self._move(place.path, target, kind)
            if moved and self.pass_thru:
                yield file_item(target)

    def _move(self, source: str, target: str, kind: str) -> bool:
        error_id = "MoveDirectoryItemIOError" if kind == "Directory" else "MoveFileInfoItemIOError"
        if os.path.lexists(target) and not os.path.samefile(source, target):
            if not self.is_forced or os.path.isdir(target):
                self.refuse(error_id, f"There is an item {target} already.", "WriteError", source)
                return False
            os.remove(target)
        try:
            shutil.move(source, target)
        except (OSError, shutil.Error) as error:
            self.file_fault(error_id, error if isinstance(error, OSError) else OSError(str(error)), source)
            return False
        return True
