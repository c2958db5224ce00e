from __future__ import annotations

from ...declare.cmdlet import Example, Param, cmdlet
from ...engine.pipeline.cmdlet import Cmdlet, Output
from ...engine.values.enumeration import enumerate_value


@cmdlet("Write-Output", error_name="Microsoft.PowerShell.Commands.WriteOutputCommand")
class WriteOutput(Cmdlet):
    """Write objects to the output, an array's items one by one."""

    input_object = Param(
        "psobject",
        mandatory=True,
        position=0,
        pipeline="value",
        remaining=True,
        allow_empty_collection=True,
        allow_null=True,
        help="The objects.",
    )
    no_enumerate = Param("switch", help="Write an array as one object.")
    examples = (Example("Write-Output 1, 2, 3", "Three objects.", result="1\n2\n3"),)

    def process(self) -> Output:
        value = self.input_object
        items = None if self.no_enumerate else enumerate_value(value)
        if items is None:
            self.write(value)
        else:
            for item in items:
                self.write(item)
        return None
