from __future__ import annotations

from collections.abc import Iterator

from ...declare.cmdlet import Example, cmdlet
from ...dotnet.model.types import Value
from .common import ItemCmdlet, Selection, literal_path_param, path_param
from .items import item_at


@cmdlet(
    "Get-Item",
    default_set="Path",
    outputs="System.IO.FileInfo",
    error_name="Microsoft.PowerShell.Commands.GetItemCommand",
)
class GetItem(Selection, ItemCmdlet):
    """Get a file, a folder, or an item of another drive."""

    path = path_param()
    literal_path = literal_path_param()
    examples = (Example("Get-Item results.jsonl | ForEach-Object Length", "The size of a file.", result="18"),)
    remarks = "There is no -Credential."

    def process(self) -> Iterator[Value]:
        for place in self.places():
            if place.is_hidden and not self.is_forced:
                message = f"Could not find item {place.path}: hidden items need -Force."
                self.refuse("ItemNotFound", message, "ObjectNotFound", place.path)
            elif place.drive is not None and not place.path:
                for name in place.drive.names():
                    yield place.drive.item(name)
            else:
                yield item_at(place)
