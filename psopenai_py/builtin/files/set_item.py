from __future__ import annotations

from collections.abc import Iterator

from ...declare.cmdlet import Example, Param, cmdlet
from ...dotnet.model.types import Value
from .common import ItemCmdlet, Selection, literal_path_param, path_param
from .items import item_at
from .paths import expand


@cmdlet("Set-Item", default_set="Path", should_process=True, error_name="Microsoft.PowerShell.Commands.SetItemCommand")
class SetItem(Selection, ItemCmdlet):
    """Set the value of an environment variable, a variable, a function or an alias."""

    path = path_param("property", "The item, such as Env:OPENAI_API_BASE.")
    literal_path = literal_path_param()
    value = Param("object", position=1, pipeline="value property", help="The new value.")
    pass_thru = Param("switch", help="Return the item.")
    examples = (
        Example(
            "Set-Item Env:OPENAI_ORGANIZATION org-123; $env:OPENAI_ORGANIZATION",
            "Sets an environment variable.",
            result="org-123",
        ),
    )
    remarks = "There is no -Credential."

    def process(self) -> Iterator[Value]:
        for path in self.given_paths():
            for place in expand(self.session, path, self.is_literal):
                if place.drive is None or not place.path:
                    raise self.stop_with(
                        "NotSupported",
                        f"'{place.shown}' has no value to set. Use Set-Content for files.",
                        "NotImplemented",
                        None,
                        "System.Management.Automation.PSNotSupportedException",
                    )
                if self.should_process(f"Item: {place.path} Value: {self.value}", "Set Item"):
                    place.drive.set(place.path, self.value)
                    if self.pass_thru:
                        yield item_at(place)
