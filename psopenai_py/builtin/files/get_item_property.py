from __future__ import annotations

from collections.abc import Iterator

from ...declare.cmdlet import Example, Param, cmdlet
from ...dotnet.model.types import Value
from ...engine.properties.properties import resolve, safe_read
from ...engine.values.objects import PSObject, unwrap
from .common import ItemCmdlet, Selection, literal_path_param, path_param
from .items import file_item


@cmdlet(
    "Get-ItemProperty",
    own=("Force",),
    default_set="Path",
    outputs=("System.IO.FileInfo", "System.IO.DirectoryInfo"),
    error_name="Microsoft.PowerShell.Commands.GetItemPropertyCommand",
)
class GetItemProperty(Selection, ItemCmdlet):
    """Get properties of files and folders."""

    path = path_param()
    literal_path = literal_path_param()
    name = Param("string[]", position=1, aliases=("PSProperty",), help="The properties; wildcards are allowed.")
    examples = (
        Example(
            "Get-ItemProperty results.jsonl | Select-Object Name, Extension, Length",
            "Some properties of a file.",
            result="Name          Extension Length\n----          --------- ------\nresults.jsonl .jsonl        18",
        ),
    )
    remarks = "There is no -Credential."

    def process(self) -> Iterator[Value]:
        for place in self.places_with_properties():
            item = file_item(place.path)
            if not self.name:
                yield item
                continue
            base = unwrap(item)
            names = [found for name in self.name for found in resolve(base, str(name))]
            notes = {name: value for name, value in item._props.items() if name != "PSIsContainer"}
            yield PSObject({**{name: safe_read(base, name) for name in names}, **notes})
