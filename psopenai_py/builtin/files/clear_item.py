from __future__ import annotations

from ...declare.cmdlet import Example, cmdlet
from .common import ItemCmdlet, Selection, literal_path_param, path_param


@cmdlet(
    "Clear-Item", default_set="Path", should_process=True, error_name="Microsoft.PowerShell.Commands.ClearItemCommand"
)
class ClearItem(Selection, ItemCmdlet):
    """Clear the value of an item: an environment variable or a variable."""

    path = path_param()
    literal_path = literal_path_param()
    examples = (Example("Clear-Item Env:OPENAI_ORGANIZATION -ErrorAction Ignore", "Removes an environment variable."),)
    remarks = "There is no -Credential."

    def process(self) -> None:
        for place in self.places():
            if place.drive is None:
                raise self.stop_with(
                    "NotSupported",
                    f"'{place.shown}' has no value to clear. Use Clear-Content for files.",
                    "NotImplemented",
                    None,
                    "System.Management.Automation.PSNotSupportedException",
                )
            if self.should_process(f"Item: {place.path}", "Clear Item"):
                place.drive.set(place.path, None)
