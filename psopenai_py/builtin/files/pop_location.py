from __future__ import annotations

from ...declare.cmdlet import Example, Param, cmdlet
from ...engine.pipeline.cmdlet import Output
from .locations import LocationCmdlet, known_stack


@cmdlet(
    "Pop-Location",
    outputs="System.Management.Automation.PathInfo",
    error_name="Microsoft.PowerShell.Commands.PopLocationCommand",
)
class PopLocation(LocationCmdlet):
    """Go back to the folder that Push-Location saved last."""

    pass_thru = Param("switch", help="Return the new location.")
    stack_name = Param("string", pipeline="property", help="The stack to use.")
    examples = (
        Example(
            "Push-Location out; Pop-Location; Test-Path out",
            "Goes back to where Push-Location was called.",
            result="True",
        ),
    )

    def process(self) -> Output:
        waiting = known_stack(self, self.stack_name)
        if waiting and self.go(waiting.pop(), literal=True):
            return self.shown()
        return []
