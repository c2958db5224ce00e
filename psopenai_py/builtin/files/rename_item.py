from __future__ import annotations

import os
from collections.abc import Iterator

from ...declare.cmdlet import Example, Param, cmdlet
from ...dotnet.model.types import Value
from .common import ItemCmdlet, literal_path_param
from .items import file_item, item_at
from .paths import Place, expand


@cmdlet(
    "Rename-Item",
    default_set="ByPath",
    should_process=True,
    error_name="Microsoft.PowerShell.Commands.RenameItemCommand",
)
class RenameItem(ItemCmdlet):
    """Rename an item."""

    path = Param("string", set="ByPath", mandatory=True, position=0, pipeline="value property", help="The item.")
    literal_path = literal_path_param("item", "string", set="ByLiteralPath")
    new_name = Param("string", mandatory=True, position=1, pipeline="property", help="The new name, without a folder.")
    force = Param("switch", help="Rename hidden and read-only items too.")
    pass_thru = Param("switch", help="Return the renamed item.")
    examples = (
        Example(
            "Rename-Item out.jsonl old.jsonl -PassThru | Select-Object Name",
            "Renames a file.",
            result="Name\n----\nold.jsonl",
        ),
    )
    remarks = "There is no -Credential."

    def process(self) -> Iterator[Value]:
        path = str(self.literal_path if self.is_literal else self.path)
        found = expand(self.session, path, self.is_literal, self.is_forced)
        if len(found) != 1 or not found[0].exists:
            self.refuse(
                "InvalidOperation",
                f"There is no single item at '{path}' to rename.",
                "InvalidOperation",
                path,
                "System.Management.Automation.PSInvalidOperationException",
            )
            return
        renamed = self._rename(found[0], str(self.new_name))
        if renamed is not None and self.pass_thru:
            yield item_at(renamed) if renamed.drive else file_item(renamed.path)

    def _rename(self, place: Place, name: str) -> Place | None:
        if place.drive is not None:
            if not self.should_process(f"Item: {place.path} NewName: {name}", "Rename Item"):
                return None
            value = place.drive.content(place.path)
            place.drive.remove(place.path)
            place.drive.set(name, value)
            return Place(name, place.drive)
        folder, given = os.path.dirname(place.path), os.path.dirname(name)
        if given and os.path.abspath(given) != folder:
            raise self.stop_with(
                "Argument",
                "-NewName is a name without a folder. Use Move-Item to change the folder.",
                "InvalidArgument",
                name,
                "System.Management.Automation.PSArgumentException",
            )
        target = os.path.join(folder, os.path.basename(name))
        kind = "Directory" if place.is_container else "File"
        if not self.should_process(f"Item: {place.path} Destination: {target}", f"Rename {kind}"):
            return None
        if os.path.lexists(target):
            self.refuse("RenameItemIOError", f"There is an item {target} already.", "WriteError", place.path)
            return None
        try:
            os.rename(place.path, target)
        except OSError as error:
            self.file_fault("RenameItemIOError", error, place.path)
            return None
        return Place(target)
