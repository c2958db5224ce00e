from __future__ import annotations

from collections.abc import Iterator

from ...declare.cmdlet import Example, Param, cmdlet
from ...engine.pipeline.cmdlet import Cmdlet
from ...engine.session.session import PathInfo, current_location
from .locations import known_stack


@cmdlet(
    "Get-Location",
    default_set="Location",
    outputs="System.Management.Automation.PathInfo",
    error_name="Microsoft.PowerShell.Commands.GetLocationCommand",
)
class GetLocation(Cmdlet):
    """Get the current folder."""

    ps_drive = Param("string[]", name="PSDrive", set="Location", pipeline="property", help="Only these drives.")
    ps_provider = Param(
        "string[]", name="PSProvider", set="Location", pipeline="property", help="Only drives of these providers."
    )
    stack = Param("switch", set="Stack", help="Get the locations on the stack instead.")
    stack_name = Param("string[]", set="Stack", pipeline="property", help="The stacks.")
    examples = (Example("(Get-Location).Path", "The current folder as text."),)

    def process(self) -> Iterator[PathInfo]:
        if self.set_name != "Stack":
            here = current_location(self.session)
            drives, providers = (here.drive.lower() or "/", "*"), (here.provider.lower(), "*")
            if all(str(name).lower() in drives for name in self.ps_drive or ()) and all(
                str(name).lower() in providers for name in self.ps_provider or ()
            ):
                yield here
            return
        for name in self.stack_name or [None]:
            for path in reversed(known_stack(self, name)):
                yield PathInfo(path)
