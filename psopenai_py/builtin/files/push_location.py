from __future__ import annotations

from ...declare.cmdlet import Example, Param, cmdlet
from ...engine.pipeline.cmdlet import Output
from ...engine.session.session import current_location
from .common import literal_path_param
from .locations import LocationCmdlet, stack


@cmdlet(
    "Push-Location",
    default_set="Path",
    outputs="System.Management.Automation.PathInfo",
    error_name="Microsoft.PowerShell.Commands.PushLocationCommand",
)
class PushLocation(LocationCmdlet):
    """Save the current folder on a stack, and go to another one."""

    path = Param("string", set="Path", position=0, pipeline="value property", help="The folder to go to.")
    literal_path = literal_path_param("folder", "string", mandatory=False)
    pass_thru = Param("switch", help="Return the new location.")
    stack_name = Param("string", pipeline="property", help="The stack to use.")
    examples = (
        Example(
            "Push-Location out; Split-Path (Get-Location) -Leaf",
            "Goes into a folder; Pop-Location goes back.",
            result="out",
        ),
    )

    def process(self) -> Output:
        literal = self.literal_path is not None
        path = self.literal_path if literal else self.path
        here = str(current_location(self.session))
        if path is not None and not self.go(path, literal):
            return []
        stack(self.session, self.stack_name).append(here)
        return self.shown()
