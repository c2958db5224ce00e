from __future__ import annotations

from collections.abc import Iterator

from ...declare.cmdlet import Example, Param, cmdlet
from ...declare.sentinel import MISSING
from ...dotnet.model.types import Value
from ...engine.members.members import property_or_missing
from ...engine.values.text import to_text
from .common import ItemCmdlet, Selection, literal_path_param, path_param
from .items import item_at


@cmdlet(
    "Get-ItemPropertyValue",
    default_set="Path",
    error_name="Microsoft.PowerShell.Commands.GetItemPropertyValueCommand",
)
class GetItemPropertyValue(Selection, ItemCmdlet):
    """Get the values of properties of files and folders."""

    path = path_param()
    literal_path = literal_path_param()
    name = Param("string[]", mandatory=True, position=1, aliases=("PSProperty",), help="The properties.")
    examples = (Example("Get-ItemPropertyValue results.jsonl Length", "The size of a file.", result="18"),)

    def process(self) -> Iterator[Value]:
        for place in self.places():
            item = item_at(place)
            for name in map(to_text, self.name):
                found = property_or_missing(item, name)
                if found is MISSING:
                    message = f"{place.shown} has no property {name}."
                    exception = "System.Management.Automation.PSArgumentException"
                    self.refuse(
                        "System.Management.Automation.PSArgumentException", message, "InvalidArgument", name, exception
                    )
                else:
                    yield found
