from __future__ import annotations

from ...declare.cmdlet import Example, Param, cmdlet
from ...engine.pipeline.cmdlet import Output
from .common import literal_path_param
from .locations import LocationCmdlet, Locations, known_stack


@cmdlet(
    "Set-Location",
    default_set="Path",
    outputs="System.Management.Automation.PathInfo",
    error_name="Microsoft.PowerShell.Commands.SetLocationCommand",
)
class SetLocation(LocationCmdlet):
    """Make a folder the current one."""

    path = Param(
        "string",
        set="Path",
        position=0,
        pipeline="value property",
        help="The folder; - goes back, + goes forward, without a folder to the home folder.",
    )
    literal_path = literal_path_param("folder", "string")
    pass_thru = Param("switch", help="Return the new location.")
    stack_name = Param("string", set="Stack", pipeline="property", help="The stack to make the current one.")
    examples = (Example("Set-Location ~", "Goes to the home folder."),)

    def process(self) -> Output:
        if self.set_name == "Stack":
            known_stack(self, self.stack_name)
            self.session.part(Locations).current = str(self.stack_name or "default")
            return []
        literal = self.literal_path is not None
        done = self.go(self.literal_path if literal else self.path, literal)
        return self.shown() if done else []
